//! A shop with static files, generated documentation, a page for all other paths, and a session.
//!
//! With tower-http, the last lines of [`router`] differ, and the other policies cannot be written: one policy is for all
//! routes, whatever their handlers do.
//!
//! ```diff
//! +    let cors = CorsLayer::new()
//! +        .allow_origin(["https://shop.example".parse::<HeaderValue>().unwrap()])
//! +        .allow_methods([Method::GET, Method::POST, Method::PUT])
//! +        .allow_headers([CONTENT_TYPE])
//! +        .allow_credentials(true);
//!      ...
//!          .layer(from_fn(require_session))
//! -        .cors(&SHOP)
//! +        .layer(cors) // after the session: before it, each preflight is answered 401
//!          .fallback_service(page)
//! ```

use std::path::Path;

use axum::extract::{Path as PathParameter, Request};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use cors_runtime::axum::{Router, get, put};
use cors_runtime::{Policy, cors, policy};
use http::StatusCode;
use tower_http::services::{ServeDir, ServeFile};

static SHOP: Policy =
    policy!(origins = ["https://shop.example"], credentials, headers = ["content-type"], max_age = 600);

pub(super) fn router() -> Router {
    let site = Path::new(env!("CARGO_MANIFEST_DIR")).join("applications/storefront/site");
    let page = ServeFile::new(site.join("index.html"));
    Router::new()
        .route("/api/items", get(list_items).post(create_item))
        .route("/api/items/{id}", get(read_item))
        .route("/api/prices", get(list_prices))
        .route("/api/index", put(rebuild_index))
        .route("/metrics", get(metrics).without_cors())
        .merge(documentation())
        .nest_service("/assets", ServeDir::new(site))
        .layer(from_fn(require_session))
        .cors(&SHOP)
        .fallback_service(page)
}

/// From a crate that knows only axum.
fn documentation() -> axum::Router {
    axum::Router::new()
        .route("/docs", axum::routing::get(async || "docs"))
        .route("/api/items/schema", axum::routing::get(async || "schema"))
}

async fn require_session(request: Request, next: Next) -> Response {
    if request.headers().contains_key("cookie") {
        next.run(request).await
    } else {
        StatusCode::UNAUTHORIZED.into_response()
    }
}

async fn list_items() -> &'static str {
    "items"
}

async fn create_item() -> StatusCode {
    StatusCode::CREATED
}

async fn read_item(PathParameter(id): PathParameter<String>) -> String {
    id
}

#[cors(origins = ["*"])]
async fn list_prices() -> &'static str {
    "prices"
}

#[cors(origins = ["https://admin.example"])]
async fn rebuild_index() {}

async fn metrics() -> &'static str {
    "metrics"
}
