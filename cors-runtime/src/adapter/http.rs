//! What the adapters of frameworks share that use the types of the `http` crate.

use http::header::{
    ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, HOST, HeaderMap, HeaderName, HeaderValue,
    ORIGIN, VARY,
};
use http::{Request, Response};

use crate::decision::{Answer, FieldValue, ResponseFields, VARY_ORIGIN};
use crate::request_head::{RequestField, RequestHead};

impl<B> RequestHead for Request<B> {
    fn method(&self) -> &str {
        self.method().as_str()
    }

    fn host(&self) -> Option<&[u8]> {
        match self.uri().authority() {
            Some(authority) => Some(authority.as_str().as_bytes()),
            None => self.headers().get(HOST).map(HeaderValue::as_bytes),
        }
    }

    fn lines(&self, field: RequestField) -> impl Iterator<Item = &[u8]> {
        self.headers().get_all(name(field)).iter().map(HeaderValue::as_bytes)
    }
}

const ACCESS_CONTROL_REQUEST_PRIVATE_NETWORK: HeaderName =
    HeaderName::from_static("access-control-request-private-network");

fn name(field: RequestField) -> HeaderName {
    match field {
        RequestField::Origin => ORIGIN,
        RequestField::AccessControlRequestMethod => ACCESS_CONTROL_REQUEST_METHOD,
        RequestField::AccessControlRequestHeaders => ACCESS_CONTROL_REQUEST_HEADERS,
        RequestField::AccessControlRequestPrivateNetwork => ACCESS_CONTROL_REQUEST_PRIVATE_NETWORK,
    }
}

/// Writes an answer that the application has no part in.
pub(super) fn respond<Req, Res: Default>(answer: &Answer<'_>, request: &Request<Req>) -> Response<Res> {
    let mut response = Response::new(Res::default());
    *response.status_mut() = answer.status();
    let headers = response.headers_mut();
    // The most that an answer has, and the `content-length` that servers add.
    headers.reserve(8);
    answer.write(|name, value| match value {
        FieldValue::Known(value) => {
            headers.insert(name, value.clone());
        }
        FieldValue::CopyOf(field) => {
            for line in request.headers().get_all(self::name(field)) {
                headers.append(name.clone(), line.clone());
            }
        }
    });
    response
}

/// What must be kept of a request that goes to the application.
pub(super) struct Pending {
    fields: ResponseFields,
    origin: Option<HeaderValue>,
}

impl Pending {
    pub(super) fn new<B>(fields: ResponseFields, request: &Request<B>) -> Self {
        let origin = if fields.copies_origin() { request.headers().get(ORIGIN).cloned() } else { None };
        Self { fields, origin }
    }

    /// Adds the CORS headers to what the application answered, in the place of its own.
    pub(super) fn apply(self, headers: &mut HeaderMap) {
        if headers.keys().any(|name| self.fields.owns(name)) {
            let owned: Vec<_> = headers.keys().filter(|name| self.fields.owns(name)).cloned().collect();
            for name in owned {
                headers.remove(name);
            }
        }
        self.fields.write(|name, value| match value {
            FieldValue::Known(value) => {
                headers.insert(name, value.clone());
            }
            FieldValue::CopyOf(_) => {
                if let Some(origin) = self.origin.clone() {
                    headers.insert(name, origin);
                }
            }
        });
        if self.fields.vary_by_origin() && !varies_by_origin(headers) {
            headers.append(VARY, VARY_ORIGIN.clone());
        }
    }
}

/// Whether a `Vary` names `Origin` already, or everything.
fn varies_by_origin(headers: &HeaderMap) -> bool {
    headers.get_all(VARY).iter().any(|line| {
        line.as_bytes().split(|&byte| byte == b',').any(|name| {
            let name = name.trim_ascii();
            name == b"*" || name.eq_ignore_ascii_case(b"origin")
        })
    })
}
