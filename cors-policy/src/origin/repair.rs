//! The origin that was meant by one that is wrong.

use crate::evaluation::bytes::text;
use crate::evaluation::const_str::{
    equal, equal_ignoring_case, find, find_any, find_last, is_one_of_ignoring_case, next_part, slice,
    starts_with, trim,
};
use crate::evaluation::text::Text;
use crate::origin::host::ipv4::{dotted_quad, must_be_ipv4, parse_ipv4};
use crate::origin::host::ipv6::{canonical_ipv6, parse_ipv6};
use crate::origin::host::punycode::punycode;
use crate::origin::host::{is_loopback, split_final_dot};
use crate::origin::pattern::OriginPattern;
use crate::origin::quotes::unquoted;
use crate::origin::scheme::{default_port, is_special};

/// The origin that was meant, in the form that browsers send, or `*`; `None` if that is unclear.
///
/// The result is always valid.
pub(crate) const fn repaired_origin(written: &str) -> Option<Text> {
    let bare = text(unquoted(trim(written).as_bytes()));
    if equal(bare, "*") {
        return Some(copy(bare));
    }
    if equal_ignoring_case(bare, "null") {
        return None;
    }
    let (scheme, host, port) = loose_parts(written);

    let mut lower = Text::new();
    lower.push_lowercase(scheme);
    let scheme_len = lower.as_str().len();
    lower.push_lowercase(host);
    let mut host = slice(lower.as_str(), scheme_len, lower.as_str().len());
    let mut scheme = slice(lower.as_str(), 0, scheme_len);
    if scheme.is_empty() {
        scheme = if is_loopback(host.as_bytes()) { "http" } else { "https" };
    }

    let mut repaired = Text::new();
    repaired.push(scheme);
    repaired.push("://");
    let (without_dot, _) = split_final_dot(host.as_bytes());
    if starts_with(host, "*") || equal(port, "*") {
        // No pattern matches a host with a final dot.
        host = text(without_dot);
    }
    if !push_host(&mut repaired, scheme, host) {
        return None;
    }
    if !port.is_empty() && !equal(port, default_port(scheme.as_bytes())) {
        repaired.push_byte(b':');
        repaired.push(port);
    }
    match OriginPattern::parse(repaired.as_str()) {
        Ok(pattern) if repaired.is_complete() && !pattern.is_file() => Some(repaired),
        _ => None,
    }
}

/// What was meant as the scheme, the host and the port; each empty if it was not written.
pub(crate) const fn loose_parts(written: &str) -> (&str, &str, &str) {
    let (scheme, rest) = split_loosely(text(unquoted(trim(written).as_bytes())));
    let rest = match find_any(rest, b"/\\?#") {
        Some(at) => slice(rest, 0, at),
        None => rest,
    };
    let authority = match find_last(rest, b'@') {
        Some(at) => slice(rest, at + 1, rest.len()),
        None => rest,
    };
    let (host, port) = split_port_loosely(authority);
    (scheme, host, port)
}

/// Splits off what was meant as the scheme; empty if none was written.
const fn split_loosely(text: &str) -> (&str, &str) {
    let (scheme, rest) = match find(text, b':') {
        Some(colon) => {
            let rest = slice(text, colon + 1, text.len());
            let before = slice(text, 0, colon);
            // `localhost:3000` has no scheme, `https:/a.com` has one.
            if starts_with(rest, "/") || is_one_of_ignoring_case(before, &["http", "https"]) {
                (before, rest)
            } else {
                ("", text)
            }
        }
        None => ("", text),
    };
    let mut from = 0;
    while from < rest.len() && rest.as_bytes()[from] == b'/' {
        from += 1;
    }
    (scheme, slice(rest, from, rest.len()))
}

const fn split_port_loosely(authority: &str) -> (&str, &str) {
    if parse_ipv6(authority.as_bytes()).is_some() {
        return (authority, "");
    }
    match find_last(authority, b':') {
        Some(colon) if find(slice(authority, colon, authority.len()), b']').is_none() => {
            (slice(authority, 0, colon), slice(authority, colon + 1, authority.len()))
        }
        _ => (authority, ""),
    }
}

/// Adds the host in the form that browsers send; `false` if that is not known.
const fn push_host(repaired: &mut Text, scheme: &str, host: &str) -> bool {
    let bare = if starts_with(host, "[") && host.len() > 1 && host.as_bytes()[host.len() - 1] == b']' {
        slice(host, 1, host.len() - 1)
    } else {
        host
    };
    if let Some(address) = parse_ipv6(bare.as_bytes()) {
        repaired.push(canonical_ipv6(&address).as_str());
        return true;
    }
    if is_special(scheme.as_bytes()) && must_be_ipv4(host.as_bytes()) {
        if let Some(address) = parse_ipv4(host.as_bytes()) {
            repaired.push(dotted_quad(address).as_str());
            return true;
        }
    }
    push_labels(repaired, host)
}

const fn push_labels(repaired: &mut Text, host: &str) -> bool {
    let mut from = 0;
    while let Some((label, next)) = next_part(host, from, b".") {
        if from > 0 {
            repaired.push_byte(b'.');
        }
        if label.is_ascii() {
            repaired.push(label);
        } else if let Some(encoded) = punycode(label) {
            repaired.push(encoded.as_str());
        } else {
            return false;
        }
        from = next;
    }
    true
}

/// The entries of a list that was written as one string, as literals separated by commas; `None` unless
/// all of them are understood.
pub(crate) const fn repaired_origins(written: &str) -> Option<Text> {
    let mut list = Text::new();
    let mut from = 0;
    while let Some((part, next)) = next_part(written, from, b",; \t\r\n") {
        if !part.is_empty() {
            let bare = text(unquoted(part.as_bytes()));
            let origin = match repaired_origin(part) {
                Some(origin) => origin,
                // They need a flag, and that is another mistake.
                None if equal(bare, "null") || equal(bare, "file://") => copy(bare),
                None => return None,
            };
            push_element(&mut list, origin.as_str());
        }
        from = next;
    }
    complete(&list)
}

/// The names of a list that was written as one string, as literals separated by commas.
pub(crate) const fn split_names(written: &str) -> Option<Text> {
    if find_any(written, b", ").is_none() {
        return None;
    }
    let mut list = Text::new();
    let mut from = 0;
    while let Some((part, next)) = next_part(written, from, b", ") {
        if !part.is_empty() {
            if !crate::names::token::is_token(part.as_bytes()) {
                return None;
            }
            push_element(&mut list, part);
        }
        from = next;
    }
    complete(&list)
}

const fn copy(content: &str) -> Text {
    let mut text = Text::new();
    text.push(content);
    text
}

/// Adds a literal to a list of them.
pub(crate) const fn push_element(list: &mut Text, element: &str) {
    if !list.is_empty() {
        list.push(", ");
    }
    list.push_literal(element);
}

const fn complete(list: &Text) -> Option<Text> {
    if list.is_complete() && !list.is_empty() { Some(*list) } else { None }
}

#[cfg(test)]
mod tests {
    use super::{repaired_origin, repaired_origins};

    #[test]
    fn what_was_meant_is_found() {
        for (written, meant) in [
            ("https://a.com/", "https://a.com"),
            ("https://u:p@A.com:443/x?y#z", "https://a.com"),
            (" https://a.com\n", "https://a.com"),
            ("HTTPS://Example.COM", "https://example.com"),
            ("example.com", "https://example.com"),
            ("//a.com", "https://a.com"),
            ("https:/a.com", "https://a.com"),
            ("http:a.com", "http://a.com"),
            ("localhost:3000", "http://localhost:3000"),
            ("http://a.com:80", "http://a.com"),
            ("http://127.1:8080", "http://127.0.0.1:8080"),
            ("http://[0:0:0:0:0:0:0:1]:3000", "http://[::1]:3000"),
            ("http://::1", "http://[::1]"),
            ("https://*.Example.com/", "https://*.example.com"),
            ("https://Résumé.example.com", "https://xn--rsum-bpad.example.com"),
            ("https://A.com./", "https://a.com."),
            ("https://*.a.com.", "https://*.a.com"),
            ("http://localhost.:*", "http://localhost:*"),
            ("http://1.2.3.4.", "http://1.2.3.4"),
            ("HTTP://3DPrinter:8080", "http://3dprinter:8080"),
            ("[\"https://a.com\"]", "https://a.com"),
            ("[\"*\"]", "*"),
        ] {
            assert_eq!(repaired_origin(written).expect(written).as_str(), meant, "{written}");
        }
    }

    #[test]
    fn what_is_not_understood_is_left_alone() {
        for written in [
            "",
            "https://",
            "null",
            "file://",
            "FILE:///x",
            "https://a..com",
            "https://*a.com",
            "https://a b.com",
            "http://256.0.0.1",
        ] {
            assert!(repaired_origin(written).is_none(), "{written}");
        }
    }

    #[test]
    fn a_list_in_one_string_is_split() {
        let list = repaired_origins("https://a.com/, HTTPS://b.com;https://c.com").expect("three origins");
        assert_eq!(list.as_str(), r#""https://a.com", "https://b.com", "https://c.com""#);
        let list = repaired_origins("[\"https://a.com\", \"null\"]").expect("two origins");
        assert_eq!(list.as_str(), r#""https://a.com", "null""#);
    }
}
