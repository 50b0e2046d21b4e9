//! The bookshop with a policy for each handler.

use axum::extract::Path;
use cors_runtime::axum::Router;
use cors_runtime::utoipa::{OpenApiRouter, describe_policies, routes};
use cors_runtime::{Policy, cors, policy};
use utoipa::OpenApi;
use utoipa_swagger_ui::SwaggerUi;

use super::parts::{Document, operations};

static SHOP: Policy = policy!(origins = ["https://books.example"], credentials, headers = ["content-type"]);

/// Lists all books.
#[utoipa::path(get, path = "/books")]
#[cors(origins = ["*"])]
async fn list_books() -> &'static str {
    "books"
}

/// Adds a book.
#[utoipa::path(post, path = "/books")]
#[cors(policy = SHOP)]
async fn add_book() {}

/// Reads a book.
#[utoipa::path(get, path = "/books/{id}", params(("id" = String, Path)))]
#[cors(origins = ["*"])]
async fn read_book(Path(id): Path<String>) -> String {
    id
}

/// Replaces a book.
#[utoipa::path(put, path = "/books/{id}", params(("id" = String, Path)))]
#[cors(policy = SHOP)]
async fn replace_book(Path(_): Path<String>) {}

pub(crate) fn router() -> Router {
    let (router, mut document) = OpenApiRouter::with_openapi(Document::openapi())
        .routes(routes!(list_books, add_book))
        .routes(routes!(read_book, replace_book))
        .split_for_parts();
    describe_policies(&router, &mut document);
    router
        .merge(operations())
        .merge(axum::Router::from(SwaggerUi::new("/docs").url("/document.json", document)))
}
