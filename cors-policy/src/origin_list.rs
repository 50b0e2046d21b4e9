//! The rules between the entries of a list of origins, and between them and other arguments.

use crate::const_str::{equal, find};
use crate::host::is_loopback;
use crate::origin_pattern::{Lifted, OriginEntry, OriginPattern};
use crate::rule::Rule;
use crate::scheme::is_secure;
use crate::violation::Violation;

/// Checks one entry against the others of its list.
///
/// # Errors
///
/// The entry stands earlier in the list too, or another one allows all that it allows. Entries that
/// are mistakes of their own are passed over.
pub const fn check_origin_in_list<'a>(
    list: &[&'a str],
    index: usize,
    lifted: Lifted,
) -> Result<(), Violation<'a>> {
    let written = list[index];
    let Ok(entry) = OriginEntry::parse(written, lifted) else {
        return Ok(());
    };
    let mut i = 0;
    while i < list.len() {
        if i != index && equal(list[i], written) {
            if i < index {
                return Err(Violation::new(Rule::OriginRepeated, written));
            }
        // Only what has a `*` allows more than itself.
        } else if i != index
            && find(list[i], b'*').is_some()
            && let Ok(other) = OriginEntry::parse(list[i], lifted)
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
        _ => false,
    }
}

/// Checks that an entry may be allowed beside `credentials`, as far as it tells itself. Whether it is
/// a public suffix is for a list to say: see [`suffix_with_subdomains`].
///
/// # Errors
///
/// It is `*` (<https://fetch.spec.whatwg.org/#cors-protocol-and-credentials>); or the network between
/// the user and the origin can forge its pages, since the scheme is neither `https` nor `wss` and the
/// host is not the user's own machine.
pub const fn check_origin_with_credentials<'a>(
    written: &'a str,
    entry: &OriginEntry<'_>,
    lifted: Lifted,
) -> Result<(), Violation<'a>> {
    match entry {
        OriginEntry::Any => Err(Violation::new(Rule::WildcardWithCredentials, written)),
        OriginEntry::Pattern(pattern) if is_insecure(pattern) && !lifted.insecure_origins => {
            Err(Violation::new(Rule::OriginInsecureWithCredentials, written))
        }
        OriginEntry::Null | OriginEntry::Pattern(_) => Ok(()),
    }
}

/// Whether the network can forge the pages of the origin.
pub const fn is_insecure(pattern: &OriginPattern<'_>) -> bool {
    !is_secure(pattern.scheme()) && !is_loopback(pattern.host())
}

/// The domain all of whose subdomains the entry allows; if it is a public suffix, anyone can have one
/// of them.
pub const fn suffix_with_subdomains<'a>(entry: &OriginEntry<'a>) -> Option<&'a str> {
    match entry {
        OriginEntry::Pattern(pattern) if pattern.is_any_subdomain() => Some(pattern.host()),
        _ => None,
    }
}

/// Checks an entry of `except`.
///
/// # Errors
///
/// It is not an origin, or it is a pattern.
pub const fn check_excepted_origin(written: &str) -> Result<(), Violation<'_>> {
    match OriginEntry::parse(written, Lifted::NONE) {
        Ok(OriginEntry::Pattern(pattern)) if pattern.is_exact() => Ok(()),
        Ok(_) => Err(Violation::new(Rule::ExceptPattern, written)),
        Err(violation) => Err(violation),
    }
}

/// Checks that no entry of `except` stands earlier in its list.
///
/// # Errors
///
/// One does.
pub const fn check_excepted_in_list<'a>(list: &[&'a str], index: usize) -> Result<(), Violation<'a>> {
    let mut i = 0;
    while i < index {
        if equal(list[i], list[index]) {
            return Err(Violation::new(Rule::OriginRepeated, list[index]));
        }
        i += 1;
    }
    Ok(())
}
