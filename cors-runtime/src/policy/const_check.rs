//! Constants in an attribute, held against the rules where they are written: the compiler underlines
//! the caller.

use cors_policy::{
    EvaluatedList, Lifted, NameList, OriginEntry, Rule, Violation, beside_credentials, check_excepted_origin,
    check_max_age, check_method, check_name_in_list, check_name_with_credentials,
    check_origin_with_credentials, check_preflight_status, check_request_header_name,
    check_response_header_name, is_one_of,
};

use crate::policy::draft::decimal;

/// Panics, which is a compile error, with the text of the violation.
#[track_caller]
#[expect(clippy::panic, reason = "const evaluation, where it is a compile error")]
const fn assert_kept(verdict: Result<(), Violation<'_>>) {
    if let Err(violation) = verdict {
        panic!("{}", violation.message().as_str());
    }
}

/// What the entries of a list are judged by, beside themselves.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Beside {
    /// The entries without `#[cfg]`.
    pub list: EvaluatedList<'static>,
    pub credentials: bool,
    pub lifted: Lifted,
}

/// An entry of `origins`, which stands at `index` of the list beside it, unless it has a `#[cfg]`.
/// Public suffixes are no rule here: their list is not known in const evaluation.
#[doc(hidden)]
#[track_caller]
pub const fn check_origin(written: &'static str, beside: &Beside, index: Option<usize>) {
    let entry = match OriginEntry::parse(written, beside.lifted) {
        Ok(entry) => entry,
        Err(violation) => return assert_kept(Err(violation)),
    };
    if beside.credentials {
        assert_kept(check_origin_with_credentials(written, &entry, beside.lifted));
    }
    if let Some(index) = index {
        let in_list = beside.list.check(index, beside.lifted);
        assert_kept(beside_credentials(in_list, beside.credentials));
    }
}

/// An entry of `except`; `index` as in [`check_origin`].
#[doc(hidden)]
#[track_caller]
pub const fn check_excepted(written: &'static str, beside: &Beside, index: Option<usize>) {
    assert_kept(check_excepted_origin(written));
    if let Some(index) = index {
        assert_kept(beside.list.check_not_repeated(index));
    }
}

macro_rules! check_names {
    ($($name:ident: $list:ident, $check:ident;)+) => {
        $(
            /// An entry of a list of names; `index` as in [`check_origin`].
            #[doc(hidden)]
            #[track_caller]
            pub const fn $name(written: &'static str, beside: &Beside, index: Option<usize>) {
                assert_kept($check(written));
                if beside.credentials {
                    assert_kept(check_name_with_credentials(NameList::$list, written));
                }
                if let Some(index) = index {
                    assert_kept(check_name_in_list(NameList::$list, beside.list.texts(), index, beside.credentials));
                }
            }
        )+
    };
}

check_names! {
    check_method_name: Methods, check_method;
    check_request_header: RequestHeaders, check_request_header_name;
    check_response_header: ResponseHeaders, check_response_header_name;
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

/// `except`, where what stands in `origins` is not known before it is evaluated.
#[doc(hidden)]
#[track_caller]
pub const fn check_except_has_wildcard(origins: &[&str]) {
    if !is_one_of("*", origins) {
        assert_kept(Err(Violation::new(Rule::ExceptWithoutWildcard, "")));
    }
}

/// `methods`, all of whose entries have a `#[cfg]`: an empty list would allow every method.
#[doc(hidden)]
#[track_caller]
pub const fn check_any_method_is_left(methods: &[&str]) {
    if methods.is_empty() {
        assert_kept(Err(Violation::new(Rule::MethodsConfiguredOut, "")));
    }
}

/// `origins`, all of whose entries have a `#[cfg]`.
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

/// The value of a variable; what to do without one is for [`check_variable_is_set`] to say.
#[doc(hidden)]
pub const fn value_of(variable: Option<&'static str>) -> &'static str {
    match variable {
        Some(value) => value,
        None => "https://variable-not-set.invalid",
    }
}
