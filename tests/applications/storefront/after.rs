//! The shop with a default policy, and two handlers with another one.

use axum::middleware::from_fn;
use cors_runtime::axum::Router;
use cors_runtime::axum::routing::{get, put};
use cors_runtime::{Policy, cors, policy};

use super::parts::{
    assets, create_item, documentation, list_items, metrics, page, read_item, require_session,
};

static SHOP: Policy =
    policy!(origins = ["https://shop.example"], credentials, headers = ["content-type"], max_age = 600);

#[cors(origins = ["*"])]
async fn list_prices() -> &'static str {
    "prices"
}

#[cors(origins = ["https://admin.example"])]
async fn rebuild_index() {}

pub(crate) fn router() -> Router {
    Router::new()
        .route("/api/items", get(list_items).post(create_item))
        .route("/api/items/{id}", get(read_item))
        .route("/api/prices", get(list_prices))
        .route("/api/index", put(rebuild_index))
        .route("/metrics", get(metrics).without_cors())
        .merge(documentation())
        .nest_service("/assets", assets())
        .layer(from_fn(require_session))
        .cors(&SHOP)
        .fallback_service(page())
}
