//! Whose subdomains anyone can have.

use crate::origin_entry::OriginEntry;

/// The public suffix all of whose subdomains the entry allows
/// ([publicsuffix.org](https://publicsuffix.org)). None without the feature `public-suffix-list`.
///
/// A name that no list knows is none, though the list's own algorithm takes it for one: it is a name
/// of the author's network.
pub fn public_suffix<'a>(entry: &OriginEntry<'a>) -> Option<&'a str> {
    match entry {
        OriginEntry::Pattern(pattern) if pattern.is_any_subdomain() && is_listed(pattern.host()) => {
            Some(pattern.host())
        }
        _ => None,
    }
}

#[cfg(feature = "public-suffix-list")]
fn is_listed(domain: &str) -> bool {
    psl::suffix(domain.as_bytes())
        .is_some_and(|suffix| suffix.is_known() && suffix.as_bytes() == domain.as_bytes())
}

#[cfg(not(feature = "public-suffix-list"))]
const fn is_listed(_: &str) -> bool {
    false
}
