//! Methods.

use crate::evaluation::const_str::{equal, equal_ignoring_case, is_one_of_ignoring_case};
use crate::names::token::is_token;
use crate::rule::Rule;
use crate::violation::Violation;

/// Whether browsers send the method without asking first
/// (<https://fetch.spec.whatwg.org/#cors-safelisted-method>).
pub const fn is_cors_safelisted_method(method: &str) -> bool {
    matches!(method.as_bytes(), b"GET" | b"HEAD" | b"POST")
}

/// Whether scripts cannot use the method (<https://fetch.spec.whatwg.org/#forbidden-method>).
pub const fn is_forbidden_method(method: &str) -> bool {
    is_one_of_ignoring_case(method, &["CONNECT", "TRACE", "TRACK"])
}

/// The methods that a policy is likely to mean when it writes them in another case.
///
/// The first six are normalized by browsers (<https://fetch.spec.whatwg.org/#concept-method-normalize>),
/// the others are sent as the script writes them.
const WELL_KNOWN: &[&str] = &["DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "QUERY"];

/// The spelling of a well-known method that was written in another case.
pub(crate) const fn normalized(method: &str) -> Option<&'static str> {
    let mut i = 0;
    while i < WELL_KNOWN.len() {
        if equal_ignoring_case(method, WELL_KNOWN[i]) && !equal(method, WELL_KNOWN[i]) {
            return Some(WELL_KNOWN[i]);
        }
        i += 1;
    }
    None
}

/// Checks a method that a policy lists. `*` is a token and passes.
///
/// # Errors
///
/// It is not a token, no script can use it, or it is a well-known one in another case.
pub const fn check_method(written: &str) -> Result<(), Violation<'_>> {
    let rule = if !is_token(written.as_bytes()) {
        Rule::MethodNotAToken
    } else if is_forbidden_method(written) {
        Rule::MethodForbidden
    } else if normalized(written).is_some() {
        Rule::MethodNotNormalized
    } else {
        return Ok(());
    };
    Err(Violation::new(rule, written))
}
