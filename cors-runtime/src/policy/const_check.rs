//! Constants in an attribute, checked against the rules where they are written: the compiler underlines the
//! caller.

use cors_policy::{
    Argument, Flags, NameList, Rule, Violation, check_excepted_origin, check_in_list, check_max_age,
    check_name, check_not_repeated, check_preflight_status, is_one_of,
};

use super::draft::decimal;

/// Panics, which is a compile error, with the text of the violation.
#[track_caller]
#[expect(clippy::panic, reason = "const evaluation, where it is a compile error")]
const fn assert_kept(verdict: Result<(), Violation<'_>>) {
    if let Err(violation) = verdict {
        panic!("{}", violation.message().as_str());
    }
}

/// What an entry of a list is checked against.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Beside {
    list: &'static [&'static str],
    flags: Flags,
}

impl Beside {
    /// The entries that are there in every build: all of them for a constant. For a literal those that are
    /// constants, since the macro has compared the literals.
    pub const fn new(list: &'static [&'static str]) -> Self {
        Self { list, flags: Flags::NONE }
    }

    /// A flag that is on.
    #[must_use]
    pub const fn flag(self, name: &str) -> Self {
        match Argument::named(name) {
            Some(flag) => Self { flags: self.flags.with(flag), ..self },
            None => self,
        }
    }
}

/// An entry of `origins`, before which `index` entries are listed, or one with `#[cfg]`. Public suffixes are
/// not checked: their list is not known in const evaluation.
#[doc(hidden)]
#[track_caller]
pub const fn check_origin(written: &'static str, beside: &Beside, index: Option<usize>) {
    let in_list = match index {
        Some(index) => check_in_list(written, index, beside.list, beside.flags),
        None => Ok(()),
    };
    assert_kept(cors_policy::check_origin(written, beside.flags, None, in_list));
}

/// An entry of `except`; `index` as in [`check_origin`].
#[doc(hidden)]
#[track_caller]
pub const fn check_excepted(written: &'static str, beside: &Beside, index: Option<usize>) {
    let in_list = match index {
        Some(index) => check_not_repeated(written, index, beside.list),
        None => Ok(()),
    };
    assert_kept(check_excepted_origin(written, in_list));
}

macro_rules! check_names {
    ($($name:ident: $list:ident;)+) => {
        $(
            /// An entry of a list of names; `index` as in [`check_origin`].
            #[doc(hidden)]
            #[track_caller]
            pub const fn $name(written: &'static str, beside: &Beside, index: Option<usize>) {
                let (index, others) = match index {
                    Some(index) => (index, beside.list),
                    None => (0, &[] as &[&str]),
                };
                assert_kept(check_name(NameList::$list, written, beside.flags.credentials(), index, others));
            }
        )+
    };
}

check_names! {
    check_method_name: Methods;
    check_request_header: RequestHeaders;
    check_response_header: ResponseHeaders;
}

/// `max_age`
#[doc(hidden)]
#[track_caller]
pub const fn check_seconds(seconds: u32) {
    assert_kept(check_max_age(seconds as u64, decimal(seconds).as_str()));
}

/// `preflight_status`
#[doc(hidden)]
#[track_caller]
pub const fn check_status(status: u16) {
    assert_kept(check_preflight_status(status as u64, decimal(status as u32).as_str()));
}

/// `except`, if the entries of `origins` are not known before they are evaluated.
#[doc(hidden)]
#[track_caller]
pub const fn check_except_has_wildcard(origins: &[&str]) {
    if !is_one_of("*", origins) {
        assert_kept(Err(Violation::new(Rule::ExceptWithoutWildcard, "")));
    }
}

/// `methods`, if all of its entries have a `#[cfg]`: an empty list would allow every method.
#[doc(hidden)]
#[track_caller]
pub const fn check_any_method_is_left(methods: &[&str]) {
    if methods.is_empty() {
        assert_kept(Err(Violation::new(Rule::MethodsConfiguredOut, "")));
    }
}

/// `origins`, if all of its entries have a `#[cfg]`.
#[doc(hidden)]
#[track_caller]
pub const fn check_any_origin_is_left(origins: &[&str]) {
    if origins.is_empty() {
        assert_kept(Err(Violation::new(Rule::OriginsConfiguredOut, "")));
    }
}

/// `option_env!` of a variable.
#[doc(hidden)]
#[track_caller]
pub const fn check_variable_is_set(value: Option<&str>, name: &str) {
    if value.is_none() {
        assert_kept(Err(Violation::new(Rule::VariableNotSet, name)));
    }
}

/// The value of a variable; [`check_variable_is_set`] reports one that is not set.
#[doc(hidden)]
pub const fn value_of(variable: Option<&'static str>) -> &'static str {
    match variable {
        Some(value) => value,
        None => "https://variable-not-set.invalid",
    }
}
