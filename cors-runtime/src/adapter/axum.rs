//! Annotated handlers in [axum](https://docs.rs/axum/0.8) 0.8.
//!
//! The functions and the router have the names of axum's and replace them. An annotated handler does not compile with
//! axum's own [`get`](::axum::routing::get); handlers without a policy are mounted as before.
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
//! The CORS step is outside every layer of [`Router`] and [`MethodRouter`]. So no layer can swallow a preflight, and
//! a layer's own response, such as 401, carries the CORS headers of its route. To log, count or rate-limit preflights,
//! put a layer around the finished router:
//!
//! ```
//! # use cors_runtime::axum::Router;
//! # use axum::middleware::{from_fn, Next};
//! # async fn log(request: axum::extract::Request, next: Next) -> axum::response::Response { next.run(request).await }
//! # let app: Router = Router::new();
//! let app: axum::Router = axum::Router::from(app).layer(from_fn(log));
//! ```
//!
//! # Unknown paths
//!
//! The response to a path that no route has is axum's 404, and so is the response to its preflight. An annotated
//! handler as the [`fallback`](Router::fallback) gives those paths a policy:
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

mod known;
mod mountable;
mod mountable_service;
mod method_router;
mod path_tables;
mod router;

pub use method_router::{
    MethodRouter, any, any_service, connect, delete, get, head, on, options, patch, post, put, trace,
};
pub use mountable::{MethodsFromRoute, Mountable};
pub use mountable_service::{MountableService, WithPolicy, with_policy};
pub use router::Router;

pub use crate::adapter::http::ResponseFuture;
