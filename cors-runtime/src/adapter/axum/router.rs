//! The router: axum's, with the CORS step around it.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::Request;
use axum::handler::Handler;
use axum::response::IntoResponse;
use axum::routing::Route;
use tower_layer::Layer;
use tower_service::Service;

use super::known::layer_policy;
use super::lookup::PlainParts;
use super::method_router::MethodRouter;
use super::mountable::{MountableForAny, mounted};
use super::mountable_service::{MountableService, service_parts};
use super::path_tables::{PathTables, nested_service_paths};
use super::probe::Probe;
use crate::adapter::sealed::Sealed;
use crate::policy::Policy;
use crate::policy::route_policy::RoutePolicy;
use crate::policy::surface::Surface;
use crate::protocol::explained::ExplainedAnswers;

/// axum's [`Router`](axum::Router), which also answers the preflights of its routes.
///
/// It has axum's methods, with axum's meaning. The CORS step is outside everything that is added, in whatever order.
///
/// A finished router (one that misses no state) is a service, and can be served by [`axum::serve`](::axum::serve()). A
/// router converts [into an `axum::Router`](super#conversions), and an [`axum::Router`](::axum::Router) can be
/// [merged](Self::merge) into it.
///
/// # Services
///
/// A service has no attribute. Whatever takes a service also takes one [with a policy](super::with_policy), which is
/// outside every layer, as that of a handler:
///
/// ```
/// use cors_runtime::{axum::{Router, get_service, with_policy}, policy, Policy};
///
/// static FONTS: Policy = policy!(origins = ["*"], methods = ["GET"]);
/// # let fonts = axum::routing::get(|| async {});
/// # let images = fonts.clone();
///
/// let app: Router = Router::new()
///     .route("/fonts/{name}", get_service(with_policy(&FONTS, fonts)))
///     .nest_service("/images", with_policy(&FONTS, images));
/// ```
///
/// A `CorsLayer` (feature `tower`) around a service is inside the layers that are added here, which see its preflights.
#[must_use]
#[derive(Clone, Debug)]
pub struct Router<S = ()> {
    pub(super) inner: axum::Router<S>,
    pub(super) tables: Arc<PathTables>,
    /// If there are parts that have no table.
    pub(super) plain: Option<PlainParts<S>>,
}

impl<S: Clone + Send + Sync + 'static> Router<S> {
    /// A router without routes: the response to every request is a 404.
    pub fn new() -> Self {
        Self { inner: axum::Router::new(), tables: Arc::default(), plain: None }
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
        let this = self.map(|router| router.route(path, inner), |tables| tables.add(path, table));
        this.mirror(|probe| probe.route(path))
    }

    /// Adds a path with its handlers, and another one that has the same methods and policies. What axum serves at both is
    /// up to the caller.
    #[cfg(feature = "axum-extra")]
    #[track_caller]
    pub(in crate::adapter) fn add_paths(
        self,
        paths: [&str; 2],
        handlers: MethodRouter<S>,
        change_router: impl FnOnce(axum::Router<S>, axum::routing::MethodRouter<S>) -> axum::Router<S>,
    ) -> Self {
        let MethodRouter { inner, table } = handlers;
        let change_tables = |tables: &mut PathTables| {
            for path in paths {
                tables.add(path, table.clone());
            }
        };
        let this = self.map(|router| change_router(router, inner), change_tables);
        this.mirror(|probe| paths.iter().fold(probe, |probe, path| probe.route(path)))
    }

    /// Adds a service, which may have [a policy](super::with_policy); see [axum's](axum::Router::route_service).
    ///
    /// # Panics
    ///
    /// If the path is invalid, or overlaps with another one; if the source of `origins_from` cannot be used.
    #[track_caller]
    pub fn route_service<T: MountableService>(self, path: &str, service: T) -> Self {
        let (service, mounted) = service_parts(service);
        self.map(|router| router.route_service(path, service), |tables| tables.add_service(&[path], mounted))
            .mirror(|probe| probe.route(path))
    }

    /// Adds the routes of another router below a path; see [axum's](axum::Router::nest). It may be an
    /// [`axum::Router`](axum::Router), as in [`merge`](Self::merge).
    ///
    /// # Panics
    ///
    /// If a route overlaps with another one, or the path is empty or `/`.
    #[track_caller]
    pub fn nest(self, path: &str, router: impl Into<Self>) -> Self {
        let nested = router.into();
        let [plain, nested_plain] = self.plain_parts(&nested);
        let mut this =
            self.map(|outer| outer.nest(path, nested.inner), |tables| tables.nest(path, &nested.tables));
        if let (Some(outer), Some(inner)) = (plain, nested_plain) {
            this.plain = Some(outer.probe.nest(path, inner.probe).into());
        }
        this
    }

    /// Adds a service below a path, which may have [a policy](super::with_policy); see
    /// [axum's](axum::Router::nest_service). [Nest](Self::nest) a [`Router`] instead: as a service, it would answer its
    /// preflights inside the layers that are added here.
    ///
    /// # Panics
    ///
    /// If a route overlaps with another one, or the path is empty or `/`; if the source of `origins_from` cannot be
    /// used.
    #[track_caller]
    pub fn nest_service<T: MountableService>(self, path: &str, service: T) -> Self {
        let (service, mounted) = service_parts(service);
        let paths = nested_service_paths(path);
        self.map(|router| router.nest_service(path, service), |tables| tables.add_service(&paths, mounted))
            .mirror(|probe| paths.iter().fold(probe, |probe, path| probe.route(path)))
    }

    /// Adds the routes and the fallback of another router; see [axum's](axum::Router::merge).
    ///
    /// An [`axum::Router`](axum::Router) is merged as it is: none of its routes has a policy, unless they get one
    /// [by default](Self::cors), and none is answered by the policy of a route here, even if both have the same path.
    ///
    /// ```
    /// use cors_runtime::{axum::{Router, get}, cors};
    ///
    /// #[cors(origins = ["https://app.example.com"])]
    /// async fn read_item() {}
    ///
    /// # async fn new_item() {}
    /// // From a crate that knows only axum.
    /// let plain = axum::Router::new().route("/items/new", axum::routing::get(new_item));
    ///
    /// let app: Router = Router::new().route("/items/{id}", get(read_item)).merge(plain);
    /// ```
    ///
    /// # Panics
    ///
    /// If a route overlaps with another one, or both have a fallback.
    #[track_caller]
    pub fn merge(self, other: impl Into<Self>) -> Self {
        let other = other.into();
        let [plain, other_plain] = self.plain_parts(&other);
        let mut this = self.map(|router| router.merge(other.inner), |tables| tables.merge(&other.tables));
        if let (Some(one), Some(other)) = (plain, other_plain) {
            this.plain = Some(one.probe.merge(other.probe).into());
        }
        this
    }

    /// Gives a policy to everything added so far that has none: handlers, services, plain routers, and the 404 of axum.
    ///
    /// A handler's own attribute takes precedence, and [`without_cors`](MethodRouter::without_cors) keeps the default
    /// away. What is added later is not concerned, nor is the 404 of a router that is nested: that is the outer
    /// router's. The policy is outside every layer and applies to each method on its own: a preflight for a method that
    /// no handler has is refused. The methods of services, of plain routers and of paths without a route are unknown;
    /// their preflights are accepted for the policy's `methods`, or for every method if it lists none.
    ///
    /// ```
    /// use cors_runtime::{axum::{Router, get}, cors, policy, Policy};
    ///
    /// static APP: Policy = policy!(origins = ["https://app.example.com"], credentials);
    ///
    /// async fn list_items() {}
    ///
    /// #[cors(origins = ["*"])]
    /// async fn list_prices() {}
    ///
    /// let app: Router = Router::new()
    ///     .route("/items", get(list_items))
    ///     .route("/prices", get(list_prices)) // keeps its own policy
    ///     .cors(&APP);
    /// ```
    ///
    /// # Panics
    ///
    /// If the source of `origins_from` cannot be used.
    #[track_caller]
    pub fn cors(self, default: &'static Policy) -> Self {
        self.map(|router| router, |tables| tables.set_default(default))
            .mirror(|probe| probe.set_default(default))
    }

    /// Turns [explained answers](crate::explain#explained-answers) on or off. If the router is nested or merged into another
    /// one, the setting of that one applies.
    ///
    /// # Panics
    ///
    /// If they are turned on in a release build without the feature `explain`.
    #[track_caller]
    pub fn explained_answers(self, is_on: bool) -> Self {
        self.map(|router| router, |tables| tables.set_explained(ExplainedAnswers::new(is_on)))
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
        H: MountableForAny<M, S>,
    {
        self.map(
            |router| router.fallback(handler.into_handler(Sealed)),
            |tables| tables.set_fallback(mounted::<H, M, S>()),
        )
        .mirror(|probe| probe.fallback(H::POLICY))
    }

    /// Sets the service for paths that no route has, which may have [a policy](super::with_policy); see
    /// [axum's](axum::Router::fallback_service).
    #[track_caller]
    pub fn fallback_service<T: MountableService>(self, service: T) -> Self {
        let (service, mounted) = service_parts(service);
        self.map(|router| router.fallback_service(service), |tables| tables.set_fallback(mounted))
            .mirror(|probe| probe.fallback(mounted.policy()))
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
        self.map(axum::Router::reset_fallback, PathTables::reset_fallback).mirror(Probe::reset_fallback)
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

    /// The [route policies](Self::route_policies) in the order of paths and methods, to be kept in a file by a test; see
    /// [`Surface`].
    ///
    /// ```
    /// # use cors_runtime::{axum::{Router, get}, cors};
    /// # #[cors(origins = ["*"])]
    /// # async fn list_items() {}
    /// let app: Router = Router::new().route("/items", get(list_items));
    /// assert!(app.surface().to_string().starts_with(r#"GET /items: origins = ["*"] ("#)); // file:line
    /// ```
    pub fn surface(&self) -> Surface<'_> {
        self.route_policies().collect()
    }

    /// Provides the state of the handlers; see [axum's](axum::Router::with_state).
    pub fn with_state<S2>(self, state: S) -> Router<S2> {
        Router {
            plain: self.plain.map(|plain| plain.probe.with_state(state.clone()).into()),
            inner: self.inner.with_state(state),
            tables: self.tables,
        }
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
        Self { inner, tables, ..self }
    }

    /// Does to the probe what was done to the router.
    fn mirror(self, change: impl FnOnce(Probe<S>) -> Probe<S>) -> Self {
        Self { plain: self.plain.map(|plain| change(plain.probe).into()), ..self }
    }

    /// The plain parts of both routers, if one has any.
    fn plain_parts(&self, other: &Self) -> [Option<PlainParts<S>>; 2] {
        if self.plain.is_none() && other.plain.is_none() {
            return [None, None];
        }
        [self, other]
            .map(|router| Some(router.plain.clone().unwrap_or_else(|| PlainParts::none(&router.tables))))
    }
}

impl<S: Clone + Send + Sync + 'static> Default for Router<S> {
    fn default() -> Self {
        Self::new()
    }
}

/// Its routes have no policy. They cannot be listed.
impl<S: Clone + Send + Sync + 'static> From<axum::Router<S>> for Router<S> {
    fn from(inner: axum::Router<S>) -> Self {
        let plain = Some(Probe::of_plain(inner.clone()).into());
        Self { inner, tables: Arc::default(), plain }
    }
}
