//! The response of every handler, as the headers of the request determine it.

use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};

use crate::witness::Witness;

/// Records that the handler `name` ran, and answers as the request asks.
pub(super) fn answer<B>(witness: &Witness, headers: &HeaderMap, name: &'static str) -> Response<B>
where
    B: Default + From<&'static str>,
{
    witness.note(name);
    let status = asked_status(headers, "x-answer-status").unwrap_or(StatusCode::OK);
    let body = match status {
        StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED => B::default(),
        _ => B::from(name),
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response.headers_mut().extend(asked_lines(headers, "x-answer-with"));
    response
}

/// The status that a request asks for in the header `name`.
pub(super) fn asked_status(headers: &HeaderMap, name: &str) -> Option<StatusCode> {
    headers.get(name).map(|value| StatusCode::from_bytes(value.as_bytes()).expect("a status code"))
}

/// The header lines that a request asks for: one in each line of the header `name`.
pub(super) fn asked_lines(headers: &HeaderMap, name: &str) -> HeaderMap {
    let mut lines = HeaderMap::new();
    for line in headers.get_all(name) {
        let line = line.as_bytes();
        let colon = line.iter().position(|&byte| byte == b':').expect("`Name: value`");
        let (name, value) = (&line[..colon], line[colon + 1..].trim_ascii());
        lines.append(
            HeaderName::from_bytes(name).expect("a header name"),
            HeaderValue::from_bytes(value).expect("a header value"),
        );
    }
    lines
}
