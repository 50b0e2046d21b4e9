//! The matcher: which values of an `Origin` header an [`OriginPattern`] matches.

use crate::evaluation::bytes::equal;
use crate::origin::parts::OriginParts;
use crate::origin::pattern::{OriginPattern, is_port};
use crate::origin::scheme::default_port;

impl OriginPattern<'_> {
    /// Whether the pattern matches the value of an `Origin` header.
    ///
    /// Compares byte for byte, as <https://fetch.spec.whatwg.org/#cors-check> does. What a `*` stands for must
    /// be well-formed. Takes time linear in the length of the value, and reads at most 326 bytes of it.
    pub fn matches(&self, origin: &[u8]) -> bool {
        if self.is_exact() {
            return origin == self.as_str().as_bytes();
        }
        OriginParts::of(origin).is_some_and(|parts| self.matches_parts(&parts))
    }

    pub(crate) fn matches_parts(&self, origin: &OriginParts<'_>) -> bool {
        // Most that do not match end differently, and need no look at their labels.
        origin.host.ends_with(self.host_bytes())
            && origin.suffixes().any(|suffix| self.matches_with(origin, suffix))
    }

    /// Whether the pattern matches with this one of [`OriginParts::suffixes`] as its host.
    #[inline]
    pub(crate) fn matches_with(&self, origin: &OriginParts<'_>, suffix: &[u8]) -> bool {
        // Most that do not match differ in this, and need no look at their text.
        suffix.len() == usize::from(self.shape().host_len()) && self.matches_text(origin, suffix)
    }

    fn matches_text(&self, origin: &OriginParts<'_>, suffix: &[u8]) -> bool {
        let Some((text, port)) = self.as_str().as_bytes().split_at_checked(self.host_end()) else {
            return false;
        };
        let matches_port = match port {
            [] => origin.port.is_empty(),
            [b':', b'*'] => origin.port.is_empty() || self.is_other_port(origin.port),
            [_, port @ ..] => port == origin.port,
        };
        matches_port
            && self.is_any_subdomain() == origin.has_label_before(suffix)
            && text.ends_with(suffix)
            && origin.scheme.len() == usize::from(self.shape().scheme_len())
            && text.starts_with(origin.scheme)
    }

    /// Whether it is a port other than the default one, which browsers omit.
    fn is_other_port(&self, port: &[u8]) -> bool {
        is_port(port) && !equal(port, default_port(self.scheme().as_bytes()).as_bytes())
    }
}
