//! Reading an origin or a pattern, and every mistake in one.

use super::{OriginPattern, OriginShape, is_port};
use crate::evaluation::bytes::{
    equal, equal_ignoring_case, find, find_any, find_last, has_uppercase, next_part, slice, slice_from,
    starts_with, starts_with_ignoring_case, text,
};
use crate::limits;
use crate::origin::host::ipv4::{is_dotted_quad, must_be_ipv4};
use crate::origin::host::ipv6::{canonical_ipv6, parse_ipv6};
use crate::origin::host::{faulty_label, split_final_dot};
use crate::origin::quotes::is_quoted;
use crate::origin::scheme::{default_port, is_scheme, is_special};
use crate::rule::Rule;
use crate::violation::Violation;

impl<'a> OriginPattern<'a> {
    /// Reads an origin or a pattern, `file://` among them, which has no host.
    ///
    /// # Errors
    ///
    /// The first mistake that was found.
    pub const fn parse(written: &'a str) -> Result<Self, Violation<'a>> {
        if equal(written.as_bytes(), FILE) {
            return Ok(Self { written, shape: OriginShape::of_literal(4, false, 0) });
        }
        if let Some(violation) = check_characters(written) {
            return Err(violation);
        }
        let (scheme, rest) = match split_scheme(written) {
            Ok(parts) => parts,
            Err(violation) => return Err(violation),
        };
        if equal_ignoring_case(scheme, b"file") {
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
        if (any_subdomain || matches!(port, Some(b"*"))) && split_final_dot(host).1 {
            return Err(Violation::with_part(Rule::OriginHostInvalid, written, "."));
        }
        if has_uppercase(written.as_bytes()) {
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
}

/// What some browsers that are embedded in applications send for pages that they load from files.
const FILE: &[u8] = b"file://";

/// The mistakes that make it pointless to look for the parts of an origin.
const fn check_characters(written: &str) -> Option<Violation<'_>> {
    let found = Found::of(written.as_bytes());
    let rule = if written.is_empty() {
        Rule::OriginEmpty
    } else if equal_ignoring_case(written.as_bytes(), b"null") {
        return Some(Violation::with_part(Rule::OriginNull, written, "null"));
    } else if equal_ignoring_case(written.as_bytes(), FILE) {
        return Some(Violation::with_part(Rule::OriginNull, written, "file://"));
    } else if found.separator || (found.whitespace_or_control && has_several_schemes(written.as_bytes())) {
        Rule::OriginSeveralInOne
    } else if found.whitespace_or_control {
        Rule::OriginWithWhitespace
    } else if written.len() > limits::ORIGIN_LEN {
        Rule::OriginTooLong
    } else if is_quoted(written.as_bytes()) {
        Rule::OriginQuoted
    } else if found.beyond_ascii {
        Rule::OriginNotAscii
    } else {
        return None;
    };
    Some(Violation::new(rule, written))
}

/// Which characters a text has. One look at all, since const evaluation is slow.
struct Found {
    /// A comma or a semicolon: the text is a list.
    separator: bool,
    whitespace_or_control: bool,
    beyond_ascii: bool,
}

impl Found {
    const fn of(bytes: &[u8]) -> Self {
        let mut found = Self { separator: false, whitespace_or_control: false, beyond_ascii: false };
        let mut i = 0;
        while i < bytes.len() {
            match bytes[i] {
                b',' | b';' => found.separator = true,
                0..=b' ' | 0x7F => found.whitespace_or_control = true,
                0x80.. => found.beyond_ascii = true,
                _ => {}
            }
            i += 1;
        }
        found
    }
}

/// Whether white space separates two origins.
const fn has_several_schemes(written: &[u8]) -> bool {
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
const fn split_at_scheme_end(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let Some(colon) = find(bytes, b':') else {
        return None;
    };
    let rest = slice_from(bytes, colon);
    if starts_with(rest, b"://") { Some((slice(bytes, 0, colon), slice_from(rest, 3))) } else { None }
}

const fn split_scheme(written: &str) -> Result<(&[u8], &[u8]), Violation<'_>> {
    match split_at_scheme_end(written.as_bytes()) {
        Some((scheme, rest)) if is_scheme(scheme) => Ok((scheme, rest)),
        Some((scheme, _)) if find(scheme, b'*').is_some() => {
            Err(Violation::new(Rule::OriginWildcardMisplaced, written))
        }
        Some((scheme, _)) if find_any(scheme, b"/.").is_none() => {
            Err(Violation::with_part(Rule::OriginSchemeInvalid, written, text(scheme)))
        }
        None if starts_with_ignoring_case(written.as_bytes(), b"file:/") => {
            Err(Violation::new(Rule::OriginSchemeFile, written))
        }
        None if find(written.as_bytes(), b'*').is_some() => {
            Err(Violation::new(Rule::OriginWildcardMisplaced, written))
        }
        _ => Err(Violation::new(Rule::OriginWithoutScheme, written)),
    }
}

/// What stands between `://` and a path, a query or a fragment, all three of which are mistakes, as is anything
/// before an `@`.
const fn split_authority<'a>(written: &'a str, rest: &'a [u8]) -> Result<&'a [u8], Violation<'a>> {
    let end = find_any(rest, b"/\\?#");
    let authority = match end {
        Some(at) => slice(rest, 0, at),
        None => rest,
    };
    if let Some(at) = find_last(authority, b'@') {
        let userinfo = slice(rest, 0, at + 1);
        return Err(Violation::with_part(Rule::OriginWithUserinfo, written, text(userinfo)));
    }
    match end {
        Some(at) => {
            let rule = match rest[at] {
                b'?' => Rule::OriginWithQuery,
                b'#' => Rule::OriginWithFragment,
                _ => Rule::OriginWithPath,
            };
            Err(Violation::with_part(rule, written, text(slice_from(rest, at))))
        }
        None => Ok(authority),
    }
}

/// Splits host and port; the port is what follows the colon.
const fn split_port<'a>(
    written: &'a str,
    authority: &'a [u8],
) -> Result<(&'a [u8], Option<&'a [u8]>), Violation<'a>> {
    let host_end = if starts_with(authority, b"[") {
        match find(authority, b']') {
            Some(at) => at + 1,
            None => return Err(invalid_ipv6(written, authority)),
        }
    } else {
        match find(authority, b':') {
            // Two colons and only what addresses are made of: the brackets were forgotten.
            Some(_) if parse_ipv6(authority).is_some() => return Err(invalid_ipv6(written, authority)),
            Some(at) => at,
            None => return Ok((authority, None)),
        }
    };
    let (host, rest) = (slice(authority, 0, host_end), slice_from(authority, host_end));
    if rest.is_empty() {
        Ok((host, None))
    } else if starts_with(rest, b":") {
        Ok((host, Some(slice_from(rest, 1))))
    } else {
        Err(invalid_ipv6(written, authority))
    }
}

const fn invalid_ipv6<'a>(written: &'a str, authority: &'a [u8]) -> Violation<'a> {
    Violation::with_part(Rule::OriginIpv6Invalid, written, text(authority))
}

/// Takes `*.` from the host, and checks the rest.
const fn check_host<'a>(
    written: &'a str,
    scheme: &[u8],
    host: &'a [u8],
) -> Result<(bool, &'a [u8]), Violation<'a>> {
    if host.is_empty() {
        return Err(Violation::new(Rule::OriginHostMissing, written));
    }
    if starts_with(host, b"[") {
        return match parse_ipv6(slice(host, 1, host.len() - 1)) {
            None => Err(Violation::with_part(Rule::OriginIpv6Invalid, written, text(host))),
            Some(address) if equal(canonical_ipv6(&address).as_str().as_bytes(), host) => Ok((false, host)),
            Some(_) => Err(Violation::with_part(Rule::OriginIpv6NotCanonical, written, text(host))),
        };
    }
    let any_subdomain = starts_with(host, b"*.");
    let domain = if any_subdomain { slice_from(host, 2) } else { host };
    let is_address = must_be_ipv4(domain);
    if find(domain, b'*').is_some() || (any_subdomain && domain.is_empty()) {
        Err(Violation::new(Rule::OriginWildcardMisplaced, written))
    } else if any_subdomain
        && (is_address || starts_with(domain, b"["))
        && (is_special(scheme) || is_dotted_quad(domain))
    {
        Err(Violation::with_part(Rule::OriginWildcardOnIp, written, text(domain)))
    } else if is_address && is_special(scheme) {
        if is_dotted_quad(domain) {
            Ok((false, domain))
        } else {
            Err(Violation::with_part(Rule::OriginIpv4Invalid, written, text(domain)))
        }
    } else if has_uppercase(domain) {
        Err(Violation::new(Rule::OriginNotLowercase, written))
    } else if let Some(label) = faulty_label(domain) {
        Err(Violation::with_part(Rule::OriginHostInvalid, written, text(label)))
    } else if host.len() > limits::HOST_LEN {
        Err(Violation::with_part(Rule::OriginHostInvalid, written, text(host)))
    } else {
        Ok((any_subdomain, domain))
    }
}

const fn check_port<'a>(
    written: &'a str,
    scheme: &[u8],
    port: Option<&'a [u8]>,
) -> Result<(), Violation<'a>> {
    let Some(port) = port else { return Ok(()) };
    let rule = if equal(port, b"*") {
        return Ok(());
    } else if !is_port(port) {
        Rule::OriginPortInvalid
    } else if equal(port, default_port(scheme).as_bytes()) {
        Rule::OriginPortDefault
    } else {
        return Ok(());
    };
    Err(Violation::with_part(rule, written, text(port)))
}
