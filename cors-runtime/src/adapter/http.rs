//! What the adapters share whose frameworks use the types of `http` 1.

mod response_future;

use std::borrow::Cow;

use http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE,
    ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, ALLOW, COOKIE, HOST, HeaderMap,
    HeaderName, HeaderValue, ORIGIN, VARY,
};
use http::{Method, Request, Response, StatusCode, Uri};

pub use response_future::ResponseFuture;

use crate::protocol::answer::Answer;
use crate::protocol::completion::Completion;
use crate::protocol::decision::{Decision, decide};
use crate::protocol::explained::ExplainedAnswers;
use crate::protocol::field::{RequestField, ResponseField};
use crate::protocol::method_table::MethodTable;
use crate::protocol::request_head::RequestHead;
use crate::protocol::response_head::{FieldValue, ResponseHead, ResponseHeaders};

/// A request with the types of `http`, whatever type the framework keeps them in.
pub(super) trait RequestParts {
    fn method(&self) -> &Method;
    fn uri(&self) -> &Uri;
    fn headers(&self) -> &HeaderMap;
}

impl<B> RequestParts for Request<B> {
    fn method(&self) -> &Method {
        self.method()
    }

    fn uri(&self) -> &Uri {
        self.uri()
    }

    fn headers(&self) -> &HeaderMap {
        self.headers()
    }
}

impl<R: RequestParts> RequestHead for R {
    type Value = HeaderValue;

    #[inline]
    fn method(&self) -> &str {
        RequestParts::method(self).as_str()
    }

    fn path(&self) -> &str {
        self.uri().path()
    }

    fn host(&self) -> Option<Cow<'_, [u8]>> {
        let host = match self.uri().authority() {
            Some(authority) => Some(authority.as_str().as_bytes()),
            None => self.headers().get(HOST).map(HeaderValue::as_bytes),
        };
        host.map(Cow::Borrowed)
    }

    #[inline]
    fn lines(&self, field: RequestField) -> impl Iterator<Item = &HeaderValue> {
        self.headers().get_all(request_name(field)).iter()
    }
}

impl<B: Default> ResponseHead<'_> for Response<B> {
    type Headers = HeaderMap;

    #[inline]
    fn status(&self) -> StatusCode {
        self.status()
    }

    #[inline]
    fn set_status(&mut self, status: StatusCode) {
        *self.status_mut() = status;
    }

    #[inline]
    fn headers(&mut self) -> &mut HeaderMap {
        self.headers_mut()
    }

    fn clear(&mut self) {
        *self = Self::default();
    }
}

impl ResponseHeaders<'_> for HeaderMap {
    type Copied = HeaderValue;

    #[inline]
    fn each_line(&self, mut each: impl FnMut(ResponseField, &[u8])) {
        // Names alone are read faster than names and values, and in most responses none is known.
        if self.keys().all(|name| ResponseField::named(name.as_str()).is_none()) {
            return;
        }
        for (name, value) in self {
            if let Some(field) = ResponseField::named(name.as_str()) {
                each(field, value.as_bytes());
            }
        }
    }

    fn remove(&mut self, field: ResponseField) {
        self.remove(response_name(field));
    }

    #[inline]
    fn insert(&mut self, field: ResponseField, value: FieldValue<'_, HeaderValue>) {
        self.insert(response_name(field), response_value(value));
    }

    #[inline]
    fn append(&mut self, field: ResponseField, value: FieldValue<'_, HeaderValue>, _: bool) {
        self.append(response_name(field), response_value(value));
    }
}

#[inline]
fn request_name(field: RequestField) -> HeaderName {
    const PRIVATE_NETWORK: HeaderName =
        HeaderName::from_static(RequestField::AccessControlRequestPrivateNetwork.name());
    const SEC_FETCH_SITE: HeaderName = HeaderName::from_static(RequestField::SecFetchSite.name());
    const SEC_FETCH_MODE: HeaderName = HeaderName::from_static(RequestField::SecFetchMode.name());
    match field {
        RequestField::Origin => ORIGIN,
        RequestField::AccessControlRequestMethod => ACCESS_CONTROL_REQUEST_METHOD,
        RequestField::AccessControlRequestHeaders => ACCESS_CONTROL_REQUEST_HEADERS,
        RequestField::AccessControlRequestPrivateNetwork => PRIVATE_NETWORK,
        RequestField::SecFetchSite => SEC_FETCH_SITE,
        RequestField::SecFetchMode => SEC_FETCH_MODE,
        RequestField::Cookie => COOKIE,
    }
}

#[inline]
fn response_name(field: ResponseField) -> HeaderName {
    const PRIVATE_NETWORK: HeaderName =
        HeaderName::from_static(ResponseField::AccessControlAllowPrivateNetwork.name());
    const TIMING_ALLOW_ORIGIN: HeaderName = HeaderName::from_static(ResponseField::TimingAllowOrigin.name());
    const CORS_EXPLANATION: HeaderName = HeaderName::from_static(ResponseField::CorsExplanation.name());
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
        ResponseField::CorsExplanation => CORS_EXPLANATION,
    }
}

#[inline]
fn response_value(value: FieldValue<'_, HeaderValue>) -> HeaderValue {
    match value {
        FieldValue::Borrowed(value) => value.clone(),
        FieldValue::Owned(value) | FieldValue::Copied(value) => value,
    }
}

/// What an adapter does with a request.
pub(super) enum Step<R> {
    /// Hands it to the application, and completes the response.
    Forward(Completion<HeaderValue>),
    /// Responds; the application does not see the request.
    Respond(R),
}

/// Decides on a request. Only borrows it: a request is large, and each move is a copy. `set_text` makes a text the body of
/// a response.
#[inline]
pub(super) fn ask<B: Default>(
    table: Option<&MethodTable>,
    explained: ExplainedAnswers,
    request: &impl RequestParts,
    set_text: impl FnOnce(&mut Response<B>, String),
) -> Step<Response<B>> {
    match table.map(|table| decide(table, explained, request)) {
        None => Step::Forward(Completion::Nothing),
        Some(Decision::Forward(completion)) => Step::Forward(completion.copied()),
        Some(Decision::Answer(answer)) => Step::Respond(respond(answer, request, set_text)),
    }
}

/// The response that the answer makes.
#[inline(never)]
fn respond<B: Default>(
    answer: Answer<'_, HeaderValue>,
    request: &impl RequestParts,
    set_text: impl FnOnce(&mut Response<B>, String),
) -> Response<B> {
    let mut response = Response::default();
    // The most that an answer has, and the `content-length` that servers add.
    response.headers_mut().reserve(8);
    if let Some(text) = answer.write(request, &mut response) {
        set_text(&mut response, text.into_inner());
    }
    response
}
