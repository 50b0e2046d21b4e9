//! Rocket's requests and responses.

use std::borrow::Cow;
use std::cell::OnceCell;

use http::HeaderName;
use rocket::http::Status;
use rocket::{Request, Response};

use crate::decision::Answer;
use crate::request_head::{RequestField, RequestHead};
use crate::response_fields::{FieldValue, ResponseFields, VARY_ORIGIN, names_origin};

/// The head of a request. Rocket has dropped header lines that are not UTF-8.
pub(super) struct Head<'a, 'r> {
    request: &'a Request<'r>,
    /// In HTTP/2 it is no header, and is put together when it is asked for.
    host: OnceCell<Option<String>>,
}

impl<'a, 'r> Head<'a, 'r> {
    pub(super) fn of(request: &'a Request<'r>) -> Self {
        Self { request, host: OnceCell::new() }
    }
}

impl RequestHead for Head<'_, '_> {
    type Value = str;

    fn method(&self) -> &str {
        self.request.method().as_str()
    }

    fn host(&self) -> Option<&[u8]> {
        if let Some(host) = self.request.headers().get_one("Host") {
            return Some(host.as_bytes());
        }
        let host = self.host.get_or_init(|| self.request.host().map(ToString::to_string));
        host.as_ref().map(String::as_bytes)
    }

    fn lines(&self, field: RequestField) -> impl Iterator<Item = &str> {
        self.request.headers().get(name(field))
    }
}

const fn name(field: RequestField) -> &'static str {
    match field {
        RequestField::Origin => "Origin",
        RequestField::AccessControlRequestMethod => "Access-Control-Request-Method",
        RequestField::AccessControlRequestHeaders => "Access-Control-Request-Headers",
        RequestField::AccessControlRequestPrivateNetwork => "Access-Control-Request-Private-Network",
        RequestField::SecFetchSite => "Sec-Fetch-Site",
    }
}

/// Writes an answer that the application has no part in.
pub(super) fn respond<'r>(answer: &Answer<'_, str>, request: &Request<'_>) -> Response<'r> {
    let mut response = Response::new();
    response.set_status(Status::new(answer.status().as_u16()));
    answer.write(|name, value| write(&mut response, request, &name, value));
    response
}

/// Adds the CORS headers to what the application answered, in the place of its own.
pub(super) fn apply(fields: ResponseFields<&str>, request: &Request<'_>, response: &mut Response<'_>) {
    let written = response.headers().iter().map(|header| header.name().to_string());
    let owned: Vec<_> = written
        .filter(|name| HeaderName::from_bytes(name.as_bytes()).is_ok_and(|name| fields.owns(&name)))
        .collect();
    for name in owned {
        response.remove_header(&name);
    }
    fields.write(|name, value| write(response, request, &name, value));
    if fields.vary_by_origin() && !response.headers().get("Vary").any(|line| names_origin(line.as_bytes())) {
        response.adjoin_raw_header("Vary", text(&VARY_ORIGIN));
    }
}

fn write(response: &mut Response<'_>, request: &Request<'_>, name: &HeaderName, value: FieldValue<'_, &str>) {
    match value {
        FieldValue::Known(value) => {
            response.adjoin_raw_header(name.as_str().to_owned(), text(value).into_owned());
        }
        FieldValue::Copy(value) => response.adjoin_raw_header(name.as_str().to_owned(), value.to_owned()),
        FieldValue::CopyOf(field) => {
            for line in request.headers().get(self::name(field)) {
                response.adjoin_raw_header(name.as_str().to_owned(), line.to_owned());
            }
        }
    }
}

/// What a policy says is ASCII.
fn text(value: &http::HeaderValue) -> Cow<'_, str> {
    String::from_utf8_lossy(value.as_bytes())
}
