//! What the adapters share whose frameworks use the types of `http` 1.

mod response_future;

use std::borrow::Cow;

use http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE,
    ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, ALLOW, HOST, HeaderMap, HeaderName,
    HeaderValue, ORIGIN, VARY,
};
use http::{Method, Request, Response, StatusCode, Uri};

pub use response_future::ResponseFuture;

use crate::protocol::completion::Completion;
use crate::protocol::decision::{Decision, decide};
use crate::protocol::field::{RequestField, ResponseField};
use crate::protocol::method_table::MethodTable;
use crate::protocol::request_head::RequestHead;
use crate::protocol::response_head::{FieldValue, ResponseHead};

/// The head of a request, whatever type the framework keeps it in.
#[derive(Clone, Copy)]
pub(super) struct RequestParts<'r> {
    pub(super) method: &'r Method,
    pub(super) uri: &'r Uri,
    pub(super) headers: &'r HeaderMap,
}

impl<'r, B> From<&'r Request<B>> for RequestParts<'r> {
    #[inline]
    fn from(request: &'r Request<B>) -> Self {
        Self { method: request.method(), uri: request.uri(), headers: request.headers() }
    }
}

impl RequestHead for RequestParts<'_> {
    type Value = HeaderValue;

    #[inline]
    fn method(&self) -> &str {
        self.method.as_str()
    }

    fn host(&self) -> Option<Cow<'_, [u8]>> {
        let host = match self.uri.authority() {
            Some(authority) => Some(authority.as_str().as_bytes()),
            None => self.headers.get(HOST).map(HeaderValue::as_bytes),
        };
        host.map(Cow::Borrowed)
    }

    #[inline]
    fn lines(&self, field: RequestField) -> impl Iterator<Item = &HeaderValue> {
        self.headers.get_all(request_name(field)).iter()
    }
}

/// A response with the headers of `http`, whatever type the framework keeps them in.
pub(super) trait ResponseParts {
    fn status(&self) -> StatusCode;
    fn set_status(&mut self, status: StatusCode);
    fn headers(&self) -> &HeaderMap;
    fn headers_mut(&mut self) -> &mut HeaderMap;
    /// Removes the body and all headers.
    fn clear(&mut self);
}

impl<B: Default> ResponseParts for Response<B> {
    fn status(&self) -> StatusCode {
        self.status()
    }

    fn set_status(&mut self, status: StatusCode) {
        *self.status_mut() = status;
    }

    fn headers(&self) -> &HeaderMap {
        self.headers()
    }

    fn headers_mut(&mut self) -> &mut HeaderMap {
        self.headers_mut()
    }

    fn clear(&mut self) {
        *self = Self::default();
    }
}

impl<R: ResponseParts> ResponseHead<'_> for R {
    type Copied = HeaderValue;

    #[inline]
    fn status(&self) -> StatusCode {
        self.status()
    }

    #[inline]
    fn set_status(&mut self, status: StatusCode) {
        self.set_status(status);
    }

    fn clear(&mut self) {
        self.clear();
    }

    #[inline]
    fn each_line(&self, mut each: impl FnMut(ResponseField, &[u8])) {
        for (name, value) in self.headers() {
            if let Some(field) = ResponseField::named(name.as_str()) {
                each(field, value.as_bytes());
            }
        }
    }

    fn remove(&mut self, field: ResponseField) {
        self.headers_mut().remove(response_name(field));
    }

    #[inline]
    fn append(&mut self, field: ResponseField, value: FieldValue<'_, HeaderValue>) {
        let value = match value {
            FieldValue::Borrowed(value) => value.clone(),
            FieldValue::Owned(value) | FieldValue::Copied(value) => value,
        };
        self.headers_mut().append(response_name(field), value);
    }
}

#[inline]
fn request_name(field: RequestField) -> HeaderName {
    const PRIVATE_NETWORK: HeaderName =
        HeaderName::from_static(RequestField::AccessControlRequestPrivateNetwork.name());
    const SEC_FETCH_SITE: HeaderName = HeaderName::from_static(RequestField::SecFetchSite.name());
    match field {
        RequestField::Origin => ORIGIN,
        RequestField::AccessControlRequestMethod => ACCESS_CONTROL_REQUEST_METHOD,
        RequestField::AccessControlRequestHeaders => ACCESS_CONTROL_REQUEST_HEADERS,
        RequestField::AccessControlRequestPrivateNetwork => PRIVATE_NETWORK,
        RequestField::SecFetchSite => SEC_FETCH_SITE,
    }
}

#[inline]
fn response_name(field: ResponseField) -> HeaderName {
    const PRIVATE_NETWORK: HeaderName =
        HeaderName::from_static(ResponseField::AccessControlAllowPrivateNetwork.name());
    const TIMING_ALLOW_ORIGIN: HeaderName = HeaderName::from_static(ResponseField::TimingAllowOrigin.name());
    match field {
        ResponseField::AccessControlAllowOrigin => ACCESS_CONTROL_ALLOW_ORIGIN,
        ResponseField::AccessControlAllowCredentials => ACCESS_CONTROL_ALLOW_CREDENTIALS,
        ResponseField::AccessControlExposeHeaders => ACCESS_CONTROL_EXPOSE_HEADERS,
        ResponseField::AccessControlAllowMethods => ACCESS_CONTROL_ALLOW_METHODS,
        ResponseField::AccessControlAllowHeaders => ACCESS_CONTROL_ALLOW_HEADERS,
        ResponseField::AccessControlMaxAge => ACCESS_CONTROL_MAX_AGE,
        ResponseField::AccessControlAllowPrivateNetwork => PRIVATE_NETWORK,
        ResponseField::TimingAllowOrigin => TIMING_ALLOW_ORIGIN,
        ResponseField::Vary => VARY,
        ResponseField::Allow => ALLOW,
    }
}

/// What an adapter does with a request.
pub(super) enum Step<R> {
    /// Hands it to the application, and completes the response.
    Forward(Completion<HeaderValue>),
    /// Responds; the application does not see the request.
    Respond(R),
}

/// Decides on a request. Only borrows it: a request is large, and each move is a copy.
#[inline]
pub(super) fn ask<'r, R>(table: Option<&MethodTable>, request: impl Into<RequestParts<'r>>) -> Step<R>
where
    R: ResponseParts + Default,
{
    let Some(table) = table else { return Step::Forward(Completion::Nothing) };
    let head = request.into();
    match decide(table, &head) {
        Decision::Forward(completion) => Step::Forward(completion.copied()),
        Decision::Answer(answer) => {
            let mut response = R::default();
            // The most that an answer has, and the `content-length` that servers add.
            response.headers_mut().reserve(8);
            answer.write(&head, &mut response);
            Step::Respond(response)
        }
    }
}
