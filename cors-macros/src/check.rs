//! The meaning of the arguments: every rule of `cors-policy`, with the tokens that break it.

use cors_policy::{
    ARGUMENTS, Lifted, NameList, OriginList, Rule, Violation, check_excepted_origin, check_max_age,
    check_method, check_name_in_list, check_name_with_credentials, check_origin, check_preflight_status,
    check_request_header_name, check_response_header_name,
};
use proc_macro2::Span;
use quote::ToTokens;
use syn::{Expr, Ident, Lit, UnOp};

use crate::args::{Args, Argument, Element, List, Value, path, ungrouped, wrong_type};
use crate::mistake::Mistake;
use crate::origins::Origins;
use crate::public_suffixes::is_public_suffix;
use crate::value::{is_constant, is_set, kind, literal, number};

/// A policy without mistakes, as far as literals tell: what is no literal is checked by the
/// compiler, in const evaluation.
#[derive(Default)]
pub(crate) struct CheckedPolicy {
    pub(crate) crate_path: Option<syn::Path>,
    /// `policy`: a shared policy, which says all.
    // shared => nothing else but the path of the crate
    pub(crate) shared: Option<syn::Path>,
    pub(crate) origins: Vec<Element>,
    pub(crate) except: Vec<Element>,
    /// `origins_from`: origins that become known while the program runs.
    pub(crate) origins_from: Option<syn::Path>,
    pub(crate) credentials: bool,
    pub(crate) lifted: Lifted,
    /// The other flags that are on.
    pub(crate) flags: Vec<Ident>,
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
    /// What the literals among the origins are.
    origins: Origins,
    /// Whether `credentials` is switched off in so many words.
    credentials_off: bool,
    /// The names of all arguments.
    names: Vec<String>,
}

impl Checker {
    fn new(args: &Args) -> Self {
        let arguments = || args.arguments.iter().flatten();
        let mut mistakes = Vec::new();
        let has = |name: &str| arguments().any(|argument| argument.name == name);
        let is_known = |argument: &Argument| ARGUMENTS.contains(&argument.name.to_string().as_str());
        // A mistake in the grammar may have swallowed the origins, and an unknown name may stand for them.
        if !["origins", "origins_from", "policy"].into_iter().any(has)
            && args.arguments.iter().all(|argument| argument.as_ref().is_ok_and(is_known))
        {
            let first = arguments().next().map_or(Span::call_site(), |argument| argument.name.span());
            mistakes.push(Mistake::at_span(first, Violation::new(Rule::OriginsMissing, "")));
        }
        let flag =
            |name: &str| arguments().find(|argument| argument.name == name).map(|flag| is_set(&flag.value));
        let policy = CheckedPolicy {
            crate_path: args.crate_path().cloned(),
            credentials: flag("credentials") == Some(true),
            lifted: Lifted {
                null_origin: flag("dangerously_allow_null_origin") == Some(true),
                insecure_origins: flag("dangerously_allow_insecure_origins") == Some(true),
                public_suffixes: flag("dangerously_allow_public_suffixes") == Some(true),
            },
            ..CheckedPolicy::default()
        };
        let credentials_off = flag("credentials") == Some(false);
        let names = arguments().map(|argument| argument.name.to_string()).collect();
        Self { policy, mistakes, seen: Vec::new(), origins: Origins::of(args), credentials_off, names }
    }

    fn has(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name)
    }

    fn argument(&mut self, Argument { name, value }: Argument) {
        let text = name.to_string();
        if !ARGUMENTS.contains(&text.as_str()) {
            return self.mistakes.push(Mistake::of(Rule::ArgumentUnknown, &name));
        }
        if self.seen.contains(&text) {
            return self.mistakes.push(Mistake::of(Rule::ArgumentRepeated, &name));
        }
        if self.has("policy") && text != "policy" && text != "crate" {
            return self.mistakes.push(Mistake::of(Rule::PolicyWithArguments, &name));
        }
        match (text.as_str(), value) {
            ("credentials", value) => self.flag(&name, value),
            ("refuse_other_origins" | "private_network" | "timing", value) => {
                let is_set = is_set(&value);
                self.flag(&name, value);
                if is_set
                    && name == "refuse_other_origins"
                    && self.origins.always_wildcard
                    && !self.has("except")
                {
                    self.mistakes.push(Mistake::of(Rule::RefuseOtherOriginsWithoutNeed, &name));
                }
                self.policy.flags.extend(is_set.then_some(name));
            }
            (flag, value) if flag.starts_with("dangerously_") => {
                if is_set(&value) {
                    self.danger(&name);
                }
                self.flag(&name, value);
            }
            (_, Value::Flag) => self.mistakes.push(Mistake::of(Rule::ArgumentWithoutValue, &name)),
            ("origins", Value::List(list)) => self.policy.origins = self.origins(&name, list),
            ("except", Value::List(list)) => self.policy.except = self.except(&name, list),
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
            ("origins_from", Value::Expr(expr)) if path(&expr).is_some() => {
                if self.origins.always_wildcard {
                    self.mistakes.push(Mistake::of(Rule::OriginsFromWithoutNeed, &name));
                }
                self.policy.origins_from = path(&expr).cloned();
            }
            ("policy", Value::Expr(expr)) if path(&expr).is_some() => {
                self.policy.shared = path(&expr).cloned();
            }
            ("crate", Value::Expr(expr)) if path(&expr).is_some() => {}
            (_, Value::Expr(expr)) => self.mistakes.push(wrong_type(&name, &kind(&expr), &expr)),
            (_, Value::List(list)) => self.mistakes.push(wrong_type(&name, "a list", list.tokens)),
        }
        self.seen.push(text);
    }

    fn flag(&mut self, name: &Ident, value: Value) {
        match value {
            Value::Flag => {}
            Value::Expr(expr) if matches!(literal(&expr), Some(Lit::Bool(_))) => {}
            Value::Expr(expr) => self.mistakes.push(wrong_type(name, &kind(&expr), &expr)),
            Value::List(list) => self.mistakes.push(wrong_type(name, "a list", list.tokens)),
        }
    }

    /// A flag that lifts a rule is there because something breaks the rule.
    fn danger(&mut self, name: &Ident) {
        let credentials = self.policy.credentials;
        let (about_credentials, is_needed) = if name == "dangerously_allow_null_origin" {
            (false, self.origins.null)
        } else if name == "dangerously_allow_insecure_origins" {
            (true, self.origins.insecure && credentials)
        } else {
            (true, self.origins.public_suffix && credentials)
        };
        if about_credentials && self.credentials_off {
            self.mistakes.push(Mistake::of(Rule::CredentialsOffWithDanger, name));
        } else if !(is_needed || self.origins.constant || about_credentials && self.has("origins_from")) {
            self.mistakes.push(Mistake::of(Rule::DangerWithoutNeed, name));
        }
    }

    fn origins(&mut self, name: &Ident, list: List) -> Vec<Element> {
        if list.elements.is_empty() {
            self.mistakes.push(Mistake::at(list.tokens.clone(), Violation::new(Rule::OriginsMissing, "")));
        }
        let CheckedPolicy { credentials, lifted, .. } = self.policy;
        self.elements(
            name,
            list,
            |all| {
                let list = OriginList::new(all, 0);
                (0..list.len()).map(|index| list.check(index, lifted)).collect()
            },
            |written, in_list| check_origin(written, in_list, credentials, lifted, is_public_suffix),
        )
    }

    fn except(&mut self, name: &Ident, list: List) -> Vec<Element> {
        if !self.origins.wildcard && !self.origins.constant {
            self.mistakes.push(Mistake::of(Rule::ExceptWithoutWildcard, name));
        } else if list.elements.is_empty() {
            self.mistakes.push(empty_list(name, &list));
        }
        self.elements(
            name,
            list,
            |all| {
                let list = OriginList::new(all, 0);
                (0..list.len()).map(|index| list.check_not_repeated(index)).collect()
            },
            |written, in_list| {
                check_excepted_origin(written)?;
                in_list
            },
        )
    }

    fn names(
        &mut self,
        name: &Ident,
        list: List,
        kind: NameList,
        check: fn(&str) -> Result<(), Violation<'_>>,
    ) -> Vec<Element> {
        if list.elements.is_empty() {
            self.mistakes.push(empty_list(name, &list));
        }
        let credentials = self.policy.credentials;
        self.elements(
            name,
            list,
            |all| (0..all.len()).map(|index| check_name_in_list(kind, &all, index, credentials)).collect(),
            |written, in_list| {
                check(written)?;
                if credentials {
                    check_name_with_credentials(kind, written)?;
                }
                in_list
            },
        )
    }

    /// Checks each element, and, by `in_list`, those that are always there against each other: what `#[cfg]`
    /// may leave out stands beside nothing.
    fn elements(
        &mut self,
        name: &Ident,
        list: List,
        in_list: impl for<'t> Fn(Vec<&'t str>) -> Vec<Result<(), Violation<'t>>>,
        check: impl for<'t> Fn(&'t str, Result<(), Violation<'t>>) -> Result<(), Violation<'t>>,
    ) -> Vec<Element> {
        let texts: Vec<_> = list.elements.iter().map(|element| element.as_ref().ok()?.text.clone()).collect();
        let always: Vec<_> = list
            .elements
            .iter()
            .zip(&texts)
            .filter_map(|(element, text)| {
                element.as_ref().ok().filter(|element| element.attributes.is_empty()).and(text.as_deref())
            })
            .collect();
        let mut in_list = in_list(always).into_iter();
        let mut kept = Vec::new();
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
                let in_list = if element.attributes.is_empty() { in_list.next() } else { None };
                if let Err(violation) = check(text, in_list.unwrap_or(Ok(()))) {
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
            self.mistakes.push(wrong_type(name, &kind(expr), expr));
        }
    }
}

/// A list without elements says nothing.
fn empty_list(name: &Ident, list: &List) -> Mistake {
    Mistake::at(list.tokens.clone(), Violation::new(Rule::ArgumentWithoutValue, &name.to_string()))
}
