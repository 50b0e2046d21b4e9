//! Annotated handlers in an OpenAPI document of [utoipa](https://docs.rs/utoipa/6), in the place of
//! [utoipa-axum](https://docs.rs/utoipa-axum/0.3) 0.3.
//!
//! [`routes!`](routes) and [`OpenApiRouter`] have the names of utoipa-axum's and replace them: a handler is mounted for
//! the method and the path that its `#[utoipa::path(...)]` tells, its preflights are answered, and it is described. Both
//! attributes may stand in any order.
//!
//! ```
//! use axum::{Json, extract::Path};
//! use cors_runtime::{cors, utoipa::{OpenApiRouter, routes}};
//!
//! /// Reads a pet.
//! #[utoipa::path(get, path = "/pets/{id}", params(("id" = u32, Path)), responses((status = OK, body = String)))]
//! #[cors(origins = ["https://app.example.com"])]
//! async fn read_pet(Path(id): Path<u32>) -> Json<String> { Json(format!("pet {id}")) }
//!
//! #[utoipa::path(put, path = "/pets/{id}", params(("id" = u32, Path)))]
//! #[cors(origins = ["https://admin.example.com"], headers = ["content-type"])]
//! async fn write_pet(Path(id): Path<u32>, Json(name): Json<String>) {}
//!
//! let pets = OpenApiRouter::new().routes(routes!(read_pet, write_pet)); // OPTIONS /pets/{id} is generated
//! let (router, api) = OpenApiRouter::new().nest("/v1", pets).split_for_parts();
//! let router: cors_runtime::axum::Router = router;
//! assert!(api.paths.paths.contains_key("/v1/pets/{id}"));
//! ```
//!
//! Routers and routes of utoipa-axum itself are merged as they are, without policies; see
//! [`OpenApiRouter::merge`]. [`describe_policies`] writes the policies into the document.
//!
//! The feature `utoipa` needs Rust 1.88, as utoipa does.

use std::convert::Infallible;

use axum::extract::Request;
use axum::response::IntoResponse;
use axum::routing::Route;
use tower_layer::Layer;
use tower_service::Service;
use utoipa::openapi::extensions::Extensions;
use utoipa::openapi::path::{Operation, PathItem, Paths};
use utoipa::openapi::schema::Schema;
use utoipa::openapi::{Components, OpenApi, OpenApiBuilder, RefOr};

use super::extension;
use crate::adapter::axum::{MethodRouter, Router};

/// What [`routes!`](routes) returns: schemas, paths, and handlers.
pub type UtoipaMethodRouter<S = ()> = (Vec<(String, RefOr<Schema>)>, Paths, MethodRouter<S>);

/// Changes the handlers that [`routes!`](routes) returns.
pub trait UtoipaMethodRouterExt<S> {
    /// Adds a layer to all handlers; see [`MethodRouter::layer`].
    #[must_use]
    fn layer<L>(self, layer: L) -> Self
    where
        L: Layer<Route> + Clone + Send + Sync + 'static,
        L::Service: Service<Request> + Clone + Send + Sync + 'static,
        <L::Service as Service<Request>>::Response: IntoResponse + 'static,
        <L::Service as Service<Request>>::Error: Into<Infallible> + 'static,
        <L::Service as Service<Request>>::Future: Send + 'static;

    /// Provides the state of the handlers; see [`MethodRouter::with_state`].
    fn with_state<S2>(self, state: S) -> UtoipaMethodRouter<S2>;

    /// Changes the handlers as the function says.
    fn map<S2>(self, change: impl FnOnce(MethodRouter<S>) -> MethodRouter<S2>) -> UtoipaMethodRouter<S2>;
}

impl<S: Clone + Send + Sync + 'static> UtoipaMethodRouterExt<S> for UtoipaMethodRouter<S> {
    fn layer<L>(self, layer: L) -> Self
    where
        L: Layer<Route> + Clone + Send + Sync + 'static,
        L::Service: Service<Request> + Clone + Send + Sync + 'static,
        <L::Service as Service<Request>>::Response: IntoResponse + 'static,
        <L::Service as Service<Request>>::Error: Into<Infallible> + 'static,
        <L::Service as Service<Request>>::Future: Send + 'static,
    {
        self.map(|handlers| handlers.layer(layer))
    }

    fn with_state<S2>(self, state: S) -> UtoipaMethodRouter<S2> {
        self.map(|handlers| handlers.with_state(state))
    }

    fn map<S2>(self, change: impl FnOnce(MethodRouter<S>) -> MethodRouter<S2>) -> UtoipaMethodRouter<S2> {
        let (schemas, paths, handlers) = self;
        (schemas, paths, change(handlers))
    }
}

/// A [`Router`] and the OpenAPI document of its routes.
///
/// It replaces [utoipa-axum's](utoipa_axum::router::OpenApiRouter), and has its methods.
#[must_use]
#[derive(Clone)]
pub struct OpenApiRouter<S = ()> {
    router: Router<S>,
    api: OpenApi,
}

impl<S: Clone + Send + Sync + 'static> OpenApiRouter<S> {
    /// A router without routes, with the document that utoipa-axum begins with.
    pub fn new() -> Self {
        utoipa_axum::router::OpenApiRouter::new().into()
    }

    /// A router without routes, with a document to which theirs will be added.
    pub fn with_openapi(api: OpenApi) -> Self {
        Self { router: Router::new(), api }
    }

    /// Adds handlers with their descriptions, as [`routes!`](routes) returns them; or as that of utoipa-axum does, without
    /// policies.
    ///
    /// # Panics
    ///
    /// As [`Router::route`] does.
    #[track_caller]
    pub fn routes<M>(mut self, (schemas, paths, handlers): (Vec<(String, RefOr<Schema>)>, Paths, M)) -> Self
    where
        M: Into<MethodRouter<S>>,
    {
        let handlers = handlers.into();
        for (path, item) in paths.paths {
            self.router = self.router.route(if path.is_empty() { "/" } else { &path }, handlers.clone());
            match self.api.paths.paths.get_mut(&path) {
                Some(known) => known.merge_operations(item),
                None => _ = self.api.paths.paths.insert(path, item),
            }
        }
        self.api.components.get_or_insert_with(Components::new).schemas.extend(schemas);
        self
    }

    /// Adds the routes of another router below a path, and its document; see [`Router::nest`].
    ///
    /// # Panics
    ///
    /// As [`Router::nest`] does.
    #[track_caller]
    pub fn nest(self, path: &str, router: impl Into<Self>) -> Self {
        let Self { router, api } = router.into();
        let router = self.router.nest(path, router);
        let api = self.api.nest_with_path_composer(nested_path(path, "/"), api, nested_path);
        Self { router, api }
    }

    /// Adds the routes and the fallback of another router, and its document; see [`Router::merge`].
    ///
    /// A router of utoipa-axum is merged as it is: its operations are described, and none of its routes has a policy,
    /// unless [`cors`](Self::cors) gives it one.
    ///
    /// # Panics
    ///
    /// As [`Router::merge`] does.
    #[track_caller]
    pub fn merge(mut self, router: impl Into<Self>) -> Self {
        let Self { router, api } = router.into();
        self.api.merge(api);
        Self { router: self.router.merge(router), ..self }
    }

    methods_without_description!();

    /// Provides the state of the handlers; see [`Router::with_state`].
    pub fn with_state<S2>(self, state: S) -> OpenApiRouter<S2> {
        OpenApiRouter { router: self.router.with_state(state), api: self.api }
    }

    /// The document, without the routes.
    #[must_use]
    pub fn into_openapi(self) -> OpenApi {
        self.api
    }

    /// Takes the document, and leaves an empty one.
    pub fn to_openapi(&mut self) -> OpenApi {
        std::mem::take(&mut self.api)
    }

    /// The document so far.
    #[must_use]
    pub fn get_openapi(&self) -> &OpenApi {
        &self.api
    }

    /// The document so far, to be changed.
    pub fn get_openapi_mut(&mut self) -> &mut OpenApi {
        &mut self.api
    }

    /// The routes, and the document that describes them.
    pub fn split_for_parts(self) -> (Router<S>, OpenApi) {
        (self.router, self.api)
    }
}

impl<S: Clone + Send + Sync + 'static> Default for OpenApiRouter<S> {
    fn default() -> Self {
        Self::with_openapi(OpenApiBuilder::new().build())
    }
}

impl<S: std::fmt::Debug> std::fmt::Debug for OpenApiRouter<S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OpenApiRouter").field("router", &self.router).finish_non_exhaustive()
    }
}

/// Its routes have no policy. They cannot be listed.
impl<S: Clone + Send + Sync + 'static> From<utoipa_axum::router::OpenApiRouter<S>> for OpenApiRouter<S> {
    fn from(router: utoipa_axum::router::OpenApiRouter<S>) -> Self {
        let (router, api) = router.split_for_parts();
        Self { router: router.into(), api }
    }
}

/// Its routes are not described.
impl<S: Clone + Send + Sync + 'static> From<Router<S>> for OpenApiRouter<S> {
    fn from(router: Router<S>) -> Self {
        Self { router, ..Self::default() }
    }
}

/// Its routes have no policy, and are not described.
impl<S: Clone + Send + Sync + 'static> From<axum::Router<S>> for OpenApiRouter<S> {
    fn from(router: axum::Router<S>) -> Self {
        Router::from(router).into()
    }
}

impl<S: Clone + Send + Sync + 'static> From<OpenApiRouter<S>> for Router<S> {
    fn from(router: OpenApiRouter<S>) -> Self {
        router.router
    }
}

/// A path below the path of a nested router, as axum makes it.
fn nested_path(prefix: &str, path: &str) -> String {
    match (prefix.strip_suffix('/'), path) {
        (Some(prefix), path) => format!("{prefix}/{}", path.trim_start_matches('/')),
        (None, "" | "/") => prefix.to_owned(),
        (None, path) => format!("{prefix}{path}"),
    }
}

/// Writes the policy of every operation whose route has one into the document, as `x-cors`: the arguments of the
/// attribute that are not left out, under their names.
///
/// A public document then tells everyone which origins are allowed. Responses tell that only to who guesses one.
///
/// ```
/// use cors_runtime::{cors, utoipa::{OpenApiRouter, describe_policies, routes}};
///
/// #[utoipa::path(get, path = "/prices")]
/// #[cors(origins = ["*"], max_age = 600)]
/// async fn list_prices() {}
///
/// let (router, mut api) = OpenApiRouter::<()>::new().routes(routes!(list_prices)).split_for_parts();
/// describe_policies(&router, &mut api);
/// let operation = api.paths.paths["/prices"].get.as_ref().unwrap();
/// assert_eq!(operation.extensions.as_ref().unwrap()["x-cors"]["origins"][0], "*");
/// ```
pub fn describe_policies<S: Clone + Send + Sync + 'static>(router: &Router<S>, api: &mut OpenApi) {
    for (path, item) in &mut api.paths.paths {
        for (method, operation) in operations(item) {
            let Some(policy) = extension::of_operation(router, path, method) else { continue };
            let extensions = operation.extensions.get_or_insert_with(Extensions::default);
            extensions.insert(extension::NAME.to_owned(), policy);
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

/// Collects annotated handlers of one path, each with `#[utoipa::path(...)]`, for [`OpenApiRouter::routes`].
///
/// It replaces [utoipa-axum's](utoipa_axum::routes), and takes the same: handlers, with or without `#[cors(...)]`, which have
/// the same path and different methods. The crate that calls it depends on utoipa, as `#[utoipa::path(...)]` demands.
///
/// # Panics
///
/// If two handlers have the same method, or one has the method CONNECT, which a document cannot describe.
#[doc(inline)]
pub use crate::__utoipa_routes as routes;

#[doc(hidden)]
#[macro_export]
macro_rules! __utoipa_routes {
    ($($handler:path),+ $(,)?) => {{
        #[allow(unused_imports)]
        use $crate::utoipa::__private::utoipa_axum::PathItemExt as _;
        let mut paths = $crate::utoipa::__private::Paths::new();
        let mut schemas = $crate::utoipa::__private::Schemas::new();
        let mut handlers = $crate::axum::MethodRouter::new();
        $(
            let (path, operation, methods) =
                $crate::utoipa::__private::utoipa_axum::routes!(@resolve_types $handler : schemas);
            for method in &methods {
                handlers = handlers.on(method.to_method_filter(), $handler);
            }
            paths.add_path_operation(&path, methods, operation);
        )+
        (schemas, paths, handlers)
    }};
}

#[doc(hidden)]
pub mod __private {
    pub use utoipa::openapi::path::Paths;
    pub use utoipa_axum;

    pub type Schemas = Vec<(String, utoipa::openapi::RefOr<utoipa::openapi::schema::Schema>)>;
}
