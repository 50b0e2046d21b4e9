//! Origins and origin patterns, as a policy lists them.

mod parse;

use crate::evaluation::bytes::{ends_with, equal, slice, slice_from, text};

/// A serialized origin, or a pattern of them.
///
/// | written | matches |
/// |---|---|
/// | `https://example.com` | exactly that |
/// | `https://*.example.com` | `https://a.example.com`, `https://b.a.example.com`; never `https://example.com` |
/// | `http://localhost:*` | `http://localhost` with any port, and with none |
/// | `http://*.localhost:*` | both together |
/// | `file://` | exactly that: the origin of local pages in some embedded browsers |
///
/// Terms: <https://html.spec.whatwg.org/#ascii-serialisation-of-an-origin>.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OriginPattern<'a> {
    written: &'a str,
    shape: OriginShape,
}

/// Where the parts of an [`OriginPattern`] are in its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OriginShape {
    scheme_len: u8,
    /// Whether one or more labels come before the host.
    any_subdomain: bool,
    /// With the brackets of an IPv6 address.
    // any_subdomain => not an IP address
    host_len: u8,
}

impl OriginShape {
    /// The shape of a literal, as the macro has seen it.
    pub const fn of_literal(scheme_len: u8, any_subdomain: bool, host_len: u8) -> Self {
        Self { scheme_len, any_subdomain, host_len }
    }

    /// The length of the scheme, in bytes.
    pub const fn scheme_len(&self) -> u8 {
        self.scheme_len
    }

    /// Whether `*.` comes before the host.
    pub const fn is_any_subdomain(&self) -> bool {
        self.any_subdomain
    }

    /// The length of the host, in bytes, without `*.`.
    pub const fn host_len(&self) -> u8 {
        self.host_len
    }
}

/// The port of an [`OriginPattern`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Port<'a> {
    /// The scheme's default, which is not written.
    Default,
    /// That one, in decimal.
    Exact(&'a str),
    /// Any, also the default.
    Any,
}

impl<'a> OriginPattern<'a> {
    /// The pattern of a text whose shape is known.
    pub const fn with_shape(written: &'a str, shape: OriginShape) -> Self {
        Self { written, shape }
    }

    /// Where the parts are in the text.
    pub const fn shape(&self) -> OriginShape {
        self.shape
    }

    /// The text that the pattern was read from.
    pub const fn as_str(&self) -> &'a str {
        self.written
    }

    /// The scheme, without `://`.
    pub const fn scheme(&self) -> &'a str {
        text(slice(self.written.as_bytes(), 0, self.shape.scheme_len as usize))
    }

    /// The host, without the `*.` of a pattern; an IPv6 address with its brackets.
    pub const fn host(&self) -> &'a str {
        text(self.host_bytes())
    }

    /// The host, which requests are compared with.
    pub(crate) const fn host_bytes(&self) -> &'a [u8] {
        slice(self.written.as_bytes(), self.host_start(), self.host_end())
    }

    /// Whether the pattern stands for the subdomains of the host (and not for the host itself).
    pub const fn is_any_subdomain(&self) -> bool {
        self.shape.any_subdomain
    }

    /// The port.
    pub const fn port(&self) -> Port<'a> {
        match slice_from(self.written.as_bytes(), self.host_end()) {
            [] => Port::Default,
            [b':', b'*'] => Port::Any,
            [_, port @ ..] => Port::Exact(text(port)),
        }
    }

    /// Whether this is `file://`, which stands for every local page as `null` does, and has no host.
    pub const fn is_file(&self) -> bool {
        self.shape.host_len == 0 && self.written.len() == "file://".len()
    }

    /// Whether this is one origin and no pattern.
    pub const fn is_exact(&self) -> bool {
        !self.is_any_subdomain() && !matches!(self.port(), Port::Any)
    }

    const fn host_start(&self) -> usize {
        let wildcard = if self.shape.any_subdomain { "*.".len() } else { 0 };
        self.shape.scheme_len as usize + "://".len() + wildcard
    }

    /// Where the port begins, if there is one.
    pub(crate) const fn host_end(&self) -> usize {
        self.host_start() + self.shape.host_len as usize
    }

    /// Whether every origin that `other` matches is matched by this one too.
    pub const fn covers(&self, other: &OriginPattern<'_>) -> bool {
        let port = match (self.port(), other.port()) {
            (Port::Any, _) | (Port::Default, Port::Default) => true,
            (Port::Exact(ours), Port::Exact(theirs)) => equal(ours.as_bytes(), theirs.as_bytes()),
            _ => false,
        };
        let (ours, theirs) = (self.host().as_bytes(), other.host().as_bytes());
        let host = if equal(ours, theirs) {
            self.is_any_subdomain() == other.is_any_subdomain()
        } else {
            self.is_any_subdomain() && is_subdomain(theirs, ours)
        };
        port && host && equal(self.scheme().as_bytes(), other.scheme().as_bytes())
    }
}

/// Whether `host` is a domain with one or more labels before `domain`.
const fn is_subdomain(host: &[u8], domain: &[u8]) -> bool {
    ends_with(host, domain) && {
        let rest = slice(host, 0, host.len() - domain.len());
        rest.len() > 1 && ends_with(rest, b".")
    }
}

/// Whether the text is a number from 1 to 65535 without leading zeros.
pub(crate) const fn is_port(digits: &[u8]) -> bool {
    if digits.is_empty() || digits.len() > 5 || digits[0] == b'0' {
        return false;
    }
    let mut number = 0_u32;
    let mut i = 0;
    while i < digits.len() {
        if !digits[i].is_ascii_digit() {
            return false;
        }
        number = number * 10 + (digits[i] - b'0') as u32;
        i += 1;
    }
    number <= 65_535
}
