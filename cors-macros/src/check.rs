//! The meaning of the arguments: every rule of `cors-policy`, with the tokens that break it.

use cors_policy::{
    Argument, ArgumentKind, Flags, GivenArguments, NameList, OriginList, Rule, Violation,
    check_excepted_origin, check_max_age, check_name, check_origin, check_preflight_status, public_suffix,
};
use proc_macro2::Span;
use quote::ToTokens;
use syn::{Expr, Ident, Lit, UnOp};

use crate::args::{Args, Element, GivenArgument, List, Value, path, ungrouped, wrong_type};
use crate::mistake::Mistake;
use crate::origins::origin_facts;
use crate::public_suffixes::is_public_suffix;
use crate::value::{is_constant, is_set, kind, literal, number};

/// A policy without mistakes, as far as literals show: the compiler checks everything else, in const
/// evaluation.
#[derive(Default)]
pub(crate) struct CheckedPolicy {
    pub(crate) crate_path: Option<syn::Path>,
    /// `policy`: a shared policy, which says everything.
    // shared => nothing else but the path of the crate
    pub(crate) shared: Option<syn::Path>,
    pub(crate) origins: Vec<Element>,
    pub(crate) except: Vec<Element>,
    /// `origins_from`: origins that become known while the program runs.
    pub(crate) origins_from: Option<syn::Path>,
    pub(crate) flags: Flags,
    pub(crate) methods: Vec<Element>,
    pub(crate) headers: Vec<Element>,
    pub(crate) expose_headers: Vec<Element>,
    pub(crate) max_age: Option<Expr>,
    pub(crate) preflight_status: Option<Expr>,
}

/// Checks the arguments. The mistakes are in the order of the source; if there are any, the policy must not be
/// used.
pub(crate) fn check(args: Args) -> (CheckedPolicy, Vec<Mistake>) {
    let mut checker = Checker::new(&args);
    for given in args.given {
        match given {
            Ok(given) => checker.argument(given),
            Err(mistake) => checker.mistakes.push(mistake),
        }
    }
    (checker.policy, checker.mistakes)
}

struct Checker {
    policy: CheckedPolicy,
    mistakes: Vec<Mistake>,
    /// The arguments that were checked already.
    seen: Vec<Argument>,
    /// All arguments.
    given: Vec<Argument>,
    /// What they say about each other.
    beside: GivenArguments,
}

impl Checker {
    fn new(args: &Args) -> Self {
        let given: Vec<_> = args.given.iter().flatten().filter_map(|given| given.argument).collect();
        let mut mistakes = Vec::new();
        // A mistake in the grammar may have swallowed the origins, and an unknown name may stand for them.
        let is_understood =
            args.given.iter().all(|given| given.as_ref().is_ok_and(|given| given.argument.is_some()));
        let says_origins = [Argument::Origins, Argument::OriginsFrom, Argument::SharedPolicy];
        if is_understood && !says_origins.iter().any(|argument| given.contains(argument)) {
            let first =
                args.given.iter().flatten().next().map_or(Span::call_site(), |given| given.name.span());
            mistakes.push(Mistake::at_span(first, Violation::new(Rule::OriginsMissing, "")));
        }
        let is_on = |flag: Argument| flag.is_flag() && args.values(flag).next().is_some_and(is_set);
        let flags = { given.iter() }.copied().filter(|flag| is_on(*flag)).fold(Flags::NONE, Flags::with);
        let policy =
            CheckedPolicy { crate_path: args.crate_path().cloned(), flags, ..CheckedPolicy::default() };
        let beside = GivenArguments {
            flags,
            credentials_off: args.has(Argument::Credentials) && !flags.credentials(),
            origins: origin_facts(args),
            except: args.has(Argument::Except),
            origins_from: args.has(Argument::OriginsFrom),
        };
        Self { policy, mistakes, seen: Vec::new(), given, beside }
    }

    fn has(&self, argument: Argument) -> bool {
        self.given.contains(&argument)
    }

    fn argument(&mut self, GivenArgument { name, argument, value }: GivenArgument) {
        let Some(argument) = argument else {
            return self.mistakes.push(Mistake::of(Rule::ArgumentUnknown, &name));
        };
        if self.seen.contains(&argument) {
            return self.mistakes.push(Mistake::of(Rule::ArgumentRepeated, &name));
        }
        if self.has(Argument::SharedPolicy) && !matches!(argument, Argument::SharedPolicy | Argument::Crate) {
            return self.mistakes.push(Mistake::of(Rule::PolicyWithArguments, &name));
        }
        match (argument.kind(), value) {
            (ArgumentKind::Flag | ArgumentKind::DangerousFlag, value) => self.flag(argument, &name, value),
            (_, Value::Flag) => self.mistakes.push(Mistake::of(Rule::ArgumentWithoutValue, &name)),
            (ArgumentKind::Origins, Value::List(list)) if argument == Argument::Except => {
                self.policy.except = self.except(&name, list);
            }
            (ArgumentKind::Origins, Value::List(list)) => self.policy.origins = self.origins(&name, list),
            (ArgumentKind::Names(kind), Value::List(list)) => {
                let names = self.names(&name, list, kind);
                match kind {
                    NameList::Methods => self.policy.methods = names,
                    NameList::RequestHeaders => self.policy.headers = names,
                    NameList::ResponseHeaders => self.policy.expose_headers = names,
                }
            }
            (ArgumentKind::Number, Value::Expr(expr)) => self.number(argument, &name, expr),
            (ArgumentKind::Path, Value::Expr(expr)) if path(&expr).is_some() => {
                self.path(argument, &name, path(&expr).cloned());
            }
            (_, Value::Expr(expr)) => self.mistakes.push(wrong_type(&name, &kind(&expr), &expr)),
            (_, Value::List(list)) => self.mistakes.push(wrong_type(&name, "a list", list.tokens)),
        }
        self.seen.push(argument);
    }

    fn flag(&mut self, flag: Argument, name: &Ident, value: Value) {
        if is_set(&value) {
            self.beside(flag, name);
        }
        match value {
            Value::Flag => {}
            Value::Expr(expr) if matches!(literal(&expr), Some(Lit::Bool(_))) => {}
            Value::Expr(expr) => self.mistakes.push(wrong_type(name, &kind(&expr), &expr)),
            Value::List(list) => self.mistakes.push(wrong_type(name, "a list", list.tokens)),
        }
    }

    /// Checks an argument beside the others; `true` if that is a mistake.
    fn beside(&mut self, argument: Argument, name: &Ident) -> bool {
        let broken = self.beside.broken_by(argument);
        self.mistakes.extend(broken.map(|rule| Mistake::of(rule, name)));
        broken.is_some()
    }

    fn path(&mut self, argument: Argument, name: &Ident, path: Option<syn::Path>) {
        match argument {
            Argument::OriginsFrom => {
                self.beside(argument, name);
                self.policy.origins_from = path;
            }
            Argument::SharedPolicy => self.policy.shared = path,
            // `crate` was read before all others.
            _ => {}
        }
    }

    fn origins(&mut self, name: &Ident, list: List) -> Vec<Element> {
        if list.elements.is_empty() {
            self.mistakes.push(Mistake::at(list.tokens.clone(), Violation::new(Rule::OriginsMissing, "")));
        }
        let flags = self.policy.flags;
        let always = OriginList::new(list.always().collect());
        self.elements(name, &list, |written, index| {
            let in_list = index.map_or(Ok(()), |index| always.check(index, flags));
            check_origin(written, flags, public_suffix(written, is_public_suffix), in_list)
        });
        list.into_elements()
    }

    fn except(&mut self, name: &Ident, list: List) -> Vec<Element> {
        if !self.beside(Argument::Except, name) && list.elements.is_empty() {
            self.mistakes.push(empty_list(name, &list));
        }
        let always = OriginList::new(list.always().collect());
        self.elements(name, &list, |written, index| {
            check_excepted_origin(written, index.map_or(Ok(()), |index| always.check_not_repeated(index)))
        });
        list.into_elements()
    }

    fn names(&mut self, name: &Ident, list: List, kind: NameList) -> Vec<Element> {
        if list.elements.is_empty() {
            self.mistakes.push(empty_list(name, &list));
        }
        let credentials = self.policy.flags.credentials();
        let always: Vec<_> = list.always().collect();
        self.elements(name, &list, |written, index| {
            let (index, others) = index.map_or((0, &[][..]), |index| (index, &always[..]));
            check_name(kind, written, credentials, index, others)
        });
        list.into_elements()
    }

    /// Checks each element. `check` is given the index among [`List::always`] of those that are there: what
    /// `#[cfg]` may leave out is compared with nothing.
    fn elements<'l>(
        &mut self,
        name: &Ident,
        list: &'l List,
        check: impl Fn(&'l str, Option<usize>) -> Result<(), Violation<'l>>,
    ) {
        let mut always = 0..;
        for element in &list.elements {
            let element = match element {
                Ok(element) => element,
                Err(mistake) => {
                    self.mistakes.push(mistake.clone());
                    continue;
                }
            };
            for attribute in element.attributes.iter().filter(|attribute| !attribute.path().is_ident("cfg")) {
                self.mistakes.push(wrong_type(name, "an attribute other than `#[cfg(...)]`", attribute));
            }
            if let Some(text) = &element.text {
                let index = if element.attributes.is_empty() { always.next() } else { None };
                let verdict = check(text, index);
                self.mistakes.extend(verdict.err().map(|violation| Mistake::at(&element.expr, violation)));
            } else if !is_constant(&element.expr) {
                let found = format!("{} in the list", kind(&element.expr));
                self.mistakes.push(wrong_type(name, &found, &element.expr));
            }
        }
    }

    fn number(&mut self, argument: Argument, name: &Ident, expr: Expr) {
        if argument == Argument::MaxAge {
            self.max_age(name, &expr);
            self.policy.max_age = Some(expr);
        } else {
            self.preflight_status(name, &expr);
            self.policy.preflight_status = Some(expr);
        }
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

    /// Accepts what may be a constant.
    fn expression(&mut self, name: &Ident, expr: &Expr) {
        if !is_constant(expr) {
            self.mistakes.push(wrong_type(name, &kind(expr), expr));
        }
    }
}

/// A list without elements has no meaning.
fn empty_list(name: &Ident, list: &List) -> Mistake {
    Mistake::at(list.tokens.clone(), Violation::new(Rule::ArgumentWithoutValue, &name.to_string()))
}
