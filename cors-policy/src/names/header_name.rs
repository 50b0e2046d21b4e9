//! The names of request headers and of response headers.

use crate::evaluation::const_str::{equal_ignoring_case, is_one_of_ignoring_case, slice};
use crate::names::token::is_token;
use crate::rule::Rule;
use crate::violation::Violation;

/// Whether scripts cannot set the request header
/// (<https://fetch.spec.whatwg.org/#forbidden-request-header>).
///
/// The three names whose values decide (`X-HTTP-Method`, `X-HTTP-Method-Override`,
/// `X-Method-Override`) are not among them.
pub const fn is_forbidden_request_header_name(name: &str) -> bool {
    is_one_of_ignoring_case(
        name,
        &[
            "Accept-Charset",
            "Accept-Encoding",
            "Access-Control-Request-Headers",
            "Access-Control-Request-Method",
            "Connection",
            "Content-Length",
            "Cookie",
            "Cookie2",
            "Date",
            "DNT",
            "Expect",
            "Host",
            "Keep-Alive",
            "Origin",
            "Referer",
            "Set-Cookie",
            "TE",
            "Trailer",
            "Transfer-Encoding",
            "Upgrade",
            "Via",
        ],
    ) || starts_with_ignoring_case(name, "proxy-")
        || starts_with_ignoring_case(name, "sec-")
}

/// Whether `*` does not stand for the request header
/// (<https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name>).
pub const fn is_cors_non_wildcard_request_header_name(name: &str) -> bool {
    equal_ignoring_case(name, "Authorization")
}

/// Whether scripts never see the response header
/// (<https://fetch.spec.whatwg.org/#forbidden-response-header-name>).
pub const fn is_forbidden_response_header_name(name: &str) -> bool {
    is_one_of_ignoring_case(name, &["Set-Cookie", "Set-Cookie2"])
}

/// Whether scripts see the response header without its being exposed
/// (<https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name>).
pub const fn is_cors_safelisted_response_header_name(name: &str) -> bool {
    is_one_of_ignoring_case(
        name,
        &[
            "Cache-Control",
            "Content-Language",
            "Content-Length",
            "Content-Type",
            "Expires",
            "Last-Modified",
            "Pragma",
        ],
    )
}

/// Whether only responses have the header, so that no page has a use for setting it.
const fn belongs_to_response(name: &str) -> bool {
    is_one_of_ignoring_case(
        name,
        &[
            "Access-Control-Allow-Credentials",
            "Access-Control-Allow-Headers",
            "Access-Control-Allow-Methods",
            "Access-Control-Allow-Origin",
            "Access-Control-Allow-Private-Network",
            "Access-Control-Expose-Headers",
            "Access-Control-Max-Age",
        ],
    )
}

/// Whether only requests, or only answers to preflights, have the header, so that no page can read
/// it from a response.
const fn belongs_to_request(name: &str) -> bool {
    is_one_of_ignoring_case(
        name,
        &[
            "Access-Control-Allow-Headers",
            "Access-Control-Allow-Methods",
            "Access-Control-Max-Age",
            "Access-Control-Request-Headers",
            "Access-Control-Request-Method",
            "Access-Control-Request-Private-Network",
            "Origin",
        ],
    )
}

/// Checks the name of a request header that a policy lists. `*` is a token and passes.
///
/// # Errors
///
/// It is not a token, no script can set it, or only responses have it.
pub const fn check_request_header_name(written: &str) -> Result<(), Violation<'_>> {
    let rule = if !is_token(written.as_bytes()) {
        Rule::RequestHeaderNotAToken
    } else if is_forbidden_request_header_name(written) {
        Rule::RequestHeaderForbidden
    } else if belongs_to_response(written) {
        Rule::RequestHeaderBelongsToResponse
    } else {
        return Ok(());
    };
    Err(Violation::new(rule, written))
}

/// Checks the name of a response header that a policy lists. `*` is a token and passes.
///
/// # Errors
///
/// It is not a token, no script can read it, or no response to a script has it.
pub const fn check_response_header_name(written: &str) -> Result<(), Violation<'_>> {
    let rule = if !is_token(written.as_bytes()) {
        Rule::ResponseHeaderNotAToken
    } else if is_forbidden_response_header_name(written) {
        Rule::ResponseHeaderForbidden
    } else if belongs_to_request(written) {
        Rule::ResponseHeaderBelongsToRequest
    } else {
        return Ok(());
    };
    Err(Violation::new(rule, written))
}

const fn starts_with_ignoring_case(text: &str, prefix: &str) -> bool {
    text.len() >= prefix.len() && equal_ignoring_case(slice(text, 0, prefix.len()), prefix)
}
