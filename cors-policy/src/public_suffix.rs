//! Whose subdomains anyone can have.

use crate::origin_entry::OriginEntry;

/// Whether a domain is in the [public suffix list](https://publicsuffix.org). The list is large, so this crate
/// does not have it: whoever checks origins brings it, or [`NO_PUBLIC_SUFFIXES`].
///
/// A name that the list does not know is none, though the list's own algorithm takes it for one: it is a name
/// of the author's network.
pub type PublicSuffixes = fn(&str) -> bool;

/// No list.
pub const NO_PUBLIC_SUFFIXES: PublicSuffixes = |_| false;

/// The public suffix all of whose subdomains the entry allows.
pub fn public_suffix<'a>(entry: &OriginEntry<'a>, is_listed: PublicSuffixes) -> Option<&'a str> {
    match entry {
        OriginEntry::Pattern(pattern) if pattern.is_any_subdomain() && is_listed(pattern.host()) => {
            Some(pattern.host())
        }
        _ => None,
    }
}
