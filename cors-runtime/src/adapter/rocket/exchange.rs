//! Rocket's requests and responses.

use std::borrow::Cow;
use std::io::Cursor;

use http::{HeaderValue, StatusCode};
use rocket::http::{ContentType, Status};
use rocket::{Request, Response};

use crate::protocol::answer::Answer;
use crate::protocol::explained::Explained;
use crate::protocol::field::{RequestField, ResponseField};
use crate::protocol::request_head::RequestHead;
use crate::protocol::response_head::{FieldValue, ResponseHead, ResponseHeaders};

/// Rocket has dropped header lines that are not UTF-8.
impl RequestHead for Request<'_> {
    type Value = str;

    fn method(&self) -> &str {
        self.method().as_str()
    }

    fn path(&self) -> &str {
        self.uri().path().as_str()
    }

    fn host(&self) -> Option<Cow<'_, [u8]>> {
        if let Some(host) = self.headers().get_one("Host") {
            return Some(Cow::Borrowed(host.as_bytes()));
        }
        // In HTTP/2 it is no header.
        self.host().map(|host| Cow::Owned(host.to_string().into_bytes()))
    }

    fn lines(&self, field: RequestField) -> impl Iterator<Item = &str> {
        self.headers().get(field.name())
    }
}

impl<'r> ResponseHead<'r> for Response<'r> {
    type Headers = Self;

    fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.status().code).unwrap_or_default()
    }

    fn set_status(&mut self, status: StatusCode) {
        self.set_status(Status::new(status.as_u16()));
    }

    fn headers(&mut self) -> &mut Self {
        self
    }

    fn clear(&mut self) {
        *self = Self::new();
    }
}

/// Header look-ups are expensive: Rocket hashes each name byte by byte. So all headers are read in one pass, and names
/// and values are lent to the response.
impl<'r> ResponseHeaders<'r> for Response<'r> {
    type Copied = &'r str;

    fn each_line(&self, mut each: impl FnMut(ResponseField, &[u8])) {
        for header in self.headers().iter() {
            if let Some(field) = ResponseField::named(header.name().as_str()) {
                each(field, header.value().as_bytes());
            }
        }
    }

    fn remove(&mut self, field: ResponseField) {
        self.remove_header(field.name());
    }

    fn insert(&mut self, field: ResponseField, value: FieldValue<'r, &'r str>) {
        self.set_raw_header(field.name(), response_text(value));
    }

    fn append(&mut self, field: ResponseField, value: FieldValue<'r, &'r str>, is_first: bool) {
        if is_first {
            self.insert(field, value);
        } else {
            self.adjoin_raw_header(field.name(), response_text(value));
        }
    }
}

fn response_text<'r>(value: FieldValue<'r, &'r str>) -> Cow<'r, str> {
    match value {
        FieldValue::Borrowed(value) => text(value),
        FieldValue::Owned(value) => text(&value).into_owned().into(),
        FieldValue::Copied(value) => value.into(),
    }
}

/// A response that the application has no part in.
pub(super) fn respond<'r>(answer: Answer<'r, str>, request: &'r Request<'_>) -> Response<'r> {
    let mut response = Response::new();
    if let Some(text) = answer.write(request, &mut response).map(Explained::into_inner) {
        response.set_header(ContentType::Plain);
        response.set_sized_body(text.len(), Cursor::new(text));
    }
    response
}

/// What a policy writes is ASCII.
fn text(value: &HeaderValue) -> Cow<'_, str> {
    String::from_utf8_lossy(value.as_bytes())
}
