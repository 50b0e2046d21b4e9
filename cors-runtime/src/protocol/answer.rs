//! The answers that the application has no part in.

use http::{HeaderValue, StatusCode};

use crate::policy::Policy;
use crate::protocol::field::{RequestField, ResponseField};
use crate::protocol::request_head::RequestHead;
use crate::protocol::response_fields::{ResponseFields, TRUE};
use crate::protocol::response_head::{FieldValue, ResponseHead, ResponseHeaders};

/// An answer that the application has no part in. It has no body.
#[derive(Debug)]
pub(crate) enum Answer<'a, V: ?Sized> {
    /// To a preflight that is accepted.
    Accepted(Accepted<'a, V>),
    /// To a preflight that is refused, by a policy unless the method has none.
    Refused { policy: Option<&'static Policy> },
    /// To a CORS request whose origin is not allowed, if the policy refuses those.
    RefusedRequest(ResponseFields<&'a V>),
    /// To an ordinary OPTIONS request for a path that has no handler for it.
    Options { allow: Option<&'a HeaderValue>, fields: ResponseFields<&'a V> },
}

/// What an accepted preflight is told.
#[derive(Debug)]
pub(crate) struct Accepted<'a, V: ?Sized> {
    pub(crate) fields: ResponseFields<&'a V>,
    pub(crate) allow_methods: Option<FieldValue<'a, &'a V>>,
    pub(crate) allow_headers: AllowHeaders<'a>,
    pub(crate) allow_private_network: bool,
}

/// `Access-Control-Allow-Headers` of an accepted preflight.
#[derive(Clone, Copy, Debug)]
pub(crate) enum AllowHeaders<'a> {
    /// Not sent.
    Nothing,
    Known(&'a HeaderValue),
    /// The lines of `Access-Control-Request-Headers`.
    Requested,
}

/// What every answer to a preflight depends on. Refusals and answers of policies that allow all origins have it too:
/// some shared caches can be configured to store answers to OPTIONS.
static PREFLIGHT_VARY: HeaderValue =
    HeaderValue::from_static("Origin, Access-Control-Request-Method, Access-Control-Request-Headers");

/// The same for policies with `private_network`, which is granted only where it is asked for.
static PRIVATE_NETWORK_VARY: HeaderValue = HeaderValue::from_static(
    "Origin, Access-Control-Request-Method, Access-Control-Request-Headers, Access-Control-Request-Private-Network",
);

/// `Vary` of an answer to a preflight.
pub(crate) fn vary_of(policy: Option<&'static Policy>) -> &'static HeaderValue {
    match policy {
        Some(policy) if policy.allows_private_network() => &PRIVATE_NETWORK_VARY,
        _ => &PREFLIGHT_VARY,
    }
}

impl<'a, V: AsRef<[u8]> + ?Sized> Answer<'a, V> {
    fn status(&self) -> StatusCode {
        match self {
            Self::Accepted(accepted) => accepted.fields.policy.preflight_status,
            Self::Refused { .. } | Self::RefusedRequest(_) => StatusCode::FORBIDDEN,
            Self::Options { .. } => StatusCode::NO_CONTENT,
        }
    }

    /// Writes the answer to the request into a response that is empty, or refuses the request already.
    pub(crate) fn write<R>(self, request: &'a impl RequestHead<Value = V>, response: &mut R)
    where
        R: ResponseHead<'a, Headers: ResponseHeaders<'a, Copied: From<&'a V> + Clone>>,
    {
        response.set_status(self.status());
        let headers = response.headers();
        match self {
            Self::Accepted(accepted) => {
                let vary = vary_of(Some(accepted.fields.policy));
                accepted.write(request, headers);
                headers.insert(ResponseField::Vary, FieldValue::Borrowed(vary));
            }
            Self::Refused { policy } => {
                headers.insert(ResponseField::Vary, FieldValue::Borrowed(vary_of(policy)));
            }
            Self::RefusedRequest(fields) => fields.copied().merge(headers),
            Self::Options { allow, fields } => {
                if let Some(allow) = allow {
                    headers.insert(ResponseField::Allow, FieldValue::Borrowed(allow));
                }
                fields.copied().merge(headers);
            }
        }
    }
}

impl<'a, V: AsRef<[u8]> + ?Sized> Accepted<'a, V> {
    pub(crate) fn write<R>(self, request: &'a impl RequestHead<Value = V>, headers: &mut R)
    where
        R: ResponseHeaders<'a, Copied: From<&'a V>>,
    {
        let policy = self.fields.policy;
        self.fields.copied().insert_allow_origin(headers);
        if let Some(names) = self.allow_methods {
            headers.insert(ResponseField::AccessControlAllowMethods, names.map(R::Copied::from));
        }
        match self.allow_headers {
            AllowHeaders::Nothing => {}
            AllowHeaders::Known(names) => {
                headers.insert(ResponseField::AccessControlAllowHeaders, FieldValue::Borrowed(names));
            }
            AllowHeaders::Requested => {
                let lines = request.lines(RequestField::AccessControlRequestHeaders);
                for (index, line) in lines.enumerate() {
                    let value = FieldValue::Copied(line.into());
                    headers.append(ResponseField::AccessControlAllowHeaders, value, index == 0);
                }
            }
        }
        if let Some(seconds) = &policy.max_age {
            headers.insert(ResponseField::AccessControlMaxAge, FieldValue::Borrowed(seconds));
        }
        if self.allow_private_network {
            headers.insert(ResponseField::AccessControlAllowPrivateNetwork, FieldValue::Borrowed(&TRUE));
        }
    }
}
