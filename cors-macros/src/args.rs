//! The grammar of the arguments: names, values and spans, without their meaning.
//!
//! `name`, `name = value` and `name = [value, ...]`, separated by commas. A mistake is noted in its
//! place and reading goes on at the next comma, so that all mistakes are reported at once, in order.

use cors_policy::{Rule, Violation};
use proc_macro2::{TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Expr, ExprLit, Ident, Lit, Token, token};

use crate::mistake::Mistake;

/// What stands between the parentheses of `#[cors(...)]`.
pub(crate) struct Args {
    pub(crate) arguments: Vec<Result<Argument, Mistake>>,
}

pub(crate) struct Argument {
    pub(crate) name: Ident,
    pub(crate) value: Value,
}

pub(crate) enum Value {
    /// Nothing: `name`
    Flag,
    /// `name = expression`
    Expr(Expr),
    /// `name = [element, ...]`
    List(List),
}

pub(crate) struct List {
    /// The brackets and what is in them.
    pub(crate) tokens: TokenStream,
    pub(crate) elements: Vec<Result<Element, Mistake>>,
}

#[derive(Clone)]
pub(crate) struct Element {
    /// `#[cfg(...)]`
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) expr: Expr,
    /// What the expression says, if it is a string literal.
    pub(crate) text: Option<String>,
}

impl Args {
    pub(crate) fn parse(tokens: TokenStream) -> Self {
        let parser = |input: ParseStream<'_>| Ok(separated(input, argument));
        // `separated` reads to the end and does not fail.
        Self { arguments: parser.parse2(tokens).unwrap_or_default() }
    }

    /// Makes a mistake of `methods`, for handlers whose route says the method.
    pub(crate) fn refuse_methods(&mut self) {
        for argument in &mut self.arguments {
            if let Ok(Argument { name, .. }) = argument
                && name == "methods"
            {
                *argument = Err(Mistake::of(Rule::MethodsKnownFromRoute, &*name));
            }
        }
    }

    /// The path of `cors_runtime`, if the attribute gives one.
    pub(crate) fn crate_path(&self) -> Option<&syn::Path> {
        self.arguments.iter().flatten().find_map(|argument| match &argument.value {
            Value::Expr(value) if argument.name == "crate" => path(value),
            _ => None,
        })
    }
}

/// The text of a string literal.
fn text(expr: &Expr) -> Option<String> {
    match ungrouped(expr) {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
        _ => None,
    }
}

/// The expression without parentheses, and without the invisible ones of `macro_rules!`.
pub(crate) fn ungrouped(mut expr: &Expr) -> &Expr {
    loop {
        expr = match expr {
            Expr::Group(group) => &group.expr,
            Expr::Paren(paren) => &paren.expr,
            _ => return expr,
        }
    }
}

/// The path, also one that `macro_rules!` was given as `$path:path`.
pub(crate) fn path(expr: &Expr) -> Option<&syn::Path> {
    match expr {
        Expr::Path(expr) => Some(&expr.path),
        Expr::Group(group) => path(&group.expr),
        _ => None,
    }
}

/// Reads what is separated by commas, to the end.
fn separated<T>(
    input: ParseStream<'_>,
    read: impl Fn(ParseStream<'_>) -> Result<T, Mistake>,
) -> Vec<Result<T, Mistake>> {
    let mut all = Vec::new();
    while !input.is_empty() {
        let item = read(input);
        let failed = item.is_err();
        all.push(item);
        if failed {
            skip_to_comma(input);
        }
        if input.is_empty() || input.parse::<Token![,]>().is_ok() {
            continue;
        }
        if let Some(next) = next_token(input) {
            all.push(Err(Mistake::of(Rule::CommaMissing, next)));
        }
        if !(input.peek(Ident::peek_any) || input.peek(Lit)) {
            skip_to_comma(input);
            // The comma itself separates.
            drop(input.parse::<Token![,]>());
        }
    }
    all
}

fn skip_to_comma(input: ParseStream<'_>) {
    while !input.is_empty() && !input.peek(Token![,]) {
        if input.parse::<TokenTree>().is_err() {
            return;
        }
    }
}

/// The next token, without taking it.
fn next_token(input: ParseStream<'_>) -> Option<TokenTree> {
    input.fork().parse().ok()
}

/// One argument, without its attributes.
pub(crate) fn argument(input: ParseStream<'_>) -> Result<Argument, Mistake> {
    let Ok(name) = input.call(Ident::parse_any) else {
        return Err(match next_token(input) {
            Some(token) => Mistake::of(Rule::ArgumentUnknown, token),
            None => Mistake::of(Rule::ArgumentUnknown, TokenStream::new()),
        });
    };
    let value = value(input, &name)?;
    Ok(Argument { name, value })
}

fn value(input: ParseStream<'_>, name: &Ident) -> Result<Value, Mistake> {
    if input.is_empty() || input.peek(Token![,]) {
        return Ok(Value::Flag);
    }
    if input.parse::<Token![=]>().is_err() {
        // `name(...)` and `name: ...` are how others write it.
        return if input.peek(token::Paren) || input.peek(Token![:]) {
            let found = if input.peek(Token![:]) { "a `:`" } else { "parentheses" };
            Err(wrong_type(name, found, name))
        } else {
            Ok(Value::Flag)
        };
    }
    if input.is_empty() || input.peek(Token![,]) {
        return Err(Mistake::of(Rule::ArgumentWithoutValue, name));
    }
    if input.peek(token::Bracket) {
        return list(input, name).map(Value::List).map_err(|_| Mistake::of(Rule::ArgumentWithoutValue, name));
    }
    let next = next_token(input);
    match input.parse() {
        Ok(expr) => Ok(Value::Expr(expr)),
        Err(_) => Err(match next {
            Some(token) => wrong_type(name, &format!("`{token}`"), token),
            None => Mistake::of(Rule::ArgumentWithoutValue, name),
        }),
    }
}

/// The value is of another kind than the argument takes; `found` says of which.
pub(crate) fn wrong_type(name: &Ident, found: &str, tokens: impl quote::ToTokens) -> Mistake {
    Mistake::at(tokens, Violation::with_part(Rule::ArgumentWithWrongType, &name.to_string(), found))
}

fn list(input: ParseStream<'_>, name: &Ident) -> syn::Result<List> {
    let tokens = input.fork().parse::<TokenTree>()?.into();
    let content;
    syn::bracketed!(content in input);
    Ok(List { tokens, elements: separated(&content, |input| element(input, name)) })
}

fn element(input: ParseStream<'_>, name: &Ident) -> Result<Element, Mistake> {
    let next = next_token(input);
    let element = || -> syn::Result<Element> {
        let (attributes, expr) = (input.call(Attribute::parse_outer)?, input.parse()?);
        let text = text(&expr);
        Ok(Element { attributes, expr, text })
    };
    element().map_err(|_| match next {
        Some(token) => wrong_type(name, &format!("`{token}`"), token),
        None => Mistake::of(Rule::ArgumentWithoutValue, name),
    })
}
