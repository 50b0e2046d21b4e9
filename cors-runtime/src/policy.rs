//! The policy of a route, as it is read while requests are served.
#![allow(clippy::indexing_slicing, reason = "const evaluation, where it is a compile error")]

// Each module uses only modules above it.
pub(crate) mod draft;
pub(crate) mod const_check;
mod introspection;
pub(crate) mod annotated;
pub(crate) mod route_policy;
pub(crate) mod surface;
#[cfg(feature = "builder")]
pub(crate) mod builder;

use cors_policy::{Argument, ArgumentKind, Flags, Rule, Violation, is_one_of};
use http::{HeaderValue, StatusCode};

use crate::origin::ConfigError;
use crate::origin::Origin;
use crate::origin::{NamedSource, OriginRules, OriginSource};
use crate::policy::draft::{Origins, PolicyDraft};

/// A CORS policy: which origins may read the responses of a route, and what their requests may
/// carry.
///
/// Made by [`#[cors(...)]`](crate::cors) while the program compiles, and only read afterwards.
pub struct Policy {
    any_origin: bool,
    null_origin: bool,
    flags: Flags,
    pub(crate) preflight_status: StatusCode,
    line: u32,
    origins: Origins,
    except: Option<&'static Origins>,
    source: Option<&'static NamedSource>,
    methods: Option<&'static [&'static str]>,
    request_headers: RequestHeaders,
    pub(crate) allow_headers: Option<HeaderValue>,
    pub(crate) expose_headers: Option<HeaderValue>,
    pub(crate) max_age: Option<HeaderValue>,
    handler: &'static str,
    file: &'static str,
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

impl PolicyDraft {
    /// The policy that the attribute says: what is read while requests are served, and no more, since a program
    /// has one for each handler.
    pub const fn policy(self) -> Policy {
        let any_header = is_one_of("*", self.headers);
        Policy {
            request_headers: match (any_header, self.flags.credentials()) {
                (true, true) => RequestHeaders::Echoed,
                (true, false) => RequestHeaders::Any { authorization: self.headers.len() > 1 },
                (false, _) => RequestHeaders::Listed { names: self.headers },
            },
            allow_headers: if any_header && self.flags.credentials() {
                None
            } else {
                header_value(self.allow_headers)
            },
            expose_headers: header_value(self.expose_headers),
            max_age: header_value(self.max_age),
            preflight_status: match StatusCode::from_u16(self.preflight_status) {
                Ok(status) => status,
                Err(_) => StatusCode::NO_CONTENT,
            },
            any_origin: self.any_origin,
            null_origin: self.null_origin,
            flags: self.flags,
            line: self.line,
            origins: self.origins,
            except: self.except,
            source: self.source,
            methods: self.methods,
            handler: self.handler,
            file: self.file,
        }
    }
}

impl Policy {
    /// Whether every origin is allowed, so that answers are the same for all of them.
    pub const fn is_any_origin(&self) -> bool {
        self.any_origin && self.except.is_none()
    }

    /// Whether the value of an `Origin` header is allowed; compared byte for byte
    /// (<https://fetch.spec.whatwg.org/#cors-check>).
    #[inline]
    pub fn allows_origin(&self, origin: &[u8]) -> bool {
        match (self.any_origin, self.except) {
            (true, None) => true,
            // What is no origin names none that could be excepted; `null` and `file://` can stand for any of them.
            (true, Some(except)) => {
                Origin::parse(origin).is_some_and(|origin| !origin.is_of_any_author())
                    && !except.matches(origin)
            }
            (false, _) => {
                self.origins.matches(origin)
                    || (self.null_origin && origin == b"null")
                    || self.source.is_some_and(|source| is_in(source.source, origin))
            }
        }
    }

    /// Prepares the source of `origins_from`, and checks the origins in it. Routers and layers do this themselves.
    ///
    /// # Errors
    ///
    /// If the source cannot be used.
    pub fn prepare(&self) -> Result<(), ConfigError> {
        let rules = OriginRules::of(self.flags);
        self.source.map_or(Ok(()), |source| source.source.prepare(rules))
    }

    /// [Prepares](Self::prepare) the source while a router is built.
    ///
    /// # Panics
    ///
    /// If the source cannot be used.
    #[track_caller]
    #[expect(clippy::panic, reason = "while routes are added")]
    pub(crate) fn prepare_or_panic(&self) {
        if let Err(error) = self.prepare() {
            let place = self.place();
            panic!("{}\n{error}", Violation::new(Rule::OriginsUnusable, &place).headline());
        }
    }

    /// The methods that a handler allows which is mounted for any method; `None` if it allows all.
    pub(crate) const fn listed_methods(&self) -> Option<&'static [&'static str]> {
        match self.methods {
            Some(methods) if !is_one_of("*", methods) => Some(methods),
            _ => None,
        }
    }

    /// Whether the request headers are listed by name, without `*`.
    pub(crate) const fn lists_request_headers(&self) -> bool {
        matches!(self.request_headers, RequestHeaders::Listed { .. })
    }

    pub(crate) const fn request_headers(&self) -> RequestHeaders {
        self.request_headers
    }
}

/// Two policies are the same if they say the same, wherever they are written and in whatever order.
impl PartialEq for Policy {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
            || (self.any_origin == other.any_origin
                && self.null_origin == other.null_origin
                && self.origins == other.origins
                && self.except == other.except
                && self.source == other.source
                && self.answering_flags() == other.answering_flags()
                && self.same_methods(other)
                && self.allow_headers == other.allow_headers
                && self.allows_any_header() == other.allows_any_header()
                && self.expose_headers == other.expose_headers
                && self.max_age == other.max_age
                && self.preflight_status == other.preflight_status)
    }
}

impl Eq for Policy {}

impl Policy {
    /// The flags that answers depend on: not those that lift a rule about the policy itself.
    fn answering_flags(&self) -> impl PartialEq + use<> {
        let lifts = Argument::ALL.iter().copied().filter(|flag| flag.kind() == ArgumentKind::DangerousFlag);
        lifts.fold(self.flags, Flags::without)
    }

    fn allows_any_header(&self) -> bool {
        matches!(self.request_headers, RequestHeaders::Any { .. } | RequestHeaders::Echoed)
    }

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
