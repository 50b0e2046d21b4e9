//! The bookshop with one layer of tower-http around the handlers that pages may use.

use axum::Router;
use axum::extract::Path;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Method};
use tower_http::cors::CorsLayer;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use utoipa_swagger_ui::SwaggerUi;

use super::parts::{Document, operations};

fn cors() -> CorsLayer {
    CorsLayer::new()
        .allow_origin([HeaderValue::from_static("https://books.example")])
        .allow_credentials(true)
        .allow_methods([Method::GET, Method::POST, Method::PUT])
        .allow_headers([CONTENT_TYPE])
}

/// Lists all books.
#[utoipa::path(get, path = "/books")]
async fn list_books() -> &'static str {
    "books"
}

/// Adds a book.
#[utoipa::path(post, path = "/books")]
async fn add_book() {}

/// Reads a book.
#[utoipa::path(get, path = "/books/{id}", params(("id" = String, Path)))]
async fn read_book(Path(id): Path<String>) -> String {
    id
}

/// Replaces a book.
#[utoipa::path(put, path = "/books/{id}", params(("id" = String, Path)))]
async fn replace_book(Path(_): Path<String>) {}

pub(crate) fn router() -> Router {
    let (router, document) = OpenApiRouter::with_openapi(Document::openapi())
        .routes(routes!(list_books, add_book))
        .routes(routes!(read_book, replace_book))
        .layer(cors())
        .split_for_parts();
    router.merge(operations()).merge(SwaggerUi::new("/docs").url("/document.json", document))
}
