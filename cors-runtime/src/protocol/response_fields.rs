//! The CORS headers of a response that does not answer a preflight.

use http::HeaderValue;

use crate::policy::Policy;
use crate::protocol::field::ResponseField;
use crate::protocol::request_head::RequestHead;
use crate::protocol::request_kind::RequestOrigin;
use crate::protocol::response_head::{FieldValue, ResponseHeaders};

/// The CORS headers of a response, whatever its status, so that a page can read errors too. `C` is the value of
/// `Origin`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ResponseFields<C> {
    pub(crate) policy: &'static Policy,
    origin: AllowedOrigin<C>,
}

/// The origin that may read a response.
#[derive(Clone, Copy, Debug)]
enum AllowedOrigin<C> {
    None,
    /// That of the request.
    This(C),
    /// Any, whatever the request says.
    Any,
}

impl<'a, V: AsRef<[u8]> + ?Sized> ResponseFields<&'a V> {
    /// The fields for a request from the origin.
    #[expect(
        clippy::inline_always,
        reason = "`inline` is not enough: it saves most requests 30 instructions"
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

    /// Whether the policy refuses the request itself, which has the origin.
    #[expect(
        clippy::inline_always,
        reason = "`inline` is not enough: it saves most requests 20 instructions"
    )]
    #[inline(always)]
    pub(crate) fn refuses(
        &self,
        origin: Option<RequestOrigin<'_, V>>,
        head: &impl RequestHead<Value = V>,
    ) -> bool {
        self.policy.refuses_other_origins()
            && !self.is_allowed()
            && origin.is_some_and(|origin| !origin.is_own(head))
    }

    /// The fields in a form that outlives the request.
    #[inline]
    pub(crate) fn copied<C: From<&'a V>>(self) -> ResponseFields<C> {
        let origin = match self.origin {
            AllowedOrigin::None => AllowedOrigin::None,
            AllowedOrigin::This(origin) => AllowedOrigin::This(C::from(origin)),
            AllowedOrigin::Any => AllowedOrigin::Any,
        };
        ResponseFields { policy: self.policy, origin }
    }
}

impl<C> ResponseFields<C> {
    /// Whether the origin of the request may read the response.
    pub(crate) fn is_allowed(&self) -> bool {
        !matches!(self.origin, AllowedOrigin::None)
    }

    /// Whether responses differ by origin, so that caches must tell them apart
    /// (<https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches>).
    fn vary_by_origin(&self) -> bool {
        !matches!(self.origin, AllowedOrigin::Any)
    }

    /// Whether the field belongs to the policy, so that what the application wrote is removed.
    #[inline]
    pub(crate) fn owns(&self, field: ResponseField) -> bool {
        match field {
            ResponseField::Vary | ResponseField::Allow | ResponseField::CorsExplanation => false,
            ResponseField::TimingAllowOrigin => self.policy.allows_timing(),
            _ => true,
        }
    }

    /// Merges the fields into the headers of a response: replaces those that belong to the policy, and adds `Origin` to `Vary`.
    #[inline]
    pub(crate) fn merge<'v>(self, headers: &mut impl ResponseHeaders<'v, Copied = C>)
    where
        C: Clone,
    {
        let (mut has_owned, mut has_vary, mut names_origin) = (false, false, false);
        headers.each_line(|field, value| match field {
            ResponseField::Vary => {
                has_vary = true;
                names_origin |= vary_names_origin(value);
            }
            field => has_owned |= self.owns(field),
        });
        if has_owned {
            for field in ResponseField::OF_POLICY.into_iter().filter(|field| self.owns(*field)) {
                headers.remove(field);
            }
        }
        let vary_by_origin = self.vary_by_origin();
        self.insert_into(headers);
        if vary_by_origin && !names_origin {
            headers.append(ResponseField::Vary, FieldValue::Borrowed(&VARY_ORIGIN), !has_vary);
        }
    }

    #[inline]
    fn insert_into<'v>(self, headers: &mut impl ResponseHeaders<'v, Copied = C>)
    where
        C: Clone,
    {
        if !self.is_allowed() {
            return;
        }
        if let Some(names) = &self.policy.expose_headers {
            headers.insert(ResponseField::AccessControlExposeHeaders, FieldValue::Borrowed(names));
        }
        let timing = self.policy.allows_timing().then(|| self.origin.clone());
        if let Some(origin) = timing.and_then(AllowedOrigin::value) {
            headers.insert(ResponseField::TimingAllowOrigin, origin);
        }
        self.insert_allow_origin(headers);
    }

    /// `Access-Control-Allow-Origin`, and `-Credentials`, which is never sent without it.
    pub(crate) fn insert_allow_origin<'v>(self, headers: &mut impl ResponseHeaders<'v, Copied = C>) {
        if let Some(origin) = self.origin.value() {
            headers.insert(ResponseField::AccessControlAllowOrigin, origin);
            if self.policy.allows_credentials() {
                headers.insert(ResponseField::AccessControlAllowCredentials, FieldValue::Borrowed(&TRUE));
            }
        }
    }
}

impl<C> AllowedOrigin<C> {
    fn value<'v>(self) -> Option<FieldValue<'v, C>> {
        match self {
            Self::None => None,
            Self::This(origin) => Some(FieldValue::Copied(origin)),
            Self::Any => Some(FieldValue::Borrowed(&ANY_ORIGIN)),
        }
    }
}

static ANY_ORIGIN: HeaderValue = HeaderValue::from_static("*");
pub(crate) static TRUE: HeaderValue = HeaderValue::from_static("true");
static VARY_ORIGIN: HeaderValue = HeaderValue::from_static("Origin");

/// Whether a line of `Vary` names `Origin` already, or everything.
fn vary_names_origin(vary: &[u8]) -> bool {
    vary.split(|&byte| byte == b',').any(|name| {
        let name = name.trim_ascii();
        name == b"*" || name.eq_ignore_ascii_case(b"origin")
    })
}
