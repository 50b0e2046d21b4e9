//! Rocket's requests and responses.

use std::borrow::Cow;

use http::header::{ALLOW, VARY};
use http::{HeaderName, HeaderValue};
use rocket::http::Status;
use rocket::{Request, Response};

use crate::protocol::decision::Answer;
use crate::protocol::request_head::{RequestField, RequestHead};
use crate::protocol::response_fields::{FieldValue, OWNED, ResponseFields, VARY_ORIGIN, names_origin};

/// Rocket has dropped header lines that are not UTF-8.
impl RequestHead for Request<'_> {
    type Value = str;

    fn method(&self) -> &str {
        self.method().as_str()
    }

    fn host(&self) -> Option<Cow<'_, [u8]>> {
        if let Some(host) = self.headers().get_one("Host") {
            return Some(Cow::Borrowed(host.as_bytes()));
        }
        // In HTTP/2 it is no header.
        self.host().map(|host| Cow::Owned(host.to_string().into_bytes()))
    }

    fn lines(&self, field: RequestField) -> impl Iterator<Item = &str> {
        self.headers().get(match field {
            RequestField::Origin => "Origin",
            RequestField::AccessControlRequestMethod => "Access-Control-Request-Method",
            RequestField::AccessControlRequestHeaders => "Access-Control-Request-Headers",
            RequestField::AccessControlRequestPrivateNetwork => "Access-Control-Request-Private-Network",
            RequestField::SecFetchSite => "Sec-Fetch-Site",
        })
    }
}

/// Writes an answer that the application has no part in.
pub(super) fn respond<'r>(answer: &Answer<'r, str>, request: &'r Request<'_>) -> Response<'r> {
    let mut response = Response::new();
    response.set_status(Status::new(answer.status().as_u16()));
    answer.write(|name, value| write(&mut response, request, &name, value));
    response
}

/// Adds the CORS headers to what the application answered, in the place of its own.
pub(super) fn apply<'r>(
    fields: ResponseFields<&'r str>,
    request: &'r Request<'_>,
    response: &mut Response<'r>,
) {
    // One look at all: Rocket hashes the name of each header that is asked for, byte by byte.
    let mut has_owned = false;
    let mut vary_names_origin = None;
    for header in response.headers().iter() {
        has_owned |= fields.owns_named(header.name().as_str());
        if header.name() == "Vary" {
            let names_origin = names_origin(header.value().as_bytes());
            vary_names_origin = Some(names_origin || vary_names_origin == Some(true));
        }
    }
    if has_owned {
        for name in OWNED.iter().filter(|name| fields.owns(name)) {
            response.remove_header(name.as_str());
        }
    }
    fields.write(|name, value| write(response, request, &name, value));
    match vary_names_origin {
        _ if !fields.vary_by_origin() => {}
        None => _ = response.set_raw_header("Vary", text(&VARY_ORIGIN)),
        Some(false) => response.adjoin_raw_header("Vary", text(&VARY_ORIGIN)),
        Some(true) => {}
    }
}

fn write<'r>(
    response: &mut Response<'r>,
    request: &'r Request<'_>,
    name: &HeaderName,
    value: FieldValue<'r, &'r str>,
) {
    let name = static_text(name);
    match value {
        FieldValue::Known(value) => _ = response.set_raw_header(name, text(value)),
        FieldValue::Copy(value) => _ = response.set_raw_header(name, value),
        FieldValue::CopyOf(field) => {
            for line in request.lines(field) {
                response.adjoin_raw_header(name.clone(), line);
            }
        }
    }
}

/// The text of a name, which Rocket need not copy if it is one of those that policies write.
fn static_text(name: &HeaderName) -> Cow<'static, str> {
    static OTHERS: [HeaderName; 2] = [VARY, ALLOW];
    match OWNED.iter().chain(&OTHERS).find(|known| *known == name) {
        Some(known) => Cow::Borrowed(known.as_str()),
        None => Cow::Owned(name.as_str().to_owned()),
    }
}

/// What a policy says is ASCII.
fn text(value: &HeaderValue) -> Cow<'_, str> {
    String::from_utf8_lossy(value.as_bytes())
}
