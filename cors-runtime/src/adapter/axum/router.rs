//! The router: axum's, with the CORS step around it.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::extract::connect_info::IntoMakeServiceWithConnectInfo;
use axum::handler::Handler;
use axum::response::{IntoResponse, Response};
use axum::routing::future::RouteFuture;
use axum::routing::{IntoMakeService, Route};
use axum::serve::{IncomingStream, Listener};
use axum::{BoxError, ServiceExt};
use tower_layer::Layer;
use tower_service::Service;

use super::known::{layer_policy, service_policy};
use super::method_router::MethodRouter;
use super::mountable::{Mountable, mounted};
use super::path_tables::PathTables;
use crate::adapter::http::{self, ResponseFuture, Step};
use crate::adapter::sealed::Sealed;
use crate::policy::route_policy::RoutePolicy;
use crate::protocol::method_table::{MethodTable, Mounted};

/// axum's [`Router`](axum::Router), which also answers the preflights of its routes.
///
/// It has axum's methods, with axum's meaning. The CORS step is outside everything that is added, in whatever order.
///
/// A finished router (one that misses no state) is a service, can be served by
/// [`axum::serve`](::axum::serve()), and converts into an [`axum::Router`](::axum::Router). The routes of an
/// `axum::Router` cannot be read, so it is mounted below a path with [`nest_service`](Self::nest_service), or for all
/// other paths with [`fallback_service`](Self::fallback_service).
///
/// # Services
///
/// A service has no attribute. [`any_service`](super::any_service) mounts one
/// [with a policy](super::with_policy), or without. Methods such as [`nest_service`](Self::nest_service) mount
/// services without a policy; a `CorsLayer` (feature `tower`) gives one to them. It answers their preflights, and is
/// inside the layers of this router:
///
/// ```
/// # #[cfg(feature = "tower")] {
/// use cors_runtime::{axum::{Router, any_service, with_policy}, policy, tower::CorsLayer, Policy};
/// use tower_layer::Layer;
///
/// static FONTS: Policy = policy!(origins = ["*"], methods = ["GET"]);
/// # let fonts = axum::routing::get(|| async {});
/// # let images = fonts.clone();
///
/// let app: Router = Router::new()
///     .route("/fonts/{name}", any_service(with_policy(&FONTS, fonts)))
///     .nest_service("/images", CorsLayer::new(&FONTS).layer(images));
/// # }
/// ```
#[must_use]
#[derive(Clone, Debug)]
pub struct Router<S = ()> {
    inner: axum::Router<S>,
    tables: Arc<PathTables>,
}

impl<S: Clone + Send + Sync + 'static> Router<S> {
    /// A router without routes: the response to every request is a 404.
    pub fn new() -> Self {
        Self { inner: axum::Router::new(), tables: Arc::default() }
    }

    /// Adds the handlers of a path; see [axum's](axum::Router::route).
    ///
    /// # Panics
    ///
    /// If the path is invalid, or overlaps with another one; if a method has a handler already; if the source of
    /// `origins_from` cannot be used.
    #[track_caller]
    pub fn route(self, path: &str, handlers: impl Into<MethodRouter<S>>) -> Self {
        let MethodRouter { inner, table } = handlers.into();
        self.map(|router| router.route(path, inner), |tables| tables.add(path, table))
    }

    /// Adds a service, without a policy (see [services](Self#services)); see
    /// [axum's](axum::Router::route_service).
    ///
    /// # Panics
    ///
    /// If the path is invalid, or overlaps with another one.
    #[track_caller]
    pub fn route_service<T>(self, path: &str, service: T) -> Self
    where
        T: Service<Request, Error = Infallible> + Clone + Send + Sync + 'static,
        T::Response: IntoResponse,
        T::Future: Send + 'static,
    {
        let mut table = MethodTable::default();
        table.mount_unlisted(service_policy(&service));
        self.map(|router| router.route_service(path, service), |tables| tables.add(path, table))
    }

    /// Adds the routes of another router below a path; see [axum's](axum::Router::nest).
    ///
    /// # Panics
    ///
    /// If a route overlaps with another one, or the path is empty or `/`.
    #[track_caller]
    pub fn nest(self, path: &str, router: Self) -> Self {
        let nested = router.tables;
        self.map(|outer| outer.nest(path, router.inner), |tables| tables.nest(path, &nested))
    }

    /// Adds a service below a path, without a policy (see [services](Self#services)); see
    /// [axum's](axum::Router::nest_service). [Nest](Self::nest) a [`Router`] instead: as a service, it would answer its
    /// preflights inside the layers that are added here.
    ///
    /// # Panics
    ///
    /// If a route overlaps with another one, or the path is empty or `/`.
    #[track_caller]
    pub fn nest_service<T>(self, path: &str, service: T) -> Self
    where
        T: Service<Request, Error = Infallible> + Clone + Send + Sync + 'static,
        T::Response: IntoResponse,
        T::Future: Send + 'static,
    {
        let known = service_policy(&service);
        self.map(|router| router.nest_service(path, service), |tables| tables.add_nested_service(path, known))
    }

    /// Adds the routes and the fallback of another router; see [axum's](axum::Router::merge).
    ///
    /// # Panics
    ///
    /// If a route overlaps with another one, or both have a fallback.
    #[track_caller]
    pub fn merge(self, other: impl Into<Self>) -> Self {
        let Self { inner, tables: merged } = other.into();
        self.map(|router| router.merge(inner), |tables| tables.merge(&merged))
    }

    /// Adds a layer to everything added so far; see [axum's](axum::Router::layer). It does not see preflights. Its own
    /// responses carry the CORS headers of the route.
    pub fn layer<L>(self, layer: L) -> Self
    where
        L: Layer<Route> + Clone + Send + Sync + 'static,
        L::Service: Service<Request> + Clone + Send + Sync + 'static,
        <L::Service as Service<Request>>::Response: IntoResponse + 'static,
        <L::Service as Service<Request>>::Error: Into<Infallible> + 'static,
        <L::Service as Service<Request>>::Future: Send + 'static,
    {
        let known = layer_policy(&layer);
        self.map(|router| router.layer(layer), |tables| tables.layer(known))
    }

    /// Adds a layer that runs only if a route was found; see [axum's](axum::Router::route_layer). It does not see
    /// preflights.
    ///
    /// # Panics
    ///
    /// If there is no route yet.
    #[track_caller]
    pub fn route_layer<L>(self, layer: L) -> Self
    where
        L: Layer<Route> + Clone + Send + Sync + 'static,
        L::Service: Service<Request> + Clone + Send + Sync + 'static,
        <L::Service as Service<Request>>::Response: IntoResponse + 'static,
        <L::Service as Service<Request>>::Error: Into<Infallible> + 'static,
        <L::Service as Service<Request>>::Future: Send + 'static,
    {
        let known = layer_policy(&layer);
        self.map(|router| router.route_layer(layer), |tables| tables.layer_routes(known))
    }

    /// Sets the handler for paths that no route has; see [axum's](axum::Router::fallback).
    ///
    /// The policy of an annotated handler applies to all of those paths and to their preflights, as if the handler
    /// were mounted for [`any`](super::any) method. Other handlers receive the preflights.
    #[track_caller]
    pub fn fallback<H, M>(self, handler: H) -> Self
    where
        H: Mountable<M, S>,
    {
        self.map(
            |router| router.fallback(handler.into_handler(Sealed)),
            |tables| tables.set_fallback(mounted::<H, M, S>()),
        )
    }

    /// Sets the service for paths that no route has, without a policy (see [services](Self#services)); see
    /// [axum's](axum::Router::fallback_service).
    pub fn fallback_service<T>(self, service: T) -> Self
    where
        T: Service<Request, Error = Infallible> + Clone + Send + Sync + 'static,
        T::Response: IntoResponse,
        T::Future: Send + 'static,
    {
        let mounted = Mounted::without(service_policy(&service));
        self.map(|router| router.fallback_service(service), |tables| tables.set_fallback(mounted))
    }

    /// Sets the handler for methods that a path does not have; see
    /// [axum's](axum::Router::method_not_allowed_fallback). The path's first policy applies to its responses. It does
    /// not see OPTIONS requests to paths with a policy, which are answered by the router.
    pub fn method_not_allowed_fallback<H, T>(self, handler: H) -> Self
    where
        H: Handler<T, S>,
        T: 'static,
    {
        self.map(|router| router.method_not_allowed_fallback(handler), |_| ())
    }

    /// Removes the fallback; see [axum's](axum::Router::reset_fallback).
    pub fn reset_fallback(self) -> Self {
        self.map(axum::Router::reset_fallback, PathTables::reset_fallback)
    }

    /// Allows segments that begin with `:` or `*`; see [axum's](axum::Router::without_v07_checks).
    pub fn without_v07_checks(self) -> Self {
        self.map(axum::Router::without_v07_checks, |_| ())
    }

    /// Whether any route was added.
    #[must_use]
    pub fn has_routes(&self) -> bool {
        self.inner.has_routes()
    }

    /// Every method of every path with its policy, if it has one, for a review of the server.
    ///
    /// A service or a handler without a policy may contain a layer that applies one, and so may a layer of the router. If
    /// that is a `CorsLayer` (feature `tower`), its policy is listed; if it cannot be known, the route is listed as
    /// [unknown](RoutePolicy::is_unknown). Only functions and other values without data are known to have no policy.
    /// Layers around the finished router are not seen.
    ///
    /// ```
    /// use cors_runtime::{axum::{Router, get}, cors};
    ///
    /// #[cors(origins = ["https://app.example.com"], max_age = 600)]
    /// async fn list_items() {}
    ///
    /// async fn health() {}
    ///
    /// let app: Router = Router::new().route("/items", get(list_items)).route("/health", get(health));
    /// let lines: Vec<_> = app.route_policies().map(|route| route.to_string()).collect();
    /// # let lines: Vec<_> = lines.iter().map(|line| line.split(" (").next().unwrap()).collect();
    /// assert_eq!(lines, [
    ///     // followed by the file and line of the attribute
    ///     r#"GET /items: origins = ["https://app.example.com"], max_age = 600"#,
    ///     "GET /health: no policy",
    /// ]);
    /// ```
    pub fn route_policies(&self) -> impl Iterator<Item = RoutePolicy<'_>> {
        self.tables.route_policies()
    }

    /// Provides the state of the handlers; see [axum's](axum::Router::with_state).
    pub fn with_state<S2>(self, state: S) -> Router<S2> {
        Router { inner: self.inner.with_state(state), tables: self.tables }
    }

    /// Changes both halves; axum's first, since it finds invalid routes.
    #[track_caller]
    fn map(
        self,
        change_router: impl FnOnce(axum::Router<S>) -> axum::Router<S>,
        change_tables: impl FnOnce(&mut PathTables),
    ) -> Self {
        let inner = change_router(self.inner);
        let mut tables = self.tables;
        change_tables(Arc::make_mut(&mut tables));
        Self { inner, tables }
    }
}

impl Router<()> {
    /// Converts the router into a maker of services; see [axum's](axum::Router::into_make_service).
    pub fn into_make_service(self) -> IntoMakeService<Self> {
        ServiceExt::<Request>::into_make_service(self.finished())
    }

    /// The same, with the address of the client for extractors; see
    /// [axum's](axum::Router::into_make_service_with_connect_info).
    pub fn into_make_service_with_connect_info<C>(self) -> IntoMakeServiceWithConnectInfo<Self, C> {
        ServiceExt::<Request>::into_make_service_with_connect_info(self.finished())
    }

    /// Makes axum prepare the handlers now instead of at each request, as its own make-services do.
    fn finished(self) -> Self {
        self.with_state(())
    }
}

impl<S: Clone + Send + Sync + 'static> Default for Router<S> {
    fn default() -> Self {
        Self::new()
    }
}

/// Layers around the result see preflights too. All routes are in the fallback of axum's router, so that it can be
/// nested, but not merged with a router that has a fallback.
impl<S: Clone + Send + Sync + 'static> From<Router<()>> for axum::Router<S> {
    fn from(router: Router<()>) -> Self {
        Self::new().fallback_service(router.finished())
    }
}

impl<B> Service<::http::Request<B>> for Router<()>
where
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = ResponseFuture<RouteFuture<Infallible>, Body>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: ::http::Request<B>) -> Self::Future {
        match http::ask(self.tables.find(request.uri().path()), &request) {
            Step::Forward(completion) => ResponseFuture::forwarded(self.inner.call(request), completion),
            Step::Respond(response) => ResponseFuture::responded(response),
        }
    }
}

/// For [`axum::serve`](::axum::serve()).
impl<L: Listener> Service<IncomingStream<'_, L>> for Router<()> {
    type Response = Self;
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: IncomingStream<'_, L>) -> Self::Future {
        ready(Ok(self.clone().finished()))
    }
}
