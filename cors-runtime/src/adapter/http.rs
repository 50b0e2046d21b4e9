//! What the adapters of frameworks share that use the types of the `http` crate.

mod response_future;

use std::borrow::Cow;

use http::header::{
    ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, HOST, HeaderMap, HeaderName, HeaderValue,
    ORIGIN, VARY,
};
use http::{Request, Response};

pub use response_future::ResponseFuture;
use response_future::Then;

use crate::protocol::decision::{Answer, Decision, decide};
use crate::protocol::method_table::MethodTable;
use crate::protocol::request_head::{RequestField, RequestHead};
use crate::protocol::response_fields::{FieldValue, OWNED, ResponseFields, VARY_ORIGIN, names_origin};

impl<B> RequestHead for Request<B> {
    type Value = HeaderValue;

    #[inline]
    fn method(&self) -> &str {
        self.method().as_str()
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
        self.headers().get_all(name(field)).iter()
    }
}

const ACCESS_CONTROL_REQUEST_PRIVATE_NETWORK: HeaderName =
    HeaderName::from_static("access-control-request-private-network");
const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

#[inline]
fn name(field: RequestField) -> HeaderName {
    match field {
        RequestField::Origin => ORIGIN,
        RequestField::AccessControlRequestMethod => ACCESS_CONTROL_REQUEST_METHOD,
        RequestField::AccessControlRequestHeaders => ACCESS_CONTROL_REQUEST_HEADERS,
        RequestField::AccessControlRequestPrivateNetwork => ACCESS_CONTROL_REQUEST_PRIVATE_NETWORK,
        RequestField::SecFetchSite => SEC_FETCH_SITE,
    }
}

/// Asks what to do with a request: what becomes of the application's answer, or an answer that the application has
/// no part in. Only borrows the request: it is large, and each move is a copy.
#[inline]
pub(super) fn ask<Req, Res: Default>(
    table: Option<&MethodTable>,
    request: &Request<Req>,
) -> Result<Then, Response<Res>> {
    let decision = table.map_or(Decision::ForwardUntouched, |table| decide(table, request));
    Ok(match decision {
        Decision::ForwardUntouched => Then::Nothing,
        Decision::Forward(fields) => Then::Apply(fields.map(HeaderValue::clone)),
        Decision::ForwardUnlisted { fields, is_options } => {
            Then::ApplyIfNotAllowed { fields: fields.map(HeaderValue::clone), is_options }
        }
        Decision::Answer(answer) => return Err(respond(&answer, request)),
    })
}

/// Writes an answer that the application has no part in.
fn respond<Req, Res: Default>(answer: &Answer<'_, HeaderValue>, request: &Request<Req>) -> Response<Res> {
    let mut response = Response::new(Res::default());
    *response.status_mut() = answer.status();
    let headers = response.headers_mut();
    // The most that an answer has, and the `content-length` that servers add.
    headers.reserve(8);
    answer.write(|name, value| match value {
        FieldValue::Known(value) | FieldValue::Copy(value) => {
            headers.insert(name, value.clone());
        }
        FieldValue::CopyOf(field) => {
            for line in request.lines(field) {
                headers.append(name.clone(), line.clone());
            }
        }
    });
    response
}

/// Adds the CORS headers to what the application answered, in the place of its own.
#[inline]
fn apply(fields: ResponseFields<HeaderValue>, headers: &mut HeaderMap) {
    let vary_by_origin = fields.vary_by_origin();
    let (mut has_owned, mut has_vary) = (false, false);
    for name in headers.keys() {
        has_owned |= fields.owns(name);
        has_vary |= *name == VARY;
    }
    if has_owned {
        for name in OWNED.iter().filter(|name| fields.owns(name)) {
            headers.remove(name);
        }
    }
    fields.write(|name, value| match value {
        FieldValue::Known(value) => {
            headers.insert(name, value.clone());
        }
        FieldValue::Copy(value) => {
            headers.insert(name, value);
        }
        // Only answers to preflights copy more than the origin.
        FieldValue::CopyOf(_) => {}
    });
    let names_origin = |line: &HeaderValue| names_origin(line.as_bytes());
    if vary_by_origin && !(has_vary && headers.get_all(VARY).iter().any(names_origin)) {
        headers.append(VARY, VARY_ORIGIN.clone());
    }
}
