//! Domains under which anyone can get a subdomain.

use crate::argument::Flags;
use crate::origin::entry::OriginEntry;

/// Tells whether a domain is in the [public suffix list](https://publicsuffix.org). The list is large, so this
/// crate does not contain it: callers that check origins bring it, or [`NO_PUBLIC_SUFFIXES`].
///
/// A name that the list does not know is not a public suffix, although the list's own algorithm treats it as
/// one: it is a name of the author's network.
pub type PublicSuffixes = fn(&str) -> bool;

/// No list.
pub const NO_PUBLIC_SUFFIXES: PublicSuffixes = |_| false;

/// The public suffix all of whose subdomains an entry of `origins` allows.
pub fn public_suffix(written: &str, is_listed: PublicSuffixes) -> Option<&str> {
    match OriginEntry::parse(written, Flags::NONE) {
        Ok(OriginEntry::Pattern(pattern)) if pattern.is_any_subdomain() && is_listed(pattern.host()) => {
            Some(pattern.host())
        }
        _ => None,
    }
}
