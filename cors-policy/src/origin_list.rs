//! The rules between the entries of a list of origins, and between them and `credentials`.

use crate::const_str::equal;
use crate::host::is_loopback;
use crate::origin_pattern::{OriginEntry, OriginPattern};
use crate::rule::Rule;
use crate::scheme::is_secure;
use crate::violation::Violation;

/// Checks one entry against the others of its list.
///
/// # Errors
///
/// The entry stands earlier in the list too, or another one allows all that it allows. Entries that
/// are mistakes of their own are passed over.
pub const fn check_origin_in_list<'a>(list: &[&'a str], index: usize) -> Result<(), Violation<'a>> {
    let written = list[index];
    let Ok(entry) = OriginEntry::parse(written) else {
        return Ok(());
    };
    let mut i = 0;
    while i < list.len() {
        if i != index && equal(list[i], written) {
            if i < index {
                return Err(Violation::new(Rule::OriginRepeated, written));
            }
        } else if i != index
            && let Ok(other) = OriginEntry::parse(list[i])
            && covers(&other, &entry)
        {
            return Err(Violation::with_part(Rule::OriginShadowed, written, list[i]));
        }
        i += 1;
    }
    Ok(())
}

const fn covers(one: &OriginEntry<'_>, other: &OriginEntry<'_>) -> bool {
    match (one, other) {
        (OriginEntry::Any, _) => true,
        (OriginEntry::Pattern(one), OriginEntry::Pattern(other)) => one.covers(other),
        (OriginEntry::Pattern(_), OriginEntry::Any) => false,
    }
}

/// Checks that an origin may be allowed beside `credentials`.
///
/// # Errors
///
/// The network between the user and the origin can forge its pages: the scheme is neither `https`
/// nor `wss`, and the host is not the user's own machine.
pub const fn check_origin_with_credentials<'a>(pattern: &OriginPattern<'a>) -> Result<(), Violation<'a>> {
    if is_secure(pattern.scheme()) || is_loopback(pattern.host()) {
        Ok(())
    } else {
        Err(Violation::new(Rule::OriginInsecureWithCredentials, pattern.as_str()))
    }
}

/// Checks that `*` is not allowed beside `credentials`
/// (<https://fetch.spec.whatwg.org/#cors-protocol-and-credentials>).
///
/// # Errors
///
/// The entry is `*`.
pub const fn check_wildcard_with_credentials(written: &str) -> Result<(), Violation<'_>> {
    if equal(written, "*") { Err(Violation::new(Rule::WildcardWithCredentials, written)) } else { Ok(()) }
}
