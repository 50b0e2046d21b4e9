//! What needs no preflight because of its value, and what scripts cannot send.

use std::collections::BTreeSet;

use cors_policy::{is_forbidden_method, is_forbidden_request_header_name};
use http::{HeaderMap, HeaderName, HeaderValue};

/// The method as it is sent (<https://fetch.spec.whatwg.org/#concept-method-normalize>). `patch` is not among them.
pub(crate) fn normalized(method: &str) -> String {
    let known = ["DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"];
    let same = known.into_iter().find(|known| known.eq_ignore_ascii_case(method));
    same.unwrap_or(method).to_owned()
}

/// Whether scripts cannot send the header (<https://fetch.spec.whatwg.org/#forbidden-request-header>).
pub(crate) fn is_forbidden_request_header(name: &HeaderName, value: &HeaderValue) -> bool {
    let name = name.as_str();
    let overrides = || ["x-http-method", "x-http-method-override", "x-method-override"].contains(&name);
    let names_forbidden = || {
        let mut methods = value.as_bytes().split(|&byte| byte == b',').map(<[u8]>::trim_ascii);
        methods.any(|method| std::str::from_utf8(method).is_ok_and(is_forbidden_method))
    };
    is_forbidden_request_header_name(name) || (overrides() && names_forbidden())
}

/// The names in `Access-Control-Request-Headers`, sorted (<https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names>).
pub(crate) fn unsafe_names(headers: &HeaderMap) -> BTreeSet<&str> {
    let (safe, others): (Vec<_>, Vec<_>) =
        headers.iter().partition(|(name, value)| is_safelisted(name, value));
    let mut names: BTreeSet<_> = others.into_iter().map(|(name, _)| name.as_str()).collect();
    // All of them together are too long to be safe.
    if safe.iter().map(|(_, value)| value.len()).sum::<usize>() > 1024 {
        names.extend(safe.into_iter().map(|(name, _)| name.as_str()));
    }
    names
}

/// Whether the header needs no preflight (<https://fetch.spec.whatwg.org/#cors-safelisted-request-header>).
pub(crate) fn is_safelisted(name: &HeaderName, value: &HeaderValue) -> bool {
    let value = value.as_bytes();
    value.len() <= 128
        && match name.as_str() {
            "accept" => !value.iter().any(|&byte| is_unsafe(byte)),
            "accept-language" | "content-language" => {
                value.iter().all(|&byte| byte.is_ascii_alphanumeric() || b" *,-.;=".contains(&byte))
            }
            "content-type" => !value.iter().any(|&byte| is_unsafe(byte)) && is_safelisted_type(value),
            "range" => is_simple_range(value),
            _ => false,
        }
}

/// <https://fetch.spec.whatwg.org/#cors-unsafe-request-header-byte>
fn is_unsafe(byte: u8) -> bool {
    (byte < 0x20 && byte != b'\t') || b"\"():<>?@[\\]{}\x7f".contains(&byte)
}

/// The media types of forms (<https://mimesniff.spec.whatwg.org/#parse-a-mime-type>): what follows `;` does not matter.
fn is_safelisted_type(value: &[u8]) -> bool {
    let essence = value.split(|&byte| byte == b';').next().unwrap_or_default().trim_ascii();
    let types: [&[u8]; 3] = [b"application/x-www-form-urlencoded", b"multipart/form-data", b"text/plain"];
    types.iter().any(|safe| safe.eq_ignore_ascii_case(essence))
}

/// `bytes=0-` or `bytes=0-255` (<https://fetch.spec.whatwg.org/#simple-range-header-value>).
fn is_simple_range(value: &[u8]) -> bool {
    let Some((first, last)) = std::str::from_utf8(value)
        .ok()
        .and_then(|value| value.strip_prefix("bytes="))
        .and_then(|range| range.split_once('-'))
    else {
        return false;
    };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number(first) && (last.is_empty() || is_number(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_safe(name: &str, value: &str) -> bool {
        let name = name.parse().expect("a name");
        is_safelisted(&name, &HeaderValue::from_str(value).expect("a value"))
    }

    #[test]
    fn values_decide() {
        for (name, value, expected) in [
            ("accept", "text/html", true),
            ("accept", "text/html:", false),
            ("accept-language", "de-CH, de;q=0.9, *", true),
            ("accept-language", "de/CH", false),
            ("content-type", "Text/Plain; charset=utf-8", true),
            ("content-type", "multipart/form-data; boundary=7", true),
            ("content-type", "application/json", false),
            ("content-type", "text/plain; a=\"b\"", false),
            ("range", "bytes=0-", true),
            ("range", "bytes=0-255", true),
            ("range", "bytes=-255", false),
            ("range", "bytes=0-1,4-5", false),
            ("x-key", "", false),
        ] {
            assert_eq!(is_safe(name, value), expected, "{name}: {value}");
        }
        assert!(is_safe("accept", &"a".repeat(128)));
        assert!(!is_safe("accept", &"a".repeat(129)));
    }

    #[test]
    fn a_thousand_bytes_of_safe_values_are_not_safe() {
        let mut headers = HeaderMap::new();
        for _ in 0..8 {
            headers.append("accept", HeaderValue::from_str(&"a".repeat(128)).expect("a value"));
        }
        assert!(unsafe_names(&headers).is_empty());
        headers.append("accept-language", HeaderValue::from_static("de"));
        assert_eq!(unsafe_names(&headers).into_iter().collect::<Vec<_>>(), ["accept", "accept-language"]);
    }

    #[test]
    fn methods_are_normalized_as_browsers_do() {
        assert_eq!(normalized("put"), "PUT");
        assert_eq!(normalized("patch"), "patch");
        assert!(is_forbidden_method("trace"));
    }

    #[test]
    fn an_override_can_name_a_forbidden_method() {
        let name = HeaderName::from_static("x-http-method-override");
        let is_forbidden = |value| is_forbidden_request_header(&name, &HeaderValue::from_static(value));
        assert!(is_forbidden("GET, trace"));
        assert!(!is_forbidden("PATCH"));
    }
}
