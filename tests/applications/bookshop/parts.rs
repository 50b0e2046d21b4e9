//! What CORS does not change.

use utoipa::OpenApi;

/// From a crate that knows only axum: probes, and a document of its own.
pub(super) fn operations() -> axum::Router {
    axum::Router::new()
        .route("/health", axum::routing::get(async || "healthy"))
        .route("/metrics", axum::routing::get(async || "metrics"))
        // More precise than `/books/{id}`, which has another policy.
        .route("/books/export", axum::routing::get(async || "export"))
        // The path has handlers with a policy, too.
        .route("/books", axum::routing::delete(async || "deleted"))
}

#[derive(OpenApi)]
#[openapi(info(title = "Bookshop", version = "1"))]
pub(super) struct Document;
