//! What the adapters of frameworks share that use the types of the `http` crate.

mod response_future;

use http::header::{
    ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, HOST, HeaderMap, HeaderName, HeaderValue,
    ORIGIN, VARY,
};
use http::{Request, Response};

pub use response_future::ResponseFuture;
use tower_service::Service;

use crate::decision::{
    Answer, Decision, FieldValue, OWNED, ResponseFields, VARY_ORIGIN, decide, names_origin,
};
use crate::path_table::PathTable;
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
const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

fn name(field: RequestField) -> HeaderName {
    match field {
        RequestField::Origin => ORIGIN,
        RequestField::AccessControlRequestMethod => ACCESS_CONTROL_REQUEST_METHOD,
        RequestField::AccessControlRequestHeaders => ACCESS_CONTROL_REQUEST_HEADERS,
        RequestField::AccessControlRequestPrivateNetwork => ACCESS_CONTROL_REQUEST_PRIVATE_NETWORK,
        RequestField::SecFetchSite => SEC_FETCH_SITE,
    }
}

/// Asks what to do with a request, and does it; `service` is what is inside of the CORS step.
pub(super) fn call<S, Req, Res>(
    table: Option<&PathTable>,
    request: Request<Req>,
    service: &mut S,
) -> ResponseFuture<S::Future, Res>
where
    S: Service<Request<Req>, Response = Response<Res>>,
    Res: Default,
{
    let decision = table.map_or(Decision::ForwardUntouched, |table| decide(table, &request));
    match decision {
        Decision::ForwardUntouched => ResponseFuture::untouched(service.call(request)),
        Decision::Forward(fields) => {
            let pending = Pending::new(fields, &request);
            ResponseFuture::forwarded(service.call(request), pending)
        }
        Decision::ForwardUnlisted { fields, is_options } => {
            let pending = Pending::new(fields, &request);
            ResponseFuture::unlisted(service.call(request), pending, is_options)
        }
        Decision::Answer(answer) => ResponseFuture::answered(respond(&answer, &request)),
    }
}

/// Writes an answer that the application has no part in.
fn respond<Req, Res: Default>(answer: &Answer<'_>, request: &Request<Req>) -> Response<Res> {
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
struct Pending {
    fields: ResponseFields,
    origin: Option<HeaderValue>,
}

impl Pending {
    fn new<B>(fields: ResponseFields, request: &Request<B>) -> Self {
        let origin = if fields.copies_origin() { request.headers().get(ORIGIN).cloned() } else { None };
        Self { fields, origin }
    }

    /// Adds the CORS headers to what the application answered, in the place of its own.
    fn apply(self, headers: &mut HeaderMap) {
        if headers.keys().any(|name| self.fields.owns(name)) {
            for name in &OWNED {
                if self.fields.owns(name) {
                    headers.remove(name);
                }
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
