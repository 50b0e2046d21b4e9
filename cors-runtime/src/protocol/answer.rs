//! The answers that the application has no part in.

use http::{HeaderValue, StatusCode};

use crate::policy::Policy;
use crate::protocol::completion::Completion;
use crate::protocol::explained::Texts;
use crate::protocol::field::{RequestField, ResponseField};
use crate::protocol::request_head::RequestHead;
use crate::protocol::response_fields::{ResponseFields, TRUE};
use crate::protocol::response_head::{FieldValue, ResponseHead, ResponseHeaders};

/// What an adapter does with a request. `V` is the value of a header line of the request.
#[derive(Debug)]
pub(crate) enum Decision<'a, V: ?Sized> {
    /// Hand it to the application, and complete its response.
    Forward(Completion<&'a V>),
    /// Answer it; the application does not see it.
    Answer(Answer<'a, V>),
}

/// An answer that the application has no part in.
#[derive(Debug)]
pub(crate) enum Answer<'a, V: ?Sized> {
    /// To a preflight that is accepted.
    Accepted(Accepted<'a, V>),
    /// To a preflight that is refused, by a policy unless the method has none.
    Refused { policy: Option<&'static Policy> },
    /// The same, with the reason.
    Explained(Box<ExplainedRefusal<'a, V>>),
    /// To a CORS request whose origin is not allowed, if the policy refuses those; possibly with the reason.
    RefusedRequest { fields: ResponseFields<&'a V>, explanation: Option<HeaderValue> },
    /// To an ordinary OPTIONS request for a path that has no handler for it.
    Options { allow: Option<&'a HeaderValue>, fields: ResponseFields<&'a V> },
}

/// What an accepted preflight is told.
#[derive(Debug)]
pub(crate) struct Accepted<'a, V: ?Sized> {
    pub(crate) fields: ResponseFields<&'a V>,
    pub(crate) allow_methods: Option<FieldValue<'a, &'a V>>,
    pub(crate) allow_headers: AllowHeaders<'a>,
    pub(crate) max_age: Option<&'a HeaderValue>,
    pub(crate) allow_private_network: bool,
}

/// A refusal that says why.
#[derive(Debug)]
pub(crate) struct ExplainedRefusal<'a, V: ?Sized> {
    /// What was accepted up to the check that failed, so that the browser finds that check; `None` if it would take this
    /// for a permission.
    pub(crate) accepted: Option<Accepted<'a, V>>,
    pub(crate) policy: &'static Policy,
    pub(crate) texts: Texts,
}

/// `Access-Control-Allow-Headers` of an accepted preflight.
#[derive(Clone, Debug)]
pub(crate) enum AllowHeaders<'a> {
    /// Not sent.
    Nothing,
    Known(&'a HeaderValue),
    /// Those names that are allowed.
    Some(HeaderValue),
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
            Self::Explained(refusal) if refusal.accepted.is_some() => StatusCode::OK,
            Self::Explained(_) | Self::Refused { .. } | Self::RefusedRequest { .. } => StatusCode::FORBIDDEN,
            Self::Options { .. } => StatusCode::NO_CONTENT,
        }
    }

    /// Writes the answer to the request into a response that is empty, or refuses the request already. Returns its text,
    /// if it has one.
    pub(crate) fn write<R>(self, request: &'a impl RequestHead<Value = V>, response: &mut R) -> Option<String>
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
            Self::Explained(refusal) => return Some(refusal.write(request, headers)),
            Self::RefusedRequest { fields, explanation } => {
                fields.copied().merge(headers);
                if let Some(explanation) = explanation {
                    headers.insert(ResponseField::CorsExplanation, FieldValue::Owned(explanation));
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

impl<'a, V: AsRef<[u8]> + ?Sized> ExplainedRefusal<'a, V> {
    /// Writes the headers, and returns the text.
    #[cold]
    fn write<R>(self, request: &'a impl RequestHead<Value = V>, headers: &mut R) -> String
    where
        R: ResponseHeaders<'a, Copied: From<&'a V>>,
    {
        if let Some(accepted) = self.accepted {
            accepted.write(request, headers);
        }
        headers.insert(ResponseField::Vary, FieldValue::Borrowed(vary_of(Some(self.policy))));
        if let Some(line) = self.texts.line {
            headers.insert(ResponseField::CorsExplanation, FieldValue::Owned(line));
        }
        self.texts.text
    }
}

impl<'a, V: AsRef<[u8]> + ?Sized> Accepted<'a, V> {
    fn write<R>(self, request: &'a impl RequestHead<Value = V>, headers: &mut R)
    where
        R: ResponseHeaders<'a, Copied: From<&'a V>>,
    {
        self.fields.copied().insert_allow_origin(headers);
        if let Some(names) = self.allow_methods {
            headers.insert(ResponseField::AccessControlAllowMethods, names.map(R::Copied::from));
        }
        match self.allow_headers {
            AllowHeaders::Nothing => {}
            AllowHeaders::Known(names) => {
                headers.insert(ResponseField::AccessControlAllowHeaders, FieldValue::Borrowed(names));
            }
            AllowHeaders::Some(names) => {
                headers.insert(ResponseField::AccessControlAllowHeaders, FieldValue::Owned(names));
            }
            AllowHeaders::Requested => {
                let lines = request.lines(RequestField::AccessControlRequestHeaders);
                for (index, line) in lines.enumerate() {
                    let value = FieldValue::Copied(line.into());
                    headers.append(ResponseField::AccessControlAllowHeaders, value, index == 0);
                }
            }
        }
        if let Some(seconds) = self.max_age {
            headers.insert(ResponseField::AccessControlMaxAge, FieldValue::Borrowed(seconds));
        }
        if self.allow_private_network {
            headers.insert(ResponseField::AccessControlAllowPrivateNetwork, FieldValue::Borrowed(&TRUE));
        }
    }
}
