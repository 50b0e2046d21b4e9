//! The application's own handlers for `OPTIONS`.

use axum::response::Response;
use cors_runtime::axum::{Router, get};
use cors_runtime::cors;

use super::{Server, Visit};

pub(super) fn routes() -> Router<Server> {
    Router::new()
        .route("/own-options", get(read_described).options(describe))
        .route("/own-options/annotated", get(read_described).options(describe_for_admin))
        .route("/own-options/plain", get(read_undescribed).options(describe))
}

#[cors(origins = ["https://app.example.com"])]
async fn read_described(visit: Visit) -> Response {
    visit.answer("read_described")
}

async fn read_undescribed(visit: Visit) -> Response {
    visit.answer("read_undescribed")
}

async fn describe(visit: Visit) -> Response {
    visit.answer("describe")
}

#[cors(origins = ["https://admin.example.com"])]
async fn describe_for_admin(visit: Visit) -> Response {
    visit.answer("describe_for_admin")
}
