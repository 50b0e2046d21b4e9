//! `max_age` and `preflight_status`.

use crate::limits;
use crate::rule::Rule;
use crate::violation::Violation;

/// Checks a `max_age`, in seconds; `written` is how the user wrote it.
///
/// # Errors
///
/// It is over 86 400 s.
pub const fn check_max_age(seconds: u64, written: &str) -> Result<(), Violation<'_>> {
    if seconds > limits::MAX_AGE as u64 { Err(Violation::new(Rule::MaxAgeTooLong, written)) } else { Ok(()) }
}

/// Checks a `preflight_status`; `written` is how the user wrote it.
///
/// # Errors
///
/// It is not an ok status (<https://fetch.spec.whatwg.org/#ok-status>), so browsers would take every
/// preflight for refused.
pub const fn check_preflight_status(status: u64, written: &str) -> Result<(), Violation<'_>> {
    if matches!(status, 200..=299) {
        Ok(())
    } else {
        Err(Violation::new(Rule::PreflightStatusNotOk, written))
    }
}
