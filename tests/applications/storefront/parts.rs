//! What CORS does not change.

use std::path::{Path, PathBuf};

use axum::extract::{Path as PathParameter, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use tower_http::services::{ServeDir, ServeFile};

fn site() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("storefront/site")
}

pub(super) fn assets() -> ServeDir {
    ServeDir::new(site())
}

/// The page of an application that routes in the browser.
pub(super) fn page() -> ServeFile {
    ServeFile::new(site().join("index.html"))
}

/// From a crate that knows only axum.
pub(super) fn documentation() -> axum::Router {
    axum::Router::new()
        .route("/docs", axum::routing::get(async || "docs"))
        .route("/api/items/schema", axum::routing::get(async || "schema"))
}

pub(super) async fn require_session(request: Request, next: Next) -> Response {
    if request.headers().contains_key("cookie") {
        next.run(request).await
    } else {
        StatusCode::UNAUTHORIZED.into_response()
    }
}

pub(super) async fn list_items() -> &'static str {
    "items"
}

pub(super) async fn create_item() -> StatusCode {
    StatusCode::CREATED
}

pub(super) async fn read_item(PathParameter(id): PathParameter<String>) -> String {
    id
}

pub(super) async fn metrics() -> &'static str {
    "metrics"
}
