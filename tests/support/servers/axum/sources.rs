//! Origins that are not known while the program compiles, and long lists of some that are.

use axum::response::Response;
use cors_runtime::axum::{Router, any, get};
use cors_runtime::cors;

use super::{Server, Visit};
use crate::servers::origins::{EVERYONE, MANY, TENANTS, fill, is_preview, is_unusual};

pub(super) fn routes() -> Router<Server> {
    fill();
    Router::new()
        .route("/from/set", get(read_from_set).put(replace_from_set).delete(clear_from_set))
        .route("/from/function", get(read_from_function))
        .route("/from/unusual", get(read_from_unusual))
        .route("/from/everyone", get(read_from_everyone))
        .route("/match/many", any(match_many))
}

#[cors(origins = ["https://app.example.com"], origins_from = TENANTS, credentials)]
async fn read_from_set(visit: Visit) -> Response {
    visit.answer("read_from_set")
}

#[cors(origins = ["https://app.example.com"], origins_from = TENANTS, credentials)]
async fn replace_from_set(visit: Visit) -> Response {
    visit.answer("replace_from_set")
}

#[cors(credentials, origins_from = TENANTS, origins = ["https://app.example.com"])]
async fn clear_from_set(visit: Visit) -> Response {
    visit.answer("clear_from_set")
}

#[cors(origins_from = is_preview)]
async fn read_from_function(visit: Visit) -> Response {
    visit.answer("read_from_function")
}

#[cors(origins_from = is_unusual)]
async fn read_from_unusual(visit: Visit) -> Response {
    visit.answer("read_from_unusual")
}

#[cors(origins_from = EVERYONE)]
async fn read_from_everyone(visit: Visit) -> Response {
    visit.answer("read_from_everyone")
}

#[cors(policy = MANY)]
async fn match_many(visit: Visit) -> Response {
    visit.answer("match_many")
}
