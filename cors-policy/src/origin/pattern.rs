//! Origins and origin patterns, as a policy lists them.

use crate::evaluation::const_str::{
    ends_with, equal, equal_ignoring_case, find, find_any, find_last, has_uppercase,
    has_whitespace_or_control, is_digits, next_part, slice, starts_with,
};
use crate::limits;
use crate::origin::host::faulty_label;
use crate::origin::host::ipv4::{is_dotted_quad, must_be_ipv4};
use crate::origin::host::ipv6::{canonical_ipv6, parse_ipv6};
use crate::origin::scheme::{default_port, is_scheme, is_special};
use crate::rule::Rule;
use crate::violation::Violation;

/// A serialized origin, or a pattern of them.
///
/// | written | matches |
/// |---|---|
/// | `https://example.com` | exactly that |
/// | `https://*.example.com` | `https://a.example.com`, `https://b.a.example.com`; never `https://example.com` |
/// | `http://localhost:*` | `http://localhost` with any port, and with none |
/// | `http://*.localhost:*` | both together |
///
/// Terms: <https://html.spec.whatwg.org/#ascii-serialisation-of-an-origin>.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OriginPattern<'a> {
    written: &'a str,
    shape: OriginShape,
}

/// Where the parts of an [`OriginPattern`] stand in its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OriginShape {
    scheme_len: u8,
    /// Whether one or more labels stand before the host.
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

    /// Whether `*.` stands before the host.
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
    /// Reads an origin or a pattern.
    ///
    /// # Errors
    ///
    /// The first mistake that was found.
    pub const fn parse(written: &'a str) -> Result<Self, Violation<'a>> {
        if let Some(violation) = check_characters(written) {
            return Err(violation);
        }
        let (scheme, rest) = match split_scheme(written) {
            Ok(parts) => parts,
            Err(violation) => return Err(violation),
        };
        if equal_ignoring_case(scheme, "file") {
            return Err(Violation::new(Rule::OriginSchemeFile, written));
        }
        let authority = match split_authority(written, rest) {
            Ok(authority) => authority,
            Err(violation) => return Err(violation),
        };
        let (host, port) = match split_port(written, authority) {
            Ok(parts) => parts,
            Err(violation) => return Err(violation),
        };
        let (any_subdomain, host) = match check_host(written, scheme, host) {
            Ok(parts) => parts,
            Err(violation) => return Err(violation),
        };
        if has_uppercase(written) {
            return Err(Violation::new(Rule::OriginNotLowercase, written));
        }
        if let Err(violation) = check_port(written, scheme, port) {
            return Err(violation);
        }
        // Both lengths were checked, and are less than 256.
        #[expect(clippy::cast_possible_truncation, reason = "see above")]
        let shape = OriginShape { scheme_len: scheme.len() as u8, any_subdomain, host_len: host.len() as u8 };
        Ok(Self { written, shape })
    }

    /// The pattern of a text whose shape is known.
    pub const fn with_shape(written: &'a str, shape: OriginShape) -> Self {
        Self { written, shape }
    }

    /// Where the parts stand in the text.
    pub const fn shape(&self) -> OriginShape {
        self.shape
    }

    /// The text that the pattern was read from.
    pub const fn as_str(&self) -> &'a str {
        self.written
    }

    /// The scheme, without `://`.
    pub const fn scheme(&self) -> &'a str {
        slice(self.written, 0, self.shape.scheme_len as usize)
    }

    /// The host, without the `*.` of a pattern; an IPv6 address with its brackets.
    pub const fn host(&self) -> &'a str {
        slice(self.written, self.host_start(), self.host_end())
    }

    /// Whether the pattern stands for the subdomains of the host (and not for the host itself).
    pub const fn is_any_subdomain(&self) -> bool {
        self.shape.any_subdomain
    }

    /// The port.
    pub const fn port(&self) -> Port<'a> {
        match slice(self.written, self.host_end(), self.written.len()).as_bytes() {
            [] => Port::Default,
            [b':', b'*'] => Port::Any,
            _ => Port::Exact(slice(self.written, self.host_end() + 1, self.written.len())),
        }
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
            (Port::Exact(ours), Port::Exact(theirs)) => equal(ours, theirs),
            _ => false,
        };
        let host = if equal(self.host(), other.host()) {
            self.is_any_subdomain() == other.is_any_subdomain()
        } else {
            self.is_any_subdomain() && is_subdomain(other.host(), self.host())
        };
        port && host && equal(self.scheme(), other.scheme())
    }
}

/// Whether `host` is a domain with one or more labels before `domain`.
const fn is_subdomain(host: &str, domain: &str) -> bool {
    ends_with(host, domain) && {
        let rest = slice(host, 0, host.len() - domain.len());
        rest.len() > 1 && ends_with(rest, ".")
    }
}

/// The mistakes that make it pointless to look for the parts of an origin.
const fn check_characters(written: &str) -> Option<Violation<'_>> {
    let rule = if written.is_empty() {
        Rule::OriginEmpty
    } else if equal_ignoring_case(written, "null") {
        Rule::OriginNull
    } else if is_several(written) {
        Rule::OriginSeveralInOne
    } else if has_whitespace_or_control(written) {
        Rule::OriginWithWhitespace
    } else if written.len() > limits::ORIGIN_LEN {
        Rule::OriginTooLong
    } else if !written.is_ascii() {
        Rule::OriginNotAscii
    } else {
        return None;
    };
    Some(Violation::new(rule, written))
}

/// Whether the text is a list: it has a comma or a semicolon, or white space between two origins.
const fn is_several(written: &str) -> bool {
    if find_any(written, b",;").is_some() {
        return true;
    }
    let mut origins = 0;
    let mut from = 0;
    while let Some((part, next)) = next_part(written, from, b" \t\r\n") {
        if split_at_scheme_end(part).is_some() {
            origins += 1;
        }
        from = next;
    }
    origins > 1
}

/// Splits at the first `://`.
const fn split_at_scheme_end(text: &str) -> Option<(&str, &str)> {
    let Some(colon) = find(text, b':') else {
        return None;
    };
    let rest = slice(text, colon, text.len());
    if starts_with(rest, "://") { Some((slice(text, 0, colon), slice(rest, 3, rest.len()))) } else { None }
}

const fn split_scheme(written: &str) -> Result<(&str, &str), Violation<'_>> {
    match split_at_scheme_end(written) {
        Some((scheme, _)) if find(scheme, b'*').is_some() => {
            Err(Violation::new(Rule::OriginWildcardMisplaced, written))
        }
        Some((scheme, _)) if !is_scheme(scheme) && find_any(scheme, b"/.").is_none() => {
            Err(Violation::with_part(Rule::OriginSchemeInvalid, written, scheme))
        }
        Some((scheme, rest)) if is_scheme(scheme) => Ok((scheme, rest)),
        None if find(written, b'*').is_some() => Err(Violation::new(Rule::OriginWildcardMisplaced, written)),
        _ => Err(Violation::new(Rule::OriginWithoutScheme, written)),
    }
}

/// What stands between `://` and a path, a query or a fragment, all three of which are mistakes, as
/// is what stands before `@`.
const fn split_authority<'a>(written: &'a str, rest: &'a str) -> Result<&'a str, Violation<'a>> {
    let end = find_any(rest, b"/\\?#");
    let authority = match end {
        Some(at) => slice(rest, 0, at),
        None => rest,
    };
    if let Some(at) = find_last(authority, b'@') {
        return Err(Violation::with_part(Rule::OriginWithUserinfo, written, slice(rest, 0, at + 1)));
    }
    match end {
        Some(at) => {
            let rule = match rest.as_bytes()[at] {
                b'?' => Rule::OriginWithQuery,
                b'#' => Rule::OriginWithFragment,
                _ => Rule::OriginWithPath,
            };
            Err(Violation::with_part(rule, written, slice(rest, at, rest.len())))
        }
        None => Ok(authority),
    }
}

/// Splits host and port; the port is what follows the colon.
const fn split_port<'a>(
    written: &'a str,
    authority: &'a str,
) -> Result<(&'a str, Option<&'a str>), Violation<'a>> {
    let invalid_ipv6 = Err(Violation::with_part(Rule::OriginIpv6Invalid, written, authority));
    let host_end = if starts_with(authority, "[") {
        match find(authority, b']') {
            Some(at) => at + 1,
            None => return invalid_ipv6,
        }
    } else {
        match find(authority, b':') {
            // Two colons and nothing but what addresses are made of: the brackets were forgotten.
            Some(_) if parse_ipv6(authority).is_some() => return invalid_ipv6,
            Some(at) => at,
            None => authority.len(),
        }
    };
    let (host, rest) = (slice(authority, 0, host_end), slice(authority, host_end, authority.len()));
    if rest.is_empty() {
        Ok((host, None))
    } else if starts_with(rest, ":") {
        Ok((host, Some(slice(rest, 1, rest.len()))))
    } else {
        invalid_ipv6
    }
}

/// Takes `*.` from the host, and checks what is left.
const fn check_host<'a>(
    written: &'a str,
    scheme: &str,
    host: &'a str,
) -> Result<(bool, &'a str), Violation<'a>> {
    if host.is_empty() {
        return Err(Violation::new(Rule::OriginHostMissing, written));
    }
    if starts_with(host, "[") {
        return match parse_ipv6(slice(host, 1, host.len() - 1)) {
            None => Err(Violation::with_part(Rule::OriginIpv6Invalid, written, host)),
            Some(address) if equal(canonical_ipv6(&address).as_str(), host) => Ok((false, host)),
            Some(_) => Err(Violation::with_part(Rule::OriginIpv6NotCanonical, written, host)),
        };
    }
    let any_subdomain = starts_with(host, "*.");
    let domain = if any_subdomain { slice(host, 2, host.len()) } else { host };
    let wildcard_on_ip = any_subdomain && (must_be_ipv4(domain) || starts_with(domain, "["));
    if find(domain, b'*').is_some() || (any_subdomain && domain.is_empty()) {
        Err(Violation::new(Rule::OriginWildcardMisplaced, written))
    } else if wildcard_on_ip && (is_special(scheme) || is_dotted_quad(domain)) {
        Err(Violation::with_part(Rule::OriginWildcardOnIp, written, domain))
    } else if is_special(scheme) && must_be_ipv4(domain) {
        if is_dotted_quad(domain) {
            Ok((false, domain))
        } else {
            Err(Violation::with_part(Rule::OriginIpv4Invalid, written, domain))
        }
    } else if has_uppercase(domain) {
        Err(Violation::new(Rule::OriginNotLowercase, written))
    } else if let Some(label) = faulty_label(domain) {
        Err(Violation::with_part(Rule::OriginHostInvalid, written, label))
    } else if host.len() > limits::HOST_LEN {
        Err(Violation::with_part(Rule::OriginHostInvalid, written, host))
    } else {
        Ok((any_subdomain, domain))
    }
}

const fn check_port<'a>(written: &'a str, scheme: &str, port: Option<&'a str>) -> Result<(), Violation<'a>> {
    match port {
        Some(port) if equal(port, "*") => Ok(()),
        Some(port) if !is_port(port) => Err(Violation::with_part(Rule::OriginPortInvalid, written, port)),
        Some(port) if equal(port, default_port(scheme)) => {
            Err(Violation::with_part(Rule::OriginPortDefault, written, port))
        }
        Some(_) | None => Ok(()),
    }
}

/// Whether the text is a number from 1 to 65535 without leading zeros.
pub(crate) const fn is_port(text: &str) -> bool {
    if !is_digits(text) || text.len() > 5 || text.as_bytes()[0] == b'0' {
        return false;
    }
    let mut number = 0_u32;
    let mut i = 0;
    while i < text.len() {
        number = number * 10 + (text.as_bytes()[i] - b'0') as u32;
        i += 1;
    }
    number <= 65_535
}
