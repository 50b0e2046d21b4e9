//! Paths with parameters and wildcards, and static paths beside them.

use axum::response::Response;
use cors_runtime::axum::{Router, get, put};
use cors_runtime::cors;

use super::{Server, Visit};

pub(super) fn routes() -> Router<Server> {
    Router::new()
        .route("/items/{id}", get(read_item).put(replace_item))
        .route("/items/special", get(read_special_item).put(replace_special_item))
        .route("/items/{id}/parts/{part}", put(replace_part))
        .route("/files/{*path}", get(read_file).put(replace_file))
        .route("/files/index", get(read_index).put(replace_index))
}

#[cors(origins = ["https://app.example.com"])]
async fn read_item(visit: Visit) -> Response {
    visit.answer("read_item")
}

#[cors(origins = ["https://app.example.com"])]
async fn replace_item(visit: Visit) -> Response {
    visit.answer("replace_item")
}

async fn read_special_item(visit: Visit) -> Response {
    visit.answer("read_special_item")
}

async fn replace_special_item(visit: Visit) -> Response {
    visit.answer("replace_special_item")
}

#[cors(origins = ["https://admin.example.com"], headers = ["x-part"])]
async fn replace_part(visit: Visit) -> Response {
    visit.answer("replace_part")
}

#[cors(origins = ["https://app.example.com"])]
async fn read_file(visit: Visit) -> Response {
    visit.answer("read_file")
}

#[cors(origins = ["https://app.example.com"])]
async fn replace_file(visit: Visit) -> Response {
    visit.answer("replace_file")
}

#[cors(origins = ["https://admin.example.com"])]
async fn read_index(visit: Visit) -> Response {
    visit.answer("read_index")
}

#[cors(origins = ["https://admin.example.com"])]
async fn replace_index(visit: Visit) -> Response {
    visit.answer("replace_index")
}
