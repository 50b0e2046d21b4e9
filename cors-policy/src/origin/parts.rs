//! The parts of an origin that a request names, or of a pattern that is compared with others.

use core::iter;

use crate::limits;
use crate::origin::host::{is_broken_punycode, is_label_byte};
use crate::origin::pattern::{OriginPattern, Port};

/// Scheme, host and port, as they stand in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OriginParts<'a> {
    pub(crate) scheme: &'a [u8],
    pub(crate) host: &'a [u8],
    /// Whether more labels stand before the host, as in a pattern.
    pub(crate) any_subdomain: bool,
    /// Empty for the default one, or any.
    pub(crate) port: &'a [u8],
}

impl<'a> OriginParts<'a> {
    /// The parts of the value of an `Origin` header; reads at most 326 bytes. For a value that is not an origin:
    /// `None`, or parts that no entry of a policy has.
    pub(crate) fn of(origin: &'a [u8]) -> Option<Self> {
        if origin.len() > limits::ORIGIN_LEN {
            return None;
        }
        let (scheme, rest) = origin.split_at_checked(origin.iter().position(|&byte| byte == b':')?)?;
        let (host, port) = split_port(rest.strip_prefix(b"://")?);
        (host.len() <= limits::HOST_LEN).then_some(Self { scheme, host, any_subdomain: false, port })
    }

    /// The parts of an entry of a list.
    pub(crate) fn of_entry(entry: &OriginPattern<'a>) -> Self {
        let [scheme, host] = [entry.scheme(), entry.host()].map(str::as_bytes);
        let port = match entry.port() {
            Port::Exact(port) => port.as_bytes(),
            Port::Default | Port::Any => b"",
        };
        Self { scheme, host, any_subdomain: entry.is_any_subdomain(), port }
    }

    /// Whether a label stands before one of the [`suffixes`](Self::suffixes).
    #[inline]
    pub(crate) fn has_label_before(&self, suffix: &[u8]) -> bool {
        self.any_subdomain || suffix.len() < self.host.len()
    }

    /// The host, and what follows each of its dots, as long as the labels before are such as browsers send.
    pub(crate) fn suffixes(&self) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        let mut suffix = self.host;
        let behind = iter::from_fn(move || {
            suffix = behind_label(suffix)?;
            Some(suffix)
        });
        iter::once(self.host).chain(behind)
    }
}

fn split_port(authority: &[u8]) -> (&[u8], &[u8]) {
    let digits = authority.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    match authority.split_at_checked(authority.len() - digits) {
        Some(([host @ .., b':'], port)) if !port.is_empty() => (host, port),
        _ => (authority, b""),
    }
}

fn behind_label(host: &[u8]) -> Option<&[u8]> {
    let (label, rest) = host.split_at_checked(host.iter().position(|&byte| !is_label_byte(byte))?)?;
    let is_sent = !label.is_empty() && label.len() <= limits::LABEL_LEN && !is_broken_punycode(label);
    rest.strip_prefix(b".").filter(|_| is_sent)
}

#[cfg(test)]
mod tests {
    use super::OriginParts;

    #[test]
    fn only_digits_behind_a_colon_are_a_port() {
        for (origin, host, port) in [
            ("https://a.com", "a.com", ""),
            ("https://a.com:8080", "a.com", "8080"),
            ("https://127.0.0.1", "127.0.0.1", ""),
            ("https://[::1]", "[::1]", ""),
            ("https://[::1]:80", "[::1]", "80"),
            ("https://a.com:", "a.com:", ""),
            ("https://a.com:8a", "a.com:8a", ""),
        ] {
            let parts = OriginParts::of(origin.as_bytes()).map(|parts| (parts.host, parts.port));
            assert_eq!(parts, Some((host.as_bytes(), port.as_bytes())), "{origin}");
        }
        for origin in ["", "null", "a.com", "https:/a.com", "https:"] {
            assert_eq!(OriginParts::of(origin.as_bytes()), None, "{origin}");
        }
    }

    #[test]
    fn suffixes_end_where_no_label_stands_before_them() {
        let suffixes = |host| {
            let parts = OriginParts { scheme: b"https", host, any_subdomain: false, port: b"" };
            parts.suffixes().collect::<alloc::vec::Vec<_>>()
        };
        assert_eq!(suffixes(b"a.b.com"), [b"a.b.com".as_slice(), b"b.com", b"com"]);
        assert_eq!(suffixes(b"a..com"), [b"a..com".as_slice(), b".com"]);
        assert_eq!(suffixes(b"a.-b.com"), [b"a.-b.com".as_slice(), b"-b.com", b"com"]);
        assert_eq!(suffixes(b"a-.com"), [b"a-.com".as_slice(), b"com"]);
        assert_eq!(suffixes(b"a.com."), [b"a.com.".as_slice(), b"com.", b""]);
        assert_eq!(suffixes(b"A.com"), [b"A.com".as_slice()]);
        assert_eq!(suffixes(b"xn--0.com"), [b"xn--0.com".as_slice()]);
        assert_eq!(suffixes(b"xn--rsum-bpad.com"), [b"xn--rsum-bpad.com".as_slice(), b"com"]);
        assert_eq!(suffixes(b"[::1]"), [b"[::1]".as_slice()]);
    }
}
