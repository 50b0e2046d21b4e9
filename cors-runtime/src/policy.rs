//! The policy of a route, as it is read while requests are served.
#![allow(clippy::indexing_slicing, reason = "const evaluation, where it is a compile error")]

mod introspection;

use cors_policy::is_one_of;
use http::{HeaderValue, StatusCode};

use crate::config_error::ConfigError;
use crate::fields::Fields;
use crate::origin::Origin;
use crate::origin_source::{OriginRules, OriginSource};

/// A CORS policy: which origins may read the responses of a route, and what their requests may
/// carry.
///
/// Made by [`#[cors(...)]`](crate::cors) while the program compiles, and only read afterwards.
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
    Listed { names: &'static [&'static str] },
    /// `*`, which stands for `Authorization` only if that is listed beside it
    /// (<https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name>).
    Any { authorization: bool },
    /// `*` beside `credentials`: the names that were asked for are echoed.
    Echoed,
}

impl Policy {
    #[doc(hidden)]
    pub const fn __new(fields: Fields) -> Self {
        let any_header = is_one_of("*", fields.headers);
        Self {
            request_headers: match (any_header, fields.credentials) {
                (true, true) => RequestHeaders::Echoed,
                (true, false) => RequestHeaders::Any { authorization: fields.headers.len() > 1 },
                (false, _) => RequestHeaders::Listed { names: fields.headers },
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
            (true, Some(except)) => Origin::parse(origin).is_some() && !except.matches(origin),
            (false, _) => {
                self.fields.origins.matches(origin)
                    || (self.fields.null_origin && origin == b"null")
                    || self.fields.source.is_some_and(|source| is_in(source.source, origin))
            }
        }
    }

    /// Prepares the source of `origins_from`, and holds what is in it against the rules. Routers and layers do
    /// this themselves.
    ///
    /// # Errors
    ///
    /// The source cannot be used.
    pub fn ready(&self) -> Result<(), ConfigError> {
        let Fields { credentials, allow_insecure_origins, allow_public_suffixes, source, .. } = self.fields;
        let rules = OriginRules {
            credentials,
            refuse_insecure_origins: credentials && !allow_insecure_origins,
            refuse_public_suffixes: credentials && !allow_public_suffixes,
        };
        source.map_or(Ok(()), |source| source.source.ready(rules))
    }

    /// [`ready`](Self::ready), for those who build a router.
    ///
    /// # Panics
    ///
    /// If the source cannot be used.
    #[track_caller]
    #[expect(clippy::panic, reason = "while routes are added")]
    pub(crate) fn assert_ready(&self) {
        if let Err(error) = self.ready() {
            let [handler, file] = [self.handler(), self.file()];
            panic!("the origins of `{handler}` ({file}:{}) cannot be used\n{error}", self.line());
        }
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
                && ours.source == theirs.source
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

fn is_in(source: &dyn OriginSource, origin: &[u8]) -> bool {
    Origin::parse(origin).is_some_and(|origin| source.allows(&origin))
}

/// Whether two lists without repetitions have the same entries.
fn same_names(ours: &[&str], theirs: &[&str]) -> bool {
    ours.len() == theirs.len() && ours.iter().all(|name| theirs.contains(name))
}

/// None if the text is empty.
const fn header_value(text: &'static str) -> Option<HeaderValue> {
    if text.is_empty() { None } else { Some(HeaderValue::from_static(text)) }
}
