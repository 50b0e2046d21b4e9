//! Annotated handlers in [axum](https://docs.rs/axum/0.8) 0.8.
//!
//! The functions and the router bear the names of axum's and take the places of them: an annotated
//! handler does not compile with axum's own [`get`](::axum::routing::get), and what has no policy is
//! mounted as before.
//!
//! ```
//! use cors_runtime::{axum::{Router, get}, cors};
//!
//! #[cors(origins = ["https://app.example.com"], credentials)]
//! async fn list_items() -> &'static str { "[]" }
//!
//! async fn health() {}
//!
//! let app: Router = Router::new()
//!     .route("/items", get(list_items))              // OPTIONS /items is generated
//!     .route("/health", axum::routing::get(health)); // no CORS here, and none added
//! ```
//!
//! # Where preflights go
//!
//! The CORS step stands outside of every layer that is given to [`Router`] or [`MethodRouter`]: no
//! layer can swallow a preflight, and what a layer answers itself, such as 401, bears the CORS
//! headers of its route. Who wants preflights in a log, a metric or a rate limit puts that layer
//! around the finished router:
//!
//! ```
//! # use cors_runtime::axum::Router;
//! # use axum::middleware::{from_fn, Next};
//! # async fn log(request: axum::extract::Request, next: Next) -> axum::response::Response { next.run(request).await }
//! # let app: Router = Router::new();
//! let app: axum::Router = axum::Router::from(app).layer(from_fn(log));
//! ```
//!
//! # Where no route is
//!
//! A path that no route has is axum's 404, and so is its preflight. An annotated handler as the
//! [`fallback`](Router::fallback) gives those paths a policy:
//!
//! ```
//! # use cors_runtime::{axum::Router, cors};
//! use axum::http::StatusCode;
//!
//! #[cors(origins = ["https://app.example.com"])]
//! async fn not_found() -> (StatusCode, &'static str) { (StatusCode::NOT_FOUND, "nothing here") }
//!
//! let app: Router = Router::new().fallback(not_found);
//! ```

mod mountable;
mod method_router;
mod path_tables;
mod router;

pub use method_router::{
    MethodRouter, any, any_service, connect, delete, get, head, on, options, patch, post, put, trace,
};
pub use mountable::{MethodsFromRoute, Mountable};
pub use router::Router;

pub use crate::adapter::http::ResponseFuture;
