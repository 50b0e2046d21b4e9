//! The policy of a route, as it is read while requests are served.
#![allow(clippy::indexing_slicing, reason = "const evaluation, where it is a compile error")]

use cors_policy::{OriginPattern, is_one_of};
use http::{HeaderValue, StatusCode};

use crate::fields::Fields;

/// A CORS policy: which origins may read the responses of a route, and what their requests may
/// carry.
///
/// Made by [`#[cors(...)]`](crate::cors) while the program compiles, and only read afterwards.
#[derive(Debug)]
pub struct Policy {
    fields: Fields,
    request_headers: RequestHeaders,
    pub(crate) allow_headers: Option<HeaderValue>,
    pub(crate) expose_headers: Option<HeaderValue>,
    pub(crate) max_age: Option<HeaderValue>,
    pub(crate) preflight_status: StatusCode,
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

impl Fields {
    /// The policy that the attribute says.
    pub const fn policy(self) -> Policy {
        Policy::new(self)
    }
}

impl Policy {
    const fn new(fields: Fields) -> Self {
        let any_header = is_one_of("*", fields.headers);
        Self {
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
                header_value(fields.allow_headers)
            },
            expose_headers: header_value(fields.expose_headers),
            max_age: header_value(fields.max_age_value),
            preflight_status: match StatusCode::from_u16(fields.preflight_status) {
                Ok(status) => status,
                Err(_) => StatusCode::NO_CONTENT,
            },
            fields,
        }
    }

    /// Whether every origin is allowed, so that answers are the same for all of them.
    pub const fn is_any_origin(&self) -> bool {
        self.fields.any_origin && self.fields.except.is_none()
    }

    /// Whether the value of an `Origin` header is allowed; compared byte for byte
    /// (<https://fetch.spec.whatwg.org/#cors-check>).
    #[inline]
    pub fn allows_origin(&self, origin: &[u8]) -> bool {
        match (self.fields.any_origin, self.fields.except) {
            (true, None) => true,
            // What is no origin names none that could be excepted; `null` can stand for any of them.
            (true, Some(except)) => is_serialized_origin(origin) && !except.matches(origin),
            (false, _) => {
                self.fields.origins.matches(origin) || (self.fields.null_origin && origin == b"null")
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
        let Fields { any_origin, null_origin, origins, except, .. } = &self.fields;
        let others = any_origin.then_some("*").into_iter().chain(null_origin.then_some("null"));
        let listed: Vec<_> = origins.exact().chain(origins.patterns()).chain(others).collect();
        let mut brief = listed.join(", ");
        if let Some(except) = except {
            brief.push_str(" except ");
            brief.push_str(&except.exact().collect::<Vec<_>>().join(", "));
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
        let (ours, theirs) = (&self.fields, &other.fields);
        std::ptr::eq(self, other)
            || (ours.any_origin == theirs.any_origin
                && ours.null_origin == theirs.null_origin
                && ours.origins == theirs.origins
                && ours.except == theirs.except
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

/// None if the text is empty.
const fn header_value(text: &'static str) -> Option<HeaderValue> {
    if text.is_empty() { None } else { Some(HeaderValue::from_static(text)) }
}
