//! The answers that the application has no part in.

use http::{HeaderValue, StatusCode};

use crate::explain::Explanation;
use crate::policy::Policy;
use crate::protocol::completion::ExplainedResponse;
use crate::protocol::explained::Explained;
use crate::protocol::field::{RequestField, ResponseField};
use crate::protocol::request_head::RequestHead;
use crate::protocol::response_fields::{ResponseFields, TRUE};
use crate::protocol::response_head::{FieldValue, ResponseHead, ResponseHeaders};

/// An answer that the application has no part in. Only one with a reason has a body.
#[derive(Debug)]
pub(crate) enum Answer<'a, V: ?Sized> {
    /// To a preflight that is accepted.
    Accepted(Accepted<'a, V>),
    /// To a preflight that is refused, by a policy unless the method has none.
    Refused { policy: Option<&'static Policy> },
    /// To a preflight that is refused, with the reason.
    ExplainedRefusal(Explained<ExplainedRefusal<'a, V>>),
    /// To a CORS request whose origin is not allowed, if the policy refuses those.
    RefusedRequest(ResponseFields<&'a V>),
    /// The same, with the reason.
    ExplainedRequest(Explained<ExplainedResponse<&'a V>>),
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

/// The answer to a preflight that is refused, with the reason.
#[derive(Debug)]
pub(crate) struct ExplainedRefusal<'a, V: ?Sized> {
    /// What was accepted up to the check that failed, so that the browser finds that check; `None` if it would take this
    /// for a permission.
    pub(crate) accepted: Option<Accepted<'a, V>>,
    /// The names that are allowed, if the headers failed.
    pub(crate) allow_headers: Option<HeaderValue>,
    pub(crate) explanation: Explanation,
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
fn vary_of(policy: Option<&'static Policy>) -> &'static HeaderValue {
    match policy {
        Some(policy) if policy.allows_private_network() => &PRIVATE_NETWORK_VARY,
        _ => &PREFLIGHT_VARY,
    }
}

impl<'a, V: AsRef<[u8]> + ?Sized> Answer<'a, V> {
    fn status(&self) -> StatusCode {
        match self {
            Self::Accepted(accepted) => accepted.fields.policy.preflight_status,
            // Not 204, which has no body.
            Self::ExplainedRefusal(refusal) if refusal.get().accepted.is_some() => StatusCode::OK,
            Self::Refused { .. }
            | Self::RefusedRequest(_)
            | Self::ExplainedRefusal(..)
            | Self::ExplainedRequest(..) => StatusCode::FORBIDDEN,
            Self::Options { .. } => StatusCode::NO_CONTENT,
        }
    }

    /// Writes the answer to the request into a response that is empty, or refuses the request already. Returns its text,
    /// if it has one.
    pub(crate) fn write<R>(
        self,
        request: &'a impl RequestHead<Value = V>,
        response: &mut R,
    ) -> Option<Explained<String>>
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
            Self::ExplainedRefusal(refusal) => {
                return Some(refusal.map(|refusal| refusal.write(request, headers)));
            }
            Self::ExplainedRequest(explained) => {
                let ExplainedResponse { fields, line } = explained.into_inner();
                fields.copied().merge(headers);
                if let Some(line) = line {
                    headers.insert(ResponseField::CorsExplanation, FieldValue::Owned(line));
                }
            }
            Self::Options { allow, fields } => {
                if let Some(allow) = allow {
                    headers.insert(ResponseField::Allow, FieldValue::Borrowed(allow));
                }
                fields.copied().merge(headers);
            }
        }
        None
    }
}

impl<'a, V: AsRef<[u8]> + ?Sized> Accepted<'a, V> {
    fn write<R>(self, request: &'a impl RequestHead<Value = V>, headers: &mut R)
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

impl<'a, V: AsRef<[u8]> + ?Sized> ExplainedRefusal<'a, V> {
    /// Writes the headers, and returns the text.
    #[cold]
    fn write<R>(self, request: &'a impl RequestHead<Value = V>, headers: &mut R) -> String
    where
        R: ResponseHeaders<'a, Copied: From<&'a V>>,
    {
        if let Some(accepted) = self.accepted {
            accepted.write(request, headers);
            // Nothing of this is kept: the browser blocks the request.
            headers.remove(ResponseField::AccessControlMaxAge);
        }
        if let Some(names) = self.allow_headers {
            headers.insert(ResponseField::AccessControlAllowHeaders, FieldValue::Owned(names));
        }
        headers.insert(ResponseField::Vary, FieldValue::Borrowed(vary_of(Some(self.explanation.policy()))));
        if let Some(line) = self.explanation.header_line() {
            headers.insert(ResponseField::CorsExplanation, FieldValue::Owned(line));
        }
        self.explanation.to_string()
    }
}
