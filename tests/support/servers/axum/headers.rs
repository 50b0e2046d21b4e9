//! Policies that differ in `headers`, `max_age` and `preflight_status`.

use axum::response::Response;
use cors_runtime::axum::{Router, get, put};
use cors_runtime::cors;

use super::{Server, Visit};

pub(super) fn routes() -> Router<Server> {
    Router::new()
        .route("/headers/some", put(put_with_some))
        .route("/headers/some-with-credentials", put(put_with_some_and_credentials))
        .route("/headers/any", put(put_with_any))
        .route("/headers/any-and-authorization", put(put_with_any_and_authorization))
        .route("/headers/any-with-credentials", put(put_with_any_and_credentials))
        .route("/max-age/zero", put(put_with_max_age_zero))
        .route("/max-age/day", put(put_with_max_age_day))
        .route("/status/200", get(get_with_status_200).put(put_with_status_200))
        .route("/status/299", put(put_with_status_299))
}

#[cors(origins = ["https://app.example.com"], headers = ["X-Second", "content-type", "x-first"])]
async fn put_with_some(visit: Visit) -> Response {
    visit.answer("put_with_some")
}

#[cors(origins = ["https://app.example.com"], credentials, headers = ["authorization"])]
async fn put_with_some_and_credentials(visit: Visit) -> Response {
    visit.answer("put_with_some_and_credentials")
}

#[cors(origins = ["https://app.example.com"], headers = ["*"])]
async fn put_with_any(visit: Visit) -> Response {
    visit.answer("put_with_any")
}

#[cors(origins = ["https://app.example.com"], headers = ["*", "authorization"])]
async fn put_with_any_and_authorization(visit: Visit) -> Response {
    visit.answer("put_with_any_and_authorization")
}

#[cors(origins = ["https://app.example.com"], credentials, headers = ["*"])]
async fn put_with_any_and_credentials(visit: Visit) -> Response {
    visit.answer("put_with_any_and_credentials")
}

#[cors(origins = ["https://app.example.com"], max_age = 0)]
async fn put_with_max_age_zero(visit: Visit) -> Response {
    visit.answer("put_with_max_age_zero")
}

#[cors(origins = ["https://app.example.com"], max_age = 86400)]
async fn put_with_max_age_day(visit: Visit) -> Response {
    visit.answer("put_with_max_age_day")
}

#[cors(origins = ["https://app.example.com"], preflight_status = 200)]
async fn get_with_status_200(visit: Visit) -> Response {
    visit.answer("get_with_status_200")
}

#[cors(origins = ["https://app.example.com"], preflight_status = 200)]
async fn put_with_status_200(visit: Visit) -> Response {
    visit.answer("put_with_status_200")
}

#[cors(origins = ["https://app.example.com"], preflight_status = 299)]
async fn put_with_status_299(visit: Visit) -> Response {
    visit.answer("put_with_status_299")
}
