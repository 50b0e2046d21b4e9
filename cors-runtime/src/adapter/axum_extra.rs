//! Annotated handlers with the routing of [axum-extra](https://docs.rs/axum-extra/0.12) 0.12, in the place of its own.
//!
//! [`routing`] has the names of [`axum_extra::routing`](::axum_extra::routing). The rest of axum-extra is used as it is.

// Each module uses only modules above it.
mod typed;
mod resource;

/// What stands in the place of [`axum_extra::routing`](::axum_extra::routing): the same names, for a search and replace.
///
/// ```
/// use axum::response::IntoResponse;
/// use axum_extra::routing::TypedPath;
/// use cors_runtime::{axum::Router, axum_extra::routing::RouterExt, cors};
///
/// #[derive(TypedPath, serde::Deserialize)]
/// #[typed_path("/items/{id}")]
/// struct ItemPath { id: u32 }
///
/// #[cors(origins = ["https://app.example.com"])]
/// async fn read_item(ItemPath { id }: ItemPath) -> impl IntoResponse { format!("item {id}") }
///
/// let app: Router = Router::new().typed_get(read_item); // OPTIONS /items/{id} is generated
/// ```
pub mod routing {
    pub use axum_extra::routing::{SecondElementIs, TypedPath, WithQueryParams};

    pub use super::resource::Resource;
    pub use super::typed::RouterExt;
}
