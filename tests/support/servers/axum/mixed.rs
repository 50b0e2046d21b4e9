//! Handlers without a policy, alone on a path and beside handlers that have one; and `HEAD`.

use axum::response::Response;
use cors_runtime::axum::{Router, get, head, post, put};
use cors_runtime::cors;

use super::{Server, Visit};

pub(super) fn routes() -> Router<Server> {
    Router::new()
        .route("/plain", axum::routing::get(read_plain).put(replace_plain))
        .route("/mixed", get(read_mixed).put(replace_plain))
        .route("/mixed-late", put(replace_plain).get(read_mixed).post(post_for_admin))
        .route("/head", get(read_mixed).head(head_for_admin))
        .route("/head-only", head(head_for_admin))
        .route("/post-only", post(post_for_admin))
}

async fn read_plain(visit: Visit) -> Response {
    visit.answer("read_plain")
}

async fn replace_plain(visit: Visit) -> Response {
    visit.answer("replace_plain")
}

#[cors(origins = ["https://app.example.com"])]
async fn read_mixed(visit: Visit) -> Response {
    visit.answer("read_mixed")
}

#[cors(origins = ["https://admin.example.com"])]
async fn head_for_admin(visit: Visit) -> Response {
    visit.answer("head_for_admin")
}

#[cors(origins = ["https://admin.example.com"])]
async fn post_for_admin(visit: Visit) -> Response {
    visit.answer("post_for_admin")
}
