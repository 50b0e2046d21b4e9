//! The values of headers.

use cors_policy::is_token;
use http::{HeaderMap, HeaderName};

/// <https://fetch.spec.whatwg.org/#concept-header-list-get>
pub(crate) fn combined(headers: &HeaderMap, name: &HeaderName) -> Option<Vec<u8>> {
    let lines: Vec<_> = headers.get_all(name).iter().map(|line| line.as_bytes().trim_ascii()).collect();
    (!lines.is_empty()).then(|| lines.join(&b", "[..]))
}

/// The tokens of a header; `None` if it is no list (<https://fetch.spec.whatwg.org/#extract-header-list-values>).
pub(crate) fn list(headers: &HeaderMap, name: &HeaderName) -> Option<Vec<String>> {
    let text = combined(headers, name).unwrap_or_default();
    let tokens = text.split(|&byte| byte == b',').map(<[u8]>::trim_ascii).filter(|token| !token.is_empty());
    tokens.map(|token| is_token(token).then(|| String::from_utf8_lossy(token).into_owned())).collect()
}
