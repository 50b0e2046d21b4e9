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

/// The number of seconds that was meant by a text such as `"1d"`, `10m` or `"600"`.
pub(crate) const fn seconds(written: &str) -> Option<u64> {
    let bytes = written.as_bytes();
    let (mut number, mut digits, mut factor) = (0_u64, 0, 0);
    let mut i = 0;
    while i < bytes.len() {
        match bytes[i] {
            b'"' | b' ' | b'_' => {}
            digit @ b'0'..=b'9' if factor == 0 && digits < 9 => {
                number = number * 10 + (digit - b'0') as u64;
                digits += 1;
            }
            b's' if factor == 0 => factor = 1,
            b'm' if factor == 0 => factor = 60,
            b'h' if factor == 0 => factor = 3_600,
            b'd' if factor == 0 => factor = 86_400,
            _ => return None,
        }
        i += 1;
    }
    if digits == 0 { None } else { Some(number * if factor == 0 { 1 } else { factor }) }
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn a_time_with_a_unit_is_a_number_of_seconds() {
        for (written, expected) in [
            ("\"1d\"", Some(86_400)),
            ("10m", Some(600)),
            ("\"600\"", Some(600)),
            ("\"2 h\"", Some(7_200)),
            ("\"\"", None),
            ("1.5", None),
            ("\"a day\"", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(seconds(written), expected, "{written}");
        }
    }
}
