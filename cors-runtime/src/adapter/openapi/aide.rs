//! Annotated handlers in an OpenAPI document of [aide](https://docs.rs/aide/0.15) 0.15.
//!
//! [`ApiRouter`] and the functions of [`routing`] have the names of those in [`aide::axum`](::aide::axum) and replace them.
//! A handler is described by its extractors and its result, as aide does it, and its preflights are answered.
//!
//! ```
//! use aide::openapi::OpenApi;
//! use axum::extract::State;
//! use cors_runtime::{aide::{ApiRouter, routing::{get, put_with}}, cors};
//!
//! #[cors(origins = ["https://app.example.com"])]
//! async fn read_motto(State(motto): State<String>) -> String { motto }
//!
//! #[cors(origins = ["https://admin.example.com"], headers = ["content-type"])]
//! async fn write_motto(motto: String) {}
//!
//! let mut api = OpenApi::default();
//! let router: cors_runtime::axum::Router = ApiRouter::new()
//!     .api_route("/motto", get(read_motto)) // OPTIONS /motto is generated
//!     .api_route("/motto", put_with(write_motto, |operation| operation.id("writeMotto")))
//!     .with_state("To the stars".to_owned())
//!     .finish_api(&mut api);
//! assert!(api.paths.unwrap().paths.contains_key("/motto"));
//! ```
//!
//! Routers of aide itself are merged as they are, without policies; see [`ApiRouter::merge`]. [`describe_policies`]
//! writes the policies into the document.

use aide::openapi::{OpenApi, Operation, PathItem, ReferenceOr};
use aide::transform::{TransformOpenApi, TransformPathItem};

use super::extension;
use crate::adapter::axum::Router;

mod described;
pub mod routing;

use routing::ApiMethodRouter;

/// A [`Router`] and the descriptions of its routes.
///
/// It replaces [aide's](aide::axum::ApiRouter), and has its methods.
#[must_use]
#[derive(Clone, Debug)]
pub struct ApiRouter<S = ()> {
    router: Router<S>,
    /// With handlers that are only described.
    described: aide::axum::ApiRouter<S>,
}

impl<S: Clone + Send + Sync + 'static> ApiRouter<S> {
    /// A router without routes.
    pub fn new() -> Self {
        Self { router: Router::new(), described: aide::axum::ApiRouter::new() }
    }

    /// Adds and describes the handlers of a path; see [aide's](aide::axum::ApiRouter::api_route) and
    /// [`Router::route`].
    ///
    /// # Panics
    ///
    /// As [`Router::route`] does.
    #[track_caller]
    pub fn api_route(self, path: &str, handlers: ApiMethodRouter<S>) -> Self {
        let ApiMethodRouter { handlers, described } = handlers;
        Self {
            router: self.router.route(path, handlers),
            described: self.described.api_route(path, described),
        }
    }

    /// The same, with a description of the path; see [aide's](aide::axum::ApiRouter::api_route_with).
    ///
    /// # Panics
    ///
    /// As [`Router::route`] does.
    #[track_caller]
    pub fn api_route_with(
        self,
        path: &str,
        handlers: ApiMethodRouter<S>,
        describe: impl FnOnce(TransformPathItem<'_>) -> TransformPathItem<'_>,
    ) -> Self {
        let ApiMethodRouter { handlers, described } = handlers;
        Self {
            router: self.router.route(path, handlers),
            described: self.described.api_route_with(path, described, describe),
        }
    }

    /// Changes the description of all paths so far; see [aide's](aide::axum::ApiRouter::with_path_items).
    pub fn with_path_items(
        self,
        describe: impl FnMut(TransformPathItem<'_>) -> TransformPathItem<'_>,
    ) -> Self {
        Self { described: self.described.with_path_items(describe), ..self }
    }

    /// Adds the routes of another router below a path, and their descriptions; see [`Router::nest`].
    ///
    /// # Panics
    ///
    /// As [`Router::nest`] does.
    #[track_caller]
    pub fn nest(self, path: &str, router: impl Into<Self>) -> Self {
        let Self { router, described } = router.into();
        Self { router: self.router.nest(path, router), described: self.described.nest(path, described) }
    }

    /// Adds the routes and the fallback of another router, and the descriptions; see [`Router::merge`].
    ///
    /// A router of aide is merged as it is: its routes are described, and none of them has a policy, unless
    /// [`cors`](Self::cors) gives it one.
    ///
    /// # Panics
    ///
    /// As [`Router::merge`] does.
    #[track_caller]
    pub fn merge(self, router: impl Into<Self>) -> Self {
        let Self { router, described } = router.into();
        Self { router: self.router.merge(router), described: self.described.merge(described) }
    }

    methods_without_description!();

    /// Provides the state of the handlers; see [`Router::with_state`].
    pub fn with_state<S2: Clone + Send + Sync + 'static>(self, state: S) -> ApiRouter<S2> {
        ApiRouter {
            router: self.router.with_state(state.clone()),
            described: self.described.with_state(state),
        }
    }

    /// The routes. Their descriptions are added to the document; see [aide's](aide::axum::ApiRouter::finish_api).
    pub fn finish_api(self, api: &mut OpenApi) -> Router<S> {
        _ = self.described.finish_api(api);
        self.router
    }

    /// The same, with a description of the whole; see [aide's](aide::axum::ApiRouter::finish_api_with).
    pub fn finish_api_with<F>(self, api: &mut OpenApi, describe: F) -> Router<S>
    where
        F: FnOnce(TransformOpenApi<'_>) -> TransformOpenApi<'_>,
    {
        _ = self.described.finish_api_with(api, describe);
        self.router
    }
}

impl<S: Clone + Send + Sync + 'static> Default for ApiRouter<S> {
    fn default() -> Self {
        Self::new()
    }
}

/// Its routes have no policy. They cannot be listed.
impl<S: Clone + Send + Sync + 'static> From<aide::axum::ApiRouter<S>> for ApiRouter<S> {
    fn from(described: aide::axum::ApiRouter<S>) -> Self {
        Self { router: axum::Router::from(described.clone()).into(), described }
    }
}

/// Its routes are not described.
impl<S: Clone + Send + Sync + 'static> From<Router<S>> for ApiRouter<S> {
    fn from(router: Router<S>) -> Self {
        Self { router, ..Self::default() }
    }
}

/// Its routes have no policy, and are not described.
impl<S: Clone + Send + Sync + 'static> From<axum::Router<S>> for ApiRouter<S> {
    fn from(router: axum::Router<S>) -> Self {
        Router::from(router).into()
    }
}

impl<S> From<ApiRouter<S>> for Router<S> {
    fn from(router: ApiRouter<S>) -> Self {
        router.router
    }
}

/// Writes the policy of every operation whose route has one into the document, as `x-cors`: the arguments of the
/// attribute that are not left out, under their names.
///
/// A public document then tells everyone which origins are allowed. Responses tell that only to who guesses one.
///
/// ```
/// # use aide::openapi::OpenApi;
/// use cors_runtime::{aide::{ApiRouter, describe_policies, routing::get}, cors};
///
/// #[cors(origins = ["*"], max_age = 600)]
/// async fn list_prices() {}
///
/// let mut api = OpenApi::default();
/// let router = ApiRouter::<()>::new().api_route("/prices", get(list_prices)).finish_api(&mut api);
/// describe_policies(&router, &mut api);
/// let prices = &api.paths.unwrap().paths["/prices"];
/// assert_eq!(prices.as_item().unwrap().get.as_ref().unwrap().extensions["x-cors"]["origins"][0], "*");
/// ```
pub fn describe_policies<S: Clone + Send + Sync + 'static>(router: &Router<S>, api: &mut OpenApi) {
    for (path, item) in api.paths.iter_mut().flat_map(|paths| &mut paths.paths) {
        let ReferenceOr::Item(item) = item else { continue };
        for (method, operation) in operations(item) {
            let Some(policy) = extension::of_operation(router, path, method) else { continue };
            operation.extensions.insert(extension::NAME.to_owned(), policy);
        }
    }
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = (&'static str, &mut Operation)> {
    let all = [
        ("DELETE", &mut item.delete),
        ("GET", &mut item.get),
        ("HEAD", &mut item.head),
        ("OPTIONS", &mut item.options),
        ("PATCH", &mut item.patch),
        ("POST", &mut item.post),
        ("PUT", &mut item.put),
        ("TRACE", &mut item.trace),
    ];
    all.into_iter().filter_map(|(method, operation)| Some((method, operation.as_mut()?)))
}
