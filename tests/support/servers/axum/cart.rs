//! One path with several policies, one of them written twice.

use axum::response::Response;
use cors_runtime::axum::{Router, get};
use cors_runtime::cors;

use super::{Server, Visit};

pub(super) fn routes() -> Router<Server> {
    Router::new()
        .route(
            "/cart",
            get(read_cart).put(replace_cart).delete(clear_cart).patch(change_cart).post(add_to_cart),
        )
        .route("/profile", get(read_profile).put(replace_profile))
}

#[cors(
    origins = ["https://app.example.com", "https://admin.example.com"],
    credentials,
    expose_headers = ["etag", "x-total"],
)]
async fn read_cart(visit: Visit) -> Response {
    visit.answer("read_cart")
}

#[cors(
    origins = ["https://app.example.com"],
    credentials,
    headers = ["content-type", "x-request-id"],
    max_age = 600,
)]
async fn replace_cart(visit: Visit) -> Response {
    visit.answer("replace_cart")
}

/// The policy of `replace_cart`: the order of arguments has no meaning.
#[cors(
    max_age = 600,
    headers = ["content-type", "x-request-id"],
    credentials = true,
    origins = ["https://app.example.com"],
)]
async fn clear_cart(visit: Visit) -> Response {
    visit.answer("clear_cart")
}

#[cors(origins = ["https://admin.example.com"], max_age = 0, preflight_status = 200)]
async fn change_cart(visit: Visit) -> Response {
    visit.answer("change_cart")
}

#[cors(origins = ["https://app.example.com"])]
async fn add_to_cart(visit: Visit) -> Response {
    visit.answer("add_to_cart")
}

#[cors(origins = ["https://app.example.com"])]
async fn read_profile(visit: Visit) -> Response {
    visit.answer("read_profile")
}

#[cors(origins = ["https://app.example.com"])]
async fn replace_profile(visit: Visit) -> Response {
    visit.answer("replace_profile")
}
