//! The meaning of the arguments: every rule of `cors-policy`, with the tokens that break it.

use cors_policy::{
    ARGUMENTS, NameList, OriginEntry, Rule, Violation, check_max_age, check_method, check_name_in_list,
    check_origin_in_list, check_origin_with_credentials, check_preflight_status, check_request_header_name,
    check_response_header_name, check_wildcard_with_credentials,
};
use proc_macro2::Span;
use quote::ToTokens;
use syn::{Expr, Ident, Lit, LitInt, UnOp};

use crate::args::{Args, Argument, Element, List, Value, path, wrong_type};
use crate::mistake::Mistake;

/// A policy without mistakes, as far as literals tell: what is no literal is checked by the
/// compiler, in const evaluation.
#[derive(Default)]
pub(crate) struct CheckedPolicy {
    pub(crate) crate_path: Option<syn::Path>,
    pub(crate) origins: Vec<Element>,
    pub(crate) credentials: bool,
    pub(crate) methods: Vec<Element>,
    pub(crate) headers: Vec<Element>,
    pub(crate) expose_headers: Vec<Element>,
    pub(crate) max_age: Option<Expr>,
    pub(crate) preflight_status: Option<Expr>,
}

/// Checks the arguments. The mistakes are in the order of the source; where there are any, the policy
/// is not to be used.
pub(crate) fn check(args: Args) -> (CheckedPolicy, Vec<Mistake>) {
    let mut checker = Checker::new(&args);
    for argument in args.arguments {
        match argument {
            Ok(argument) => checker.argument(argument),
            Err(mistake) => checker.mistakes.push(mistake),
        }
    }
    (checker.policy, checker.mistakes)
}

struct Checker {
    policy: CheckedPolicy,
    mistakes: Vec<Mistake>,
    /// The arguments that were seen already.
    seen: Vec<String>,
}

impl Checker {
    fn new(args: &Args) -> Self {
        let arguments = || args.arguments.iter().flatten();
        let mut mistakes = Vec::new();
        // A mistake in the grammar may have swallowed the origins.
        if arguments().all(|argument| argument.name != "origins") && args.arguments.iter().all(Result::is_ok)
        {
            let first = arguments().next().map_or(Span::call_site(), |argument| argument.name.span());
            mistakes.push(Mistake::at_span(first, Violation::new(Rule::OriginsMissing, "")));
        }
        let credentials = arguments().any(|argument| {
            argument.name == "credentials"
                && match &argument.value {
                    Value::Flag => true,
                    Value::Expr(expr) => matches!(literal(expr), Some(Lit::Bool(value)) if value.value),
                    Value::List(_) => false,
                }
        });
        let policy =
            CheckedPolicy { crate_path: args.crate_path().cloned(), credentials, ..CheckedPolicy::default() };
        Self { policy, mistakes, seen: Vec::new() }
    }

    fn argument(&mut self, Argument { name, value }: Argument) {
        let text = name.to_string();
        if !ARGUMENTS.contains(&text.as_str()) {
            return self.mistakes.push(Mistake::of(Rule::ArgumentUnknown, &name));
        }
        if self.seen.contains(&text) {
            return self.mistakes.push(Mistake::of(Rule::ArgumentRepeated, &name));
        }
        match (text.as_str(), value) {
            ("credentials", value) => self.flag(&name, value),
            (_, Value::Flag) => self.mistakes.push(Mistake::of(Rule::ArgumentWithoutValue, &name)),
            ("origins", Value::List(list)) => self.policy.origins = self.origins(&name, list),
            ("methods", Value::List(list)) => {
                self.policy.methods = self.names(&name, list, NameList::Methods, check_method);
            }
            ("headers", Value::List(list)) => {
                self.policy.headers =
                    self.names(&name, list, NameList::RequestHeaders, check_request_header_name);
            }
            ("expose_headers", Value::List(list)) => {
                self.policy.expose_headers =
                    self.names(&name, list, NameList::ResponseHeaders, check_response_header_name);
            }
            ("max_age", Value::Expr(expr)) => {
                self.max_age(&name, &expr);
                self.policy.max_age = Some(expr);
            }
            ("preflight_status", Value::Expr(expr)) => {
                self.preflight_status(&name, &expr);
                self.policy.preflight_status = Some(expr);
            }
            ("crate", Value::Expr(expr)) if path(&expr).is_some() => {}
            (_, Value::Expr(expr)) => self.mistakes.push(wrong_type(&name, kind(&expr), &expr)),
            (_, Value::List(list)) => self.mistakes.push(wrong_type(&name, "a list", list.tokens)),
        }
        self.seen.push(text);
    }

    fn flag(&mut self, name: &Ident, value: Value) {
        match value {
            Value::Flag => {}
            Value::Expr(expr) if matches!(literal(&expr), Some(Lit::Bool(_))) => {}
            Value::Expr(expr) => self.mistakes.push(wrong_type(name, kind(&expr), &expr)),
            Value::List(list) => self.mistakes.push(wrong_type(name, "a list", list.tokens)),
        }
    }

    fn origins(&mut self, name: &Ident, list: List) -> Vec<Element> {
        if list.elements.is_empty() {
            self.mistakes.push(Mistake::at(list.tokens.clone(), Violation::new(Rule::OriginsMissing, "")));
        }
        let credentials = self.policy.credentials;
        self.elements(name, list, |written, beside| {
            let entry = OriginEntry::parse(written)?;
            if let Some((all, index)) = beside {
                check_origin_in_list(all, index)?;
            }
            match entry {
                OriginEntry::Any if credentials => check_wildcard_with_credentials(written),
                OriginEntry::Pattern(pattern) if credentials => check_origin_with_credentials(&pattern),
                _ => Ok(()),
            }
        })
    }

    fn names(
        &mut self,
        name: &Ident,
        list: List,
        kind: NameList,
        check: fn(&str) -> Result<(), Violation<'_>>,
    ) -> Vec<Element> {
        let credentials = self.policy.credentials;
        self.elements(name, list, |written, beside| {
            check(written)?;
            beside.map_or(Ok(()), |(all, index)| check_name_in_list(kind, all, index, credentials))
        })
    }

    /// Checks each element, and beside the others those that are always there: what `#[cfg]` may
    /// leave out stands beside nothing.
    fn elements(
        &mut self,
        name: &Ident,
        list: List,
        check: impl for<'t> Fn(&'t str, Option<(&[&'t str], usize)>) -> Result<(), Violation<'t>>,
    ) -> Vec<Element> {
        let texts: Vec<_> =
            list.elements.iter().map(|element| element.as_ref().ok().and_then(text)).collect();
        let always: Vec<_> = list
            .elements
            .iter()
            .zip(&texts)
            .filter_map(|(element, text)| {
                element.as_ref().ok().filter(|element| element.attributes.is_empty()).and(text.as_deref())
            })
            .collect();
        let mut kept = Vec::new();
        let mut next_always = 0;
        for (element, text) in list.elements.into_iter().zip(&texts) {
            let element = match element {
                Ok(element) => element,
                Err(mistake) => {
                    self.mistakes.push(mistake);
                    continue;
                }
            };
            for attribute in element.attributes.iter().filter(|attribute| !attribute.path().is_ident("cfg")) {
                self.mistakes.push(wrong_type(name, "an attribute other than `#[cfg(...)]`", attribute));
            }
            if let Some(text) = text {
                let beside = element.attributes.is_empty().then_some((always.as_slice(), next_always));
                next_always += usize::from(beside.is_some());
                if let Err(violation) = check(text, beside) {
                    self.mistakes.push(Mistake::at(&element.expr, violation));
                }
            } else if !is_constant(&element.expr) {
                self.mistakes.push(wrong_type(
                    name,
                    &format!("{} in the list", kind(&element.expr)),
                    &element.expr,
                ));
            }
            kept.push(element);
        }
        kept
    }

    fn max_age(&mut self, name: &Ident, expr: &Expr) {
        let written = expr.to_token_stream().to_string();
        let verdict = match ungrouped(expr) {
            Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => {
                Err(Violation::new(Rule::MaxAgeNegative, &written))
            }
            Expr::Lit(_) => match number(expr) {
                Some(seconds) => check_max_age(seconds, &written),
                None => Err(Violation::new(Rule::MaxAgeNotANumber, &written)),
            },
            _ => return self.expression(name, expr),
        };
        self.mistakes.extend(verdict.err().map(|violation| Mistake::at(expr, violation)));
    }

    fn preflight_status(&mut self, name: &Ident, expr: &Expr) {
        let written = expr.to_token_stream().to_string();
        match number(expr) {
            Some(status) => {
                let verdict = check_preflight_status(status, &written);
                self.mistakes.extend(verdict.err().map(|violation| Mistake::at(expr, violation)));
            }
            None => self.expression(name, expr),
        }
    }

    /// Lets pass what may be a constant.
    fn expression(&mut self, name: &Ident, expr: &Expr) {
        if !is_constant(expr) {
            self.mistakes.push(wrong_type(name, kind(expr), expr));
        }
    }
}

/// The text of an element that is a string literal.
fn text(element: &Element) -> Option<String> {
    match literal(&element.expr)? {
        Lit::Str(text) => Some(text.value()),
        _ => None,
    }
}

/// The number of a literal without a suffix of another type.
fn number(expr: &Expr) -> Option<u64> {
    match literal(expr)? {
        Lit::Int(number) if matches!(number.suffix(), "" | "u16" | "u32" | "u64") => Some(saturated(number)),
        _ => None,
    }
}

/// A number beyond 64 bits is beyond every limit.
fn saturated(number: &LitInt) -> u64 {
    number.base10_parse().unwrap_or(u64::MAX)
}

fn literal(expr: &Expr) -> Option<&Lit> {
    match ungrouped(expr) {
        Expr::Lit(literal) => Some(&literal.lit),
        _ => None,
    }
}

/// The expression without parentheses, and without the invisible ones of `macro_rules!`.
fn ungrouped(mut expr: &Expr) -> &Expr {
    loop {
        expr = match expr {
            Expr::Group(group) => &group.expr,
            Expr::Paren(paren) => &paren.expr,
            _ => return expr,
        }
    }
}

/// Whether the expression can be a constant; the compiler knows whether it is one.
fn is_constant(expr: &Expr) -> bool {
    matches!(
        ungrouped(expr),
        Expr::Path(_)
            | Expr::Macro(_)
            | Expr::Call(_)
            | Expr::MethodCall(_)
            | Expr::Binary(_)
            | Expr::Block(_)
            | Expr::Const(_)
            | Expr::Cast(_)
            | Expr::If(_)
            | Expr::Match(_)
            | Expr::Field(_)
            | Expr::Index(_)
    )
}

/// What was found, in words that follow "not".
fn kind(expr: &Expr) -> &'static str {
    match ungrouped(expr) {
        Expr::Lit(literal) => match literal.lit {
            Lit::Str(_) => "a string",
            Lit::Int(_) | Lit::Float(_) => "a number",
            Lit::Bool(_) => "`true` or `false`",
            Lit::Char(_) => "a character",
            Lit::Byte(_) | Lit::ByteStr(_) => "bytes",
            _ => "this literal",
        },
        Expr::Unary(_) => "a negative number",
        Expr::Array(_) => "a list",
        Expr::Reference(_) => "a reference",
        Expr::Tuple(_) => "a tuple",
        Expr::Path(_) => "a name",
        _ => "this expression",
    }
}
