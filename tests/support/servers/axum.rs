//! The routes of `cases/README.md` on axum.

use std::future::ready;

use axum::body::Body;
use axum::extract::{FromRef, FromRequestParts};
use axum::response::Response;
use cors_runtime::axum::Router;
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use crate::witness::Witness;

mod any;
mod cart;
mod composed;
mod errors;
mod headers;
mod items;
mod layered;
mod matching;
mod mixed;
mod open;
mod options;

/// Builds the server. What runs is noted in `witness`.
pub fn router(witness: Witness) -> Router {
    Router::new()
        .merge(open::routes())
        .merge(cart::routes())
        .merge(headers::routes())
        .merge(any::routes())
        .merge(mixed::routes())
        .merge(options::routes())
        .merge(items::routes())
        .merge(matching::routes())
        .merge(errors::routes())
        .merge(composed::routes())
        .merge(layered::routes(&witness))
        .with_state(Server { witness })
}

/// The state of the whole application.
#[derive(Debug, Clone)]
struct Server {
    witness: Witness,
}

impl FromRef<Server> for Witness {
    fn from_ref(server: &Server) -> Self {
        server.witness.clone()
    }
}

/// What every handler takes: the request's headers say what is to be answered.
struct Visit {
    witness: Witness,
    headers: HeaderMap,
}

impl<S> FromRequestParts<S> for Visit
where
    Witness: FromRef<S>,
{
    type Rejection = std::convert::Infallible;

    fn from_request_parts(
        parts: &mut Parts,
        state: &S,
    ) -> impl Future<Output = Result<Self, Self::Rejection>> + Send {
        ready(Ok(Self { witness: Witness::from_ref(state), headers: parts.headers.clone() }))
    }
}

impl Visit {
    /// Notes that the handler `name` ran, and answers as the request asks.
    fn answer(&self, name: &'static str) -> Response {
        self.witness.note(name);
        let status = asked_status(&self.headers, "x-answer-status").unwrap_or(StatusCode::OK);
        let body = match status {
            StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED => Body::empty(),
            _ => Body::from(name),
        };
        let mut response = Response::new(body);
        *response.status_mut() = status;
        response.headers_mut().extend(asked_lines(&self.headers, "x-answer-with"));
        response
    }
}

/// The status that a request asks for in the header `name`.
fn asked_status(headers: &HeaderMap, name: &str) -> Option<StatusCode> {
    headers.get(name).map(|value| StatusCode::from_bytes(value.as_bytes()).expect("a status code"))
}

/// The header lines that a request asks for: one in each line of the header `name`.
fn asked_lines(headers: &HeaderMap, name: &str) -> HeaderMap {
    let mut lines = HeaderMap::new();
    for line in headers.get_all(name) {
        let line = line.as_bytes();
        let colon = line.iter().position(|&byte| byte == b':').expect("`Name: value`");
        let (name, value) = (&line[..colon], line[colon + 1..].trim_ascii());
        lines.append(
            HeaderName::from_bytes(name).expect("a header name"),
            HeaderValue::from_bytes(value).expect("a header value"),
        );
    }
    lines
}
