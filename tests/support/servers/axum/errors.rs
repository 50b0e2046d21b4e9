//! Handlers that are not reached, that fail, and that take their time to answer.

use std::convert::Infallible;
use std::panic::resume_unwind;

use axum::Json;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, FromRef, FromRequestParts};
use axum::response::Response;
use cors_runtime::axum::{Router, get, post};
use cors_runtime::cors;
use futures_util::stream;
use http::StatusCode;
use http::header::AUTHORIZATION;
use http::request::Parts;
use tower_http::catch_panic::CatchPanicLayer;

use super::{Server, Visit};
use crate::witness::Witness;

pub(super) fn routes() -> Router<Server> {
    let panics = Router::new().route("/panic", get(panic_on_get).put(panic_on_put));
    let limited = Router::new().route("/json", post(post_json));
    Router::new()
        .route("/guarded", get(get_guarded))
        .route("/stream", get(get_stream))
        .merge(limited.layer(DefaultBodyLimit::max(16)))
        .merge(panics.layer(CatchPanicLayer::new()))
}

#[cors(origins = ["https://app.example.com"], headers = ["content-type"])]
async fn post_json(visit: Visit, Json(_): Json<u32>) -> Response {
    visit.answer("post_json")
}

#[cors(origins = ["https://app.example.com"], credentials)]
async fn get_guarded(_: Guard, visit: Visit) -> Response {
    visit.answer("get_guarded")
}

#[cors(origins = ["https://app.example.com"])]
async fn get_stream(visit: Visit) -> Response {
    let chunks = stream::iter(["one, ", "two, ", "three"].map(Ok::<_, Infallible>));
    visit.answer("get_stream").map(|_| Body::from_stream(chunks))
}

#[cors(origins = ["https://app.example.com"])]
async fn panic_on_get(visit: Visit) -> Response {
    drop(visit.answer("panic_on_get"));
    panic()
}

#[cors(origins = ["https://app.example.com"])]
async fn panic_on_put(visit: Visit) -> Response {
    drop(visit.answer("panic_on_put"));
    panic()
}

/// Panics without a line in the tests' output.
fn panic() -> ! {
    resume_unwind(Box::new("a handler panics"))
}

/// An extractor that answers 401 without `Authorization`.
struct Guard;

impl FromRequestParts<Server> for Guard {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, server: &Server) -> Result<Self, StatusCode> {
        Witness::from_ref(server).note("guard");
        parts.headers.get(AUTHORIZATION).map(|_| Self).ok_or(StatusCode::UNAUTHORIZED)
    }
}
