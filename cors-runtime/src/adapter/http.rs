//! What the adapters of frameworks share that use the types of the `http` crate.

use http::header::{
    ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, HeaderMap, HeaderName, HeaderValue,
    ORIGIN, VARY,
};
use http::{Request, Response};

use crate::decision::{Answer, FieldValue, ResponseFields, VARY_ORIGIN, is_owned, names_origin};
use crate::request_head::{RequestField, RequestHead};

impl<B> RequestHead for Request<B> {
    fn method(&self) -> &str {
        self.method().as_str()
    }

    fn lines(&self, field: RequestField) -> impl Iterator<Item = &[u8]> {
        self.headers().get_all(name(field)).iter().map(HeaderValue::as_bytes)
    }
}

fn name(field: RequestField) -> HeaderName {
    match field {
        RequestField::Origin => ORIGIN,
        RequestField::AccessControlRequestMethod => ACCESS_CONTROL_REQUEST_METHOD,
        RequestField::AccessControlRequestHeaders => ACCESS_CONTROL_REQUEST_HEADERS,
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
        if headers.keys().any(is_owned) {
            let owned: Vec<_> = headers.keys().filter(|name| is_owned(name)).cloned().collect();
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
        let names_origin = |line: &HeaderValue| names_origin(line.as_bytes());
        if self.fields.vary_by_origin() && !headers.get_all(VARY).iter().any(names_origin) {
            headers.append(VARY, VARY_ORIGIN.clone());
        }
    }
}
