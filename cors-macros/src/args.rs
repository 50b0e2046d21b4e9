//! The grammar of the arguments: names, values and spans, without their meaning.
//!
//! `name`, `name = value` and `name = [value, ...]`, separated by commas. A mistake is noted in its place, and
//! reading resumes at the next comma, so that all mistakes are reported at once and in order.

use cors_policy::{Argument, Rule, Violation};
use proc_macro2::{TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Expr, ExprLit, Ident, Lit, Token, token};

use crate::mistake::Mistake;

/// What stands between the parentheses of `#[cors(...)]`.
pub(crate) struct Args {
    pub(crate) given: Vec<Result<GivenArgument, Mistake>>,
}

/// An argument as it is written.
pub(crate) struct GivenArgument {
    pub(crate) name: Ident,
    /// `None` if there is no argument of that name.
    pub(crate) argument: Option<Argument>,
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

impl List {
    /// The texts of the literals that are there in every build: they have no `#[cfg]`.
    pub(crate) fn always(&self) -> impl Iterator<Item = &str> {
        let always = self.elements.iter().flatten().filter(|element| element.attributes.is_empty());
        always.filter_map(|element| element.text.as_deref())
    }

    pub(crate) fn into_elements(self) -> Vec<Element> {
        self.elements.into_iter().flatten().collect()
    }
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
        Self { given: parser.parse2(tokens).unwrap_or_default() }
    }

    /// The values of an argument: more than one if it is repeated.
    pub(crate) fn values(&self, argument: Argument) -> impl Iterator<Item = &Value> {
        let given = self.given.iter().flatten().filter(move |given| given.argument == Some(argument));
        given.map(|given| &given.value)
    }

    /// Whether the argument is given, whatever is wrong with its value.
    pub(crate) fn has(&self, argument: Argument) -> bool {
        self.values(argument).next().is_some()
    }

    /// Replaces an argument by a mistake about its name.
    pub(crate) fn refuse(&mut self, argument: Argument, rule: Rule) {
        for given in &mut self.given {
            if let Ok(GivenArgument { name, argument: Some(known), .. }) = given {
                if *known == argument {
                    *given = Err(Mistake::of(rule, &*name));
                }
            }
        }
    }

    /// The path of `cors_runtime`, if the attribute gives one.
    pub(crate) fn crate_path(&self) -> Option<&syn::Path> {
        self.values(Argument::Crate).find_map(|value| match value {
            Value::Expr(value) => path(value),
            Value::Flag | Value::List(_) => None,
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

/// The expression without its parentheses, among them the invisible ones of `macro_rules!`.
pub(crate) fn ungrouped(mut expr: &Expr) -> &Expr {
    loop {
        expr = match expr {
            Expr::Group(group) => &group.expr,
            Expr::Paren(paren) => &paren.expr,
            _ => return expr,
        }
    }
}

/// The path, even if `macro_rules!` received it as `$path:path`.
pub(crate) fn path(expr: &Expr) -> Option<&syn::Path> {
    match expr {
        Expr::Path(expr) => Some(&expr.path),
        Expr::Group(group) => path(&group.expr),
        _ => None,
    }
}

/// Reads items separated by commas, to the end.
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

/// The next token, without consuming it.
fn next_token(input: ParseStream<'_>) -> Option<TokenTree> {
    input.fork().parse().ok()
}

/// One argument, without its attributes.
pub(crate) fn argument(input: ParseStream<'_>) -> Result<GivenArgument, Mistake> {
    let Ok(name) = input.call(Ident::parse_any) else {
        return Err(match next_token(input) {
            Some(token) => Mistake::of(Rule::ArgumentUnknown, token),
            None => Mistake::of(Rule::ArgumentUnknown, TokenStream::new()),
        });
    };
    let value = value(input, &name)?;
    let argument = Argument::named(&name.to_string());
    Ok(GivenArgument { name, argument, value })
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

/// The value is of a kind that the argument does not take; `found` says which.
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
