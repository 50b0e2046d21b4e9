//! The shop with one layer of tower-http around everything.

use std::time::Duration;

use axum::Router;
use axum::middleware::from_fn;
use axum::routing::{get, put};
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Method};
use tower_http::cors::CorsLayer;

use super::parts::{
    assets, create_item, documentation, list_items, metrics, page, read_item, require_session,
};

fn cors() -> CorsLayer {
    CorsLayer::new()
        .allow_origin([HeaderValue::from_static("https://shop.example")])
        .allow_credentials(true)
        .allow_methods([Method::GET, Method::POST, Method::PUT])
        .allow_headers([CONTENT_TYPE])
        .max_age(Duration::from_mins(10))
}

async fn list_prices() -> &'static str {
    "prices"
}

async fn rebuild_index() {}

pub(crate) fn router() -> Router {
    Router::new()
        .route("/api/items", get(list_items).post(create_item))
        .route("/api/items/{id}", get(read_item))
        .route("/api/prices", get(list_prices))
        .route("/api/index", put(rebuild_index))
        .route("/metrics", get(metrics))
        .merge(documentation())
        .nest_service("/assets", assets())
        .layer(from_fn(require_session))
        .layer(cors())
        .fallback_service(page())
}
