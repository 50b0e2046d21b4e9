//! Policies that allow every origin.

use axum::response::Response;
use cors_runtime::axum::{Router, get, put};
use cors_runtime::cors;

use super::{Server, Visit};

pub(super) fn routes() -> Router<Server> {
    Router::new()
        .route("/open", get(read_open).put(replace_open))
        .route("/open/exposed", get(read_open_exposed))
        .route("/open/all-exposed", get(read_open_all_exposed))
        .route("/open/some-headers", put(replace_open_some_headers))
        .route("/open/any-header", put(replace_open_any_header))
        .route("/open/any-header-and-authorization", put(replace_open_any_header_and_authorization))
}

#[cors(origins = ["*"])]
async fn read_open(visit: Visit) -> Response {
    visit.answer("read_open")
}

#[cors(origins = ["*"])]
async fn replace_open(visit: Visit) -> Response {
    visit.answer("replace_open")
}

#[cors(origins = ["*"], expose_headers = ["etag", "x-total"])]
async fn read_open_exposed(visit: Visit) -> Response {
    visit.answer("read_open_exposed")
}

#[cors(origins = ["*"], expose_headers = ["*"])]
async fn read_open_all_exposed(visit: Visit) -> Response {
    visit.answer("read_open_all_exposed")
}

#[cors(origins = ["*"], headers = ["content-type", "x-first"], max_age = 600)]
async fn replace_open_some_headers(visit: Visit) -> Response {
    visit.answer("replace_open_some_headers")
}

#[cors(origins = ["*"], headers = ["*"])]
async fn replace_open_any_header(visit: Visit) -> Response {
    visit.answer("replace_open_any_header")
}

#[cors(origins = ["*"], headers = ["*", "authorization"])]
async fn replace_open_any_header_and_authorization(visit: Visit) -> Response {
    visit.answer("replace_open_any_header_and_authorization")
}
