//! The response headers of a policy, and which of them an answer bears.

use http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE,
};
use http::{HeaderName, HeaderValue};

use crate::policy::Policy;
use crate::protocol::request_head::RequestField;
use crate::protocol::request_kind::RequestOrigin;

/// The value of a response header.
#[derive(Clone, Copy, Debug)]
pub(crate) enum FieldValue<'a, O> {
    Known(&'a HeaderValue),
    /// A value of the request.
    Copy(O),
    /// As the request has it, line by line.
    CopyOf(RequestField),
}

/// The CORS part of an answer that the application gives. `O` is the value of `Origin`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ResponseFields<O> {
    pub(crate) policy: &'static Policy,
    origin: AllowedOrigin<O>,
}

/// Which origin may read an answer.
#[derive(Clone, Copy, Debug)]
pub(crate) enum AllowedOrigin<O> {
    None,
    /// That of the request.
    This(O),
    /// Any, whatever the request says.
    Any,
}

impl<'a, V: AsRef<[u8]> + ?Sized> ResponseFields<&'a V> {
    /// The fields go out with every answer, whatever its status, so that a page can read errors too.
    #[expect(
        clippy::inline_always,
        reason = "the compiler leaves it out, for 30 instructions of most requests"
    )]
    #[inline(always)]
    pub(crate) fn new(policy: &'static Policy, origin: Option<RequestOrigin<'a, V>>) -> Self {
        let origin = match origin {
            _ if policy.is_any_origin() => AllowedOrigin::Any,
            Some(RequestOrigin::One(origin)) if policy.allows_origin(origin.as_ref()) => {
                AllowedOrigin::This(origin)
            }
            Some(_) | None => AllowedOrigin::None,
        };
        Self { policy, origin }
    }
}

impl<O> ResponseFields<O> {
    /// Keeps the origin in another form, until the application has answered.
    pub(crate) fn map<P>(self, keep: impl FnOnce(O) -> P) -> ResponseFields<P> {
        let origin = match self.origin {
            AllowedOrigin::None => AllowedOrigin::None,
            AllowedOrigin::This(origin) => AllowedOrigin::This(keep(origin)),
            AllowedOrigin::Any => AllowedOrigin::Any,
        };
        ResponseFields { policy: self.policy, origin }
    }

    pub(crate) fn is_allowed(&self) -> bool {
        !matches!(self.origin, AllowedOrigin::None)
    }

    /// Whether answers differ by origin, so that caches must tell them apart
    /// (<https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches>).
    pub(crate) fn vary_by_origin(&self) -> bool {
        !matches!(self.origin, AllowedOrigin::Any)
    }

    /// Whether the header belongs to the policy, so that what the application wrote is removed.
    #[inline]
    pub(crate) fn owns(&self, name: &HeaderName) -> bool {
        // Most headers of a response are shorter than all of these.
        name.as_str().len() >= TIMING_ALLOW_ORIGIN.as_str().len() && self.owns_long(name)
    }

    fn owns_long(&self, name: &HeaderName) -> bool {
        OWNED.contains(name) && (self.policy.allows_timing() || *name != TIMING_ALLOW_ORIGIN)
    }

    /// The same of a name as text, in any case.
    #[cfg(feature = "rocket")]
    pub(crate) fn owns_named(&self, name: &str) -> bool {
        name.len() >= TIMING_ALLOW_ORIGIN.as_str().len()
            && OWNED.iter().any(|owned| owned.as_str().eq_ignore_ascii_case(name) && self.owns(owned))
    }

    /// Hands out each header but `Vary`.
    #[inline]
    pub(crate) fn write<'a>(self, mut insert: impl FnMut(HeaderName, FieldValue<'a, O>))
    where
        O: Clone,
    {
        if !self.is_allowed() {
            return;
        }
        if let Some(names) = &self.policy.expose_headers {
            insert(ACCESS_CONTROL_EXPOSE_HEADERS, FieldValue::Known(names));
        }
        if self.policy.allows_timing()
            && let Some(origin) = self.origin.clone().value()
        {
            insert(TIMING_ALLOW_ORIGIN, origin);
        }
        self.write_allow_origin(&mut insert);
    }

    /// `Access-Control-Allow-Origin`, and `-Credentials`, which never goes out without it.
    pub(crate) fn write_allow_origin<'a>(self, insert: &mut impl FnMut(HeaderName, FieldValue<'a, O>)) {
        if let Some(origin) = self.origin.value() {
            insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            if self.policy.allows_credentials() {
                insert(ACCESS_CONTROL_ALLOW_CREDENTIALS, FieldValue::Known(&TRUE));
            }
        }
    }
}

impl<O> AllowedOrigin<O> {
    /// As a header value.
    fn value<'a>(self) -> Option<FieldValue<'a, O>> {
        match self {
            Self::None => None,
            Self::This(origin) => Some(FieldValue::Copy(origin)),
            Self::Any => Some(FieldValue::Known(&ANY_ORIGIN)),
        }
    }
}

/// The response headers that can belong to the policy of a route; see [`ResponseFields::owns`].
pub(crate) static OWNED: [HeaderName; 8] = [
    ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_ALLOW_CREDENTIALS,
    ACCESS_CONTROL_EXPOSE_HEADERS,
    ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_HEADERS,
    ACCESS_CONTROL_MAX_AGE,
    ACCESS_CONTROL_ALLOW_PRIVATE_NETWORK,
    TIMING_ALLOW_ORIGIN,
];
pub(crate) const ACCESS_CONTROL_ALLOW_PRIVATE_NETWORK: HeaderName =
    HeaderName::from_static("access-control-allow-private-network");
const TIMING_ALLOW_ORIGIN: HeaderName = HeaderName::from_static("timing-allow-origin");

static ANY_ORIGIN: HeaderValue = HeaderValue::from_static("*");
pub(crate) static TRUE: HeaderValue = HeaderValue::from_static("true");

/// `Vary` of the answers of a policy that does not allow every origin.
pub(crate) static VARY_ORIGIN: HeaderValue = HeaderValue::from_static("Origin");

/// Whether a line of `Vary` names `Origin` already, or everything.
pub(crate) fn names_origin(vary: &[u8]) -> bool {
    vary.split(|&byte| byte == b',').any(|name| {
        let name = name.trim_ascii();
        name == b"*" || name.eq_ignore_ascii_case(b"origin")
    })
}
