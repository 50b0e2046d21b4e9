//! The policy of a route, as it is read while requests are served.
#![allow(clippy::indexing_slicing, reason = "const evaluation, where it is a compile error")]

use cors_policy::{OriginPattern, is_one_of};
use http::{HeaderValue, StatusCode};

use crate::fields::{Fields, Tables};

/// A CORS policy: which origins may read the responses of a route, and what their requests may
/// carry.
///
/// Made by [`#[cors(...)]`](crate::cors) while the program compiles, and only read afterwards.
#[derive(Debug)]
pub struct Policy {
    fields: &'static Fields,
    origins: Origins,
    request_headers: RequestHeaders,
    pub(crate) allow_headers: Option<HeaderValue>,
    pub(crate) expose_headers: Option<HeaderValue>,
    pub(crate) max_age: Option<HeaderValue>,
    pub(crate) preflight_status: StatusCode,
}

#[derive(Debug)]
enum Origins {
    Any,
    AnyExcept(&'static [&'static str]),
    Listed { exact: &'static [&'static str], patterns: &'static [OriginPattern<'static>], null: bool },
}

/// Which request headers a page may set.
#[derive(Clone, Copy, Debug)]
pub(crate) enum RequestHeaders {
    /// These, in any case.
    Listed {
        names: &'static [&'static str],
        /// The length of the longest of them, in bytes.
        longest: usize,
    },
    /// `*`, which stands for `Authorization` only if that is listed beside it
    /// (<https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name>).
    Any { authorization: bool },
    /// `*` beside `credentials`: the names that were asked for are echoed.
    Echoed,
}

impl Policy {
    #[doc(hidden)]
    pub const fn __new<
        const PATTERNS: usize,
        const HEADERS: usize,
        const EXPOSE_HEADERS: usize,
        const MAX_AGE: usize,
    >(
        fields: &'static Fields,
        tables: &'static Tables<PATTERNS, HEADERS, EXPOSE_HEADERS, MAX_AGE>,
    ) -> Self {
        let any_header = is_one_of("*", fields.headers);
        Self {
            fields,
            origins: match (is_one_of("*", fields.other_origins), fields.except) {
                (true, []) => Origins::Any,
                (true, except) => Origins::AnyExcept(except),
                (false, _) => Origins::Listed {
                    exact: fields.origins,
                    patterns: &tables.patterns,
                    null: fields.allow_null_origin && is_one_of("null", fields.other_origins),
                },
            },
            request_headers: match (any_header, fields.credentials) {
                (true, true) => RequestHeaders::Echoed,
                (true, false) => RequestHeaders::Any { authorization: fields.headers.len() > 1 },
                (false, _) => {
                    RequestHeaders::Listed { names: fields.headers, longest: longest(fields.headers) }
                }
            },
            allow_headers: if any_header && fields.credentials {
                None
            } else {
                header_value(&tables.headers)
            },
            expose_headers: header_value(&tables.expose_headers),
            max_age: header_value(&tables.max_age),
            preflight_status: match StatusCode::from_u16(fields.preflight_status) {
                Ok(status) => status,
                Err(_) => StatusCode::NO_CONTENT,
            },
        }
    }

    /// Whether every origin is allowed, so that answers are the same for all of them.
    pub const fn is_any_origin(&self) -> bool {
        matches!(self.origins, Origins::Any)
    }

    /// Whether the value of an `Origin` header is allowed; compared byte for byte
    /// (<https://fetch.spec.whatwg.org/#cors-check>).
    pub fn allows_origin(&self, origin: &[u8]) -> bool {
        match self.origins {
            Origins::Any => true,
            // What is no origin names none that could be excepted; `null` can stand for any of them.
            Origins::AnyExcept(except) => {
                is_serialized_origin(origin) && !except.iter().any(|excepted| excepted.as_bytes() == origin)
            }
            Origins::Listed { exact, patterns, null } => {
                exact.iter().any(|listed| listed.as_bytes() == origin)
                    || patterns.iter().any(|pattern| pattern.matches(origin))
                    || (null && origin == b"null")
            }
        }
    }

    /// Whether responses may be read by requests with credentials
    /// (<https://fetch.spec.whatwg.org/#concept-request-credentials-mode>).
    pub const fn allows_credentials(&self) -> bool {
        self.fields.credentials
    }

    /// Whether CORS requests from other origins are answered 403, without the handler.
    pub const fn refuses_other_origins(&self) -> bool {
        self.fields.refuse_other_origins
    }

    /// Whether preflights are told that public sites may reach this private network
    /// (<https://wicg.github.io/private-network-access/>).
    pub const fn allows_private_network(&self) -> bool {
        self.fields.private_network
    }

    /// Whether the origins that may read a response may also time it
    /// (<https://w3c.github.io/resource-timing/#sec-timing-allow-origin>).
    pub const fn allows_timing(&self) -> bool {
        self.fields.timing
    }

    /// The methods that a handler allows which is mounted for any method; `None` if it allows all.
    pub(crate) const fn listed_methods(&self) -> Option<&'static [&'static str]> {
        match self.fields.methods {
            Some(methods) if !is_one_of("*", methods) => Some(methods),
            _ => None,
        }
    }

    pub(crate) const fn request_headers(&self) -> RequestHeaders {
        self.request_headers
    }

    /// The origins, and whether credentials are allowed, for logs.
    pub(crate) fn brief(&self) -> String {
        let Fields { origins, other_origins, except, .. } = self.fields;
        let mut brief = [*origins, *other_origins].concat().join(", ");
        if !except.is_empty() {
            brief.push_str(" except ");
            brief.push_str(&except.join(", "));
        }
        if self.fields.credentials {
            brief.push_str(", with credentials");
        }
        brief
    }

    /// The file of the attribute.
    pub const fn file(&self) -> &'static str {
        self.fields.file
    }

    /// The line of the attribute, from 1.
    pub const fn line(&self) -> u32 {
        self.fields.line
    }

    /// The name of the handler that the attribute stands on.
    pub const fn handler(&self) -> &'static str {
        self.fields.handler
    }
}

/// Two policies are the same if they say the same, wherever they are written and in whatever order.
impl PartialEq for Policy {
    fn eq(&self, other: &Self) -> bool {
        let (ours, theirs) = (self.fields, other.fields);
        std::ptr::eq(ours, theirs)
            || (self.same_origins(other)
                && same_names(ours.except, theirs.except)
                && ours.credentials == theirs.credentials
                && ours.refuse_other_origins == theirs.refuse_other_origins
                && ours.private_network == theirs.private_network
                && ours.timing == theirs.timing
                && self.same_methods(other)
                && self.allow_headers == other.allow_headers
                && is_one_of("*", ours.headers) == is_one_of("*", theirs.headers)
                && self.expose_headers == other.expose_headers
                && ours.max_age == theirs.max_age
                && ours.preflight_status == theirs.preflight_status)
    }
}

impl Eq for Policy {}

impl Policy {
    /// An origin stands in one list or the other by how it was written.
    fn same_origins(&self, other: &Self) -> bool {
        let all = |policy: &Self| [policy.fields.origins, policy.fields.other_origins].concat();
        same_names(&all(self), &all(other))
    }

    fn same_methods(&self, other: &Self) -> bool {
        match (self.listed_methods(), other.listed_methods()) {
            (Some(ours), Some(theirs)) => same_names(ours, theirs),
            (None, None) => true,
            _ => false,
        }
    }
}

/// Whether a browser could send the value, other than `null`.
fn is_serialized_origin(value: &[u8]) -> bool {
    std::str::from_utf8(value)
        .is_ok_and(|value| OriginPattern::parse(value).is_ok_and(|origin| origin.is_exact()))
}

/// Whether two lists without repetitions have the same entries.
fn same_names(ours: &[&str], theirs: &[&str]) -> bool {
    ours.len() == theirs.len() && ours.iter().all(|name| theirs.contains(name))
}

const fn longest(names: &[&str]) -> usize {
    let mut longest = 0;
    let mut i = 0;
    while i < names.len() {
        if names[i].len() > longest {
            longest = names[i].len();
        }
        i += 1;
    }
    longest
}

/// A header value that was joined in const evaluation; none if it is empty.
const fn header_value(bytes: &'static [u8]) -> Option<HeaderValue> {
    let mut i = 0;
    while i < bytes.len() {
        if !bytes[i].is_ascii_graphic() {
            return None;
        }
        i += 1;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.is_empty() => Some(HeaderValue::from_static(text)),
        _ => None,
    }
}
