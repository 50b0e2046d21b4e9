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
//! For an OpenAPI document of the routes, `cors_runtime::utoipa` and `cors_runtime::aide` (features of these names) have routers
//! that replace those of utoipa-axum and aide.
//!
//! [`Router::cors`] gives one policy to everything that has none, and [`with_policy`] gives one to a service.
//!
//! # Where preflights go
//!
//! The CORS step is outside every layer of [`Router`] and [`MethodRouter`]. So no layer can swallow a preflight, and
//! a layer's own response, such as 401, carries the CORS headers of its route.
//!
//! | a layer | sees preflights | its own responses carry CORS headers |
//! |---|---|---|
//! | of [`MethodRouter`] or [`Router`], also one that is nested or merged | no | yes |
//! | around the finished [`Router`], as a service | yes | no |
//! | of the `axum::Router` that a [`Router`] was [converted](#conversions) into, or of its host | yes | no |
//! | inside a plain router, or a service | no, if that has a policy | yes, if that has a policy |
//! | of [`Router`], around a service in a `CorsLayer`, or a converted router merged back | yes | no |
//!
//! To log, count or rate-limit preflights, put a layer around the converted router. It knows the route:
//!
//! ```
//! # use cors_runtime::axum::Router;
//! # use axum::middleware::{from_fn, Next};
//! # async fn log(request: axum::extract::Request, next: Next) -> axum::response::Response { next.run(request).await }
//! # let app: Router = Router::new();
//! let app: axum::Router = axum::Router::from(app).layer(from_fn(log));
//! ```
//!
//! # Conversions
//!
//! [`Router::merge`] and [`Router::nest`] take an `axum::Router`, such as the routes of another crate. Its routes have no
//! policy, unless [`Router::cors`] gives them one.
//!
//! The other way, `axum::Router::from(router)` has the same routes, each with the CORS step as its outermost layer. It
//! can be merged, nested and layered like any other, also before its state is provided, and layers around it see the
//! [`MatchedPath`](::axum::extract::MatchedPath) of preflights. A [`Router`] that is served as it is answers preflights
//! faster, without looking for axum's route.
//!
//! What is exact, and what is not:
//!
//! * In a router that is served as it is, the policy that answers is that of the handler that axum would run.
//!   There is one exception, which carries no headers: a handler from axum's own `MethodRouter`, whose method is unknown,
//!   loses its default if its path also has a handler for [`any`] method, or other handlers from there or from a plain
//!   router, under another default or none.
//! * If something around a converted router changes the path, or a prefix of its host is stripped from a path with two
//!   slashes after it, only the policies of routes with a `MatchedPath` apply: not those of fallbacks and of nested
//!   services, nor the defaults of plain routers.
//! * Merge two routers that have a path in common before the conversion. Afterwards, axum refuses two generated answers
//!   to OPTIONS, and the policy of a handler for [`any`] method also answers the preflights for methods of the other
//!   router.
//! * A router that misses state and contains a plain router does not convert.
//!
//! # Unknown paths
//!
//! The response to a path that no route has is axum's 404, and so is the response to its preflight. [`Router::cors`]
//! gives it a policy, and so does an annotated handler as the [`fallback`](Router::fallback):
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

mod advice;
mod known;
mod mountable_service;
mod layered;
mod mountable;
mod method_router;
mod path_tables;
mod probe;
mod lookup;
mod router;
mod service;
mod conversion;
mod without_state;

#[doc(hidden)]
pub use advice::{HandlerWithCorsAttribute, MountedByCorsRuntime};
pub use layered::LayeredHandler;
pub use method_router::{
    MethodRouter, any, any_service, connect, connect_service, delete, delete_service, get, get_service, head,
    head_service, on, on_service, options, options_service, patch, patch_service, post, post_service, put,
    put_service, trace, trace_service,
};
pub use mountable::{MethodsFromRoute, Mountable, MountableForAny};
#[doc(hidden)]
pub use mountable_service::GivenAsService;
pub use mountable_service::{MountableService, WithPolicy, with_policy};
pub use router::Router;
pub use service::{RouterAsService, RouterIntoService};
pub use without_state::MountableWithoutState;

pub use crate::adapter::http::ResponseFuture;

/// The names of [`axum::routing`](::axum::routing): those of this module where a policy can apply, and axum's own.
///
/// So in a program that moves to this library, `axum::routing` can be replaced by `cors_runtime::axum::routing` everywhere.
/// Handlers without an attribute are mounted as before.
pub mod routing {
    pub use ::axum::routing::{IntoMakeService, MethodFilter, Route, future};

    pub use super::{
        MethodRouter, Router, RouterAsService, RouterIntoService, any, any_service, connect, connect_service,
        delete, delete_service, get, get_service, head, head_service, on, on_service, options,
        options_service, patch, patch_service, post, post_service, put, put_service, trace, trace_service,
    };

    /// The names of [`axum::routing::method_routing`](::axum::routing::method_routing).
    pub mod method_routing {
        pub use super::super::{
            MethodRouter, any, any_service, connect, connect_service, delete, delete_service, get,
            get_service, head, head_service, on, on_service, options, options_service, patch, patch_service,
            post, post_service, put, put_service, trace, trace_service,
        };
    }
}
