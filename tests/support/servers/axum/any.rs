//! Handlers that serve every method, or several.

use axum::response::Response;
use axum::routing::MethodFilter;
use cors_runtime::axum::{Router, any, on};
use cors_runtime::cors;

use super::{Server, Visit};

pub(super) fn routes() -> Router<Server> {
    Router::new()
        .route("/any/open", any(any_open))
        .route("/any/app", any(any_app))
        .route("/any/credentials", any(any_credentials))
        .route("/any/some", any(any_some))
        .route("/any/some-with-credentials", any(any_some_with_credentials))
        .route("/any/star", any(any_star))
        .route("/any/app-but-delete", any(any_app).delete(plain_delete))
        .route("/any/app-but-put", any(any_app).put(put_for_admin))
        .route("/any/plain-but-put", any(any_plain).put(put_for_admin))
        .route("/on/put-and-delete", on(MethodFilter::PUT.or(MethodFilter::DELETE), put_or_delete))
}

#[cors(origins = ["*"])]
async fn any_open(visit: Visit) -> Response {
    visit.answer("any_open")
}

#[cors(origins = ["https://app.example.com"])]
async fn any_app(visit: Visit) -> Response {
    visit.answer("any_app")
}

#[cors(origins = ["https://app.example.com"], credentials)]
async fn any_credentials(visit: Visit) -> Response {
    visit.answer("any_credentials")
}

#[cors(origins = ["https://app.example.com"], methods = ["GET", "PUT", "DELETE"])]
async fn any_some(visit: Visit) -> Response {
    visit.answer("any_some")
}

#[cors(origins = ["https://app.example.com"], credentials, methods = ["PUT", "PURGE"])]
async fn any_some_with_credentials(visit: Visit) -> Response {
    visit.answer("any_some_with_credentials")
}

#[cors(origins = ["https://app.example.com"], methods = ["*"])]
async fn any_star(visit: Visit) -> Response {
    visit.answer("any_star")
}

#[cors(origins = ["https://admin.example.com"])]
async fn put_for_admin(visit: Visit) -> Response {
    visit.answer("put_for_admin")
}

#[cors(origins = ["https://app.example.com"])]
async fn put_or_delete(visit: Visit) -> Response {
    visit.answer("put_or_delete")
}

async fn any_plain(visit: Visit) -> Response {
    visit.answer("any_plain")
}

async fn plain_delete(visit: Visit) -> Response {
    visit.answer("plain_delete")
}
