//! The handlers of one path.

use std::convert::Infallible;

use axum::extract::Request;
use axum::response::IntoResponse;
use axum::routing::{MethodFilter, Route};
use tower_layer::Layer;
use tower_service::Service;

use super::known::layer_policy;
use super::mountable::{Mountable, MountableForAny, mounted};
use super::mountable_service::{MountableService, service_parts};
use crate::adapter::sealed::Sealed;
use crate::policy::route_policy::KnownPolicy;
use crate::protocol::method_table::{MethodTable, Mounted};

/// The handlers of one path, with their methods and their policies.
///
/// It replaces axum's [`MethodRouter`](axum::routing::MethodRouter), which converts into one whose handlers have no
/// policy.
#[must_use]
#[derive(Clone, Debug)]
pub struct MethodRouter<S = ()> {
    pub(super) inner: axum::routing::MethodRouter<S>,
    pub(super) table: MethodTable,
}

/// The methods that a [`MethodFilter`] can contain.
const FILTERS: [(MethodFilter, &str); 9] = [
    (MethodFilter::CONNECT, "CONNECT"),
    (MethodFilter::DELETE, "DELETE"),
    (MethodFilter::GET, "GET"),
    (MethodFilter::HEAD, "HEAD"),
    (MethodFilter::OPTIONS, "OPTIONS"),
    (MethodFilter::PATCH, "PATCH"),
    (MethodFilter::POST, "POST"),
    (MethodFilter::PUT, "PUT"),
    (MethodFilter::TRACE, "TRACE"),
];

macro_rules! methods {
    ($($name:ident $name_service:ident $method:ident,)+) => {
        $(
            #[doc = concat!("Mounts a handler for `", stringify!($method), "` requests, and for the preflights that ask for them.")]
            pub fn $name<H, M, S>(handler: H) -> MethodRouter<S>
            where
                H: Mountable<M, S>,
                S: Clone + Send + Sync + 'static,
            {
                on(MethodFilter::$method, handler)
            }

            #[doc = concat!("Mounts a service for `", stringify!($method), "` requests; see [`on_service`].")]
            pub fn $name_service<T, S>(service: T) -> MethodRouter<S>
            where
                T: MountableService,
                S: Clone + Send + Sync + 'static,
            {
                on_service(MethodFilter::$method, service)
            }
        )+

        impl<S: Clone + Send + Sync + 'static> MethodRouter<S> {
            $(
                #[doc = concat!("Mounts a handler for `", stringify!($method), "` requests, and for the preflights that ask for them.")]
                #[doc = ""]
                #[doc = "# Panics"]
                #[doc = ""]
                #[doc = "If the method has a handler already."]
                #[track_caller]
                pub fn $name<H, M>(self, handler: H) -> Self
                where
                    H: Mountable<M, S>,
                {
                    self.on(MethodFilter::$method, handler)
                }

                #[doc = concat!("Mounts a service for `", stringify!($method), "` requests; see [`on_service`].")]
                #[doc = ""]
                #[doc = "# Panics"]
                #[doc = ""]
                #[doc = "If the method has a handler already."]
                #[track_caller]
                pub fn $name_service<T: MountableService>(self, service: T) -> Self {
                    self.on_service(MethodFilter::$method, service)
                }
            )+
        }
    };
}

methods! {
    connect connect_service CONNECT,
    delete delete_service DELETE,
    get get_service GET,
    head head_service HEAD,
    options options_service OPTIONS,
    patch patch_service PATCH,
    post post_service POST,
    put put_service PUT,
    trace trace_service TRACE,
}

/// Mounts a handler for the methods of the filter, and for the preflights that ask for them.
pub fn on<H, M, S>(filter: MethodFilter, handler: H) -> MethodRouter<S>
where
    H: Mountable<M, S>,
    S: Clone + Send + Sync + 'static,
{
    method_router(axum::routing::on(filter, handler.into_handler(Sealed)), filter, mounted::<H, M, S>())
}

/// Not generic over the handler, so that a program contains it once.
#[inline(never)]
fn method_router<S>(
    inner: axum::routing::MethodRouter<S>,
    filter: MethodFilter,
    mounted: Mounted,
) -> MethodRouter<S> {
    let mut table = MethodTable::default();
    mount(&mut table, filter, mounted);
    MethodRouter { inner, table }
}

fn mount(table: &mut MethodTable, filter: MethodFilter, mounted: Mounted) {
    for (method, name) in FILTERS {
        if filter.or(method) == filter {
            table.mount(name, mounted);
        }
    }
}

/// Mounts a service for the methods of the filter; see [axum's](axum::routing::on_service).
///
/// [`with_policy`](super::with_policy) gives it a policy, which also answers the preflights for those methods.
pub fn on_service<T, S>(filter: MethodFilter, service: T) -> MethodRouter<S>
where
    T: MountableService,
    S: Clone + Send + Sync + 'static,
{
    let (service, mounted) = service_parts(service);
    method_router(axum::routing::on_service(filter, service), filter, mounted)
}

/// Mounts a handler for every method that has no handler of its own, and for the preflights that ask for those
/// methods.
///
/// A policy with `methods` accepts preflights only for the methods that it lists, and for GET, HEAD and POST, which
/// are CORS-safelisted.
pub fn any<H, M, S>(handler: H) -> MethodRouter<S>
where
    H: MountableForAny<M, S>,
    S: Clone + Send + Sync + 'static,
{
    let mut table = MethodTable::default();
    table.mount_any(mounted::<H, M, S>());
    MethodRouter { inner: axum::routing::any(handler.into_handler(Sealed)), table }
}

/// Mounts a service for every method that has no handler of its own; see [axum's](axum::routing::any_service).
///
/// [`with_policy`](super::with_policy) gives it a policy, which also answers the preflights for those methods. As with
/// [`any`], a policy with `methods` accepts preflights only for the methods that it lists (and for GET, HEAD and POST).
///
/// ```
/// use cors_runtime::{axum::{Router, any_service, with_policy}, policy, Policy};
///
/// static FONTS: Policy = policy!(origins = ["*"], methods = ["GET"]);
/// # let fonts = axum::routing::get(|| async {});
/// # let health = fonts.clone();
///
/// let app: Router = Router::new()
///     .route("/fonts/{name}", any_service(with_policy(&FONTS, fonts)))
///     .route("/health", any_service(health));
/// ```
pub fn any_service<T, S>(service: T) -> MethodRouter<S>
where
    T: MountableService,
    S: Clone,
{
    let (service, mounted) = service_parts(service);
    let mut table = MethodTable::default();
    table.mount_any(mounted);
    MethodRouter { inner: axum::routing::any_service(service), table }
}

impl<S: Clone + Send + Sync + 'static> MethodRouter<S> {
    /// A path without handlers: the response to every request is a 405.
    pub fn new() -> Self {
        Self { inner: axum::routing::MethodRouter::new(), table: MethodTable::default() }
    }

    /// Mounts a handler for the methods of the filter, and for the preflights that ask for them.
    ///
    /// # Panics
    ///
    /// If one of the methods has a handler already.
    #[track_caller]
    pub fn on<H, M>(self, filter: MethodFilter, handler: H) -> Self
    where
        H: Mountable<M, S>,
    {
        let mut table = self.table;
        mount(&mut table, filter, mounted::<H, M, S>());
        Self { inner: self.inner.on(filter, handler.into_handler(Sealed)), table }
    }

    /// Mounts a service for the methods of the filter; see [`on_service`].
    ///
    /// # Panics
    ///
    /// If one of the methods has a handler already.
    #[track_caller]
    pub fn on_service<T: MountableService>(self, filter: MethodFilter, service: T) -> Self {
        let (service, mounted) = service_parts(service);
        let mut table = self.table;
        mount(&mut table, filter, mounted);
        Self { inner: self.inner.on_service(filter, service), table }
    }

    /// Keeps the [default](super::Router::cors) of a router away from what is mounted so far and has no policy.
    ///
    /// ```
    /// use cors_runtime::{axum::{Router, get}, policy, Policy};
    ///
    /// static APP: Policy = policy!(origins = ["https://app.example.com"]);
    ///
    /// async fn list_items() {}
    /// async fn metrics() {}
    ///
    /// let app: Router = Router::new()
    ///     .route("/items", get(list_items))
    ///     .route("/metrics", get(metrics).without_cors())
    ///     .cors(&APP);
    /// ```
    pub fn without_cors(mut self) -> Self {
        self.table.opt_out();
        self
    }

    /// Sets the handler for methods without a handler of their own; see
    /// [axum's](axum::routing::MethodRouter::fallback). It replaces a handler that was mounted for [`any`] method. The policy
    /// of an annotated handler also answers the preflights for those methods. Without one, if the response is a 405, the
    /// path's first policy applies to it.
    ///
    /// # Panics
    ///
    /// If the handler has a policy, and handlers with unknown methods are mounted.
    #[track_caller]
    pub fn fallback<H, M>(self, handler: H) -> Self
    where
        H: MountableForAny<M, S>,
    {
        let mut table = self.table;
        table.mount_fallback(mounted::<H, M, S>());
        Self { inner: self.inner.fallback(handler.into_handler(Sealed)), table }
    }

    /// Sets the service for methods without a handler of their own; see
    /// [axum's](axum::routing::MethodRouter::fallback_service). Its policy also answers the preflights for those
    /// methods; without one, this is as [`fallback`](Self::fallback).
    ///
    /// # Panics
    ///
    /// If the service has a policy, and handlers with unknown methods are mounted.
    #[track_caller]
    pub fn fallback_service<T: MountableService>(self, service: T) -> Self {
        let (service, mounted) = service_parts(service);
        let mut table = self.table;
        table.mount_fallback(mounted);
        Self { inner: self.inner.fallback_service(service), table }
    }

    /// Adds a layer to all handlers mounted so far; see [axum's](axum::routing::MethodRouter::layer). It does not see
    /// preflights.
    pub fn layer<L>(self, layer: L) -> Self
    where
        L: Layer<Route> + Clone + Send + Sync + 'static,
        L::Service: Service<Request> + Clone + Send + Sync + 'static,
        <L::Service as Service<Request>>::Response: IntoResponse + 'static,
        <L::Service as Service<Request>>::Error: Into<Infallible> + 'static,
        <L::Service as Service<Request>>::Future: Send + 'static,
    {
        let mut table = self.table;
        table.layer(layer_policy(&layer));
        Self { inner: self.inner.layer(layer), table }
    }

    /// Adds a layer that runs only if a handler was found; see
    /// [axum's](axum::routing::MethodRouter::route_layer). It does not see preflights.
    ///
    /// # Panics
    ///
    /// If nothing is mounted yet.
    #[track_caller]
    pub fn route_layer<L>(self, layer: L) -> Self
    where
        L: Layer<Route> + Clone + Send + Sync + 'static,
        L::Service: Service<Request, Error = Infallible> + Clone + Send + Sync + 'static,
        <L::Service as Service<Request>>::Response: IntoResponse + 'static,
        <L::Service as Service<Request>>::Future: Send + 'static,
    {
        let mut table = self.table;
        table.layer(layer_policy(&layer));
        Self { inner: self.inner.route_layer(layer), table }
    }

    /// Adds the handlers of another path; see [axum's](axum::routing::MethodRouter::merge).
    ///
    /// # Panics
    ///
    /// If a method has a handler in both; or if one has an annotated handler for any method, and the other has handlers
    /// mounted by axum.
    #[track_caller]
    pub fn merge(self, other: impl Into<Self>) -> Self {
        let other = other.into();
        let mut table = self.table;
        table.merge(other.table);
        Self { inner: self.inner.merge(other.inner), table }
    }

    /// Provides the state of the handlers.
    pub fn with_state<S2>(self, state: S) -> MethodRouter<S2> {
        MethodRouter { inner: self.inner.with_state(state), table: self.table }
    }
}

impl<S: Clone + Send + Sync + 'static> Default for MethodRouter<S> {
    fn default() -> Self {
        Self::new()
    }
}

/// Handlers without a policy. Their methods cannot be read. So if they share a path with annotated handlers, the
/// response to a method that no annotated handler has carries CORS headers only if it is a 405, a preflight for OPTIONS is
/// refused, and HEAD goes by the policy of an annotated handler for GET.
impl<S> From<axum::routing::MethodRouter<S>> for MethodRouter<S> {
    fn from(inner: axum::routing::MethodRouter<S>) -> Self {
        let mut table = MethodTable::default();
        table.mount_unlisted(KnownPolicy::Unknown);
        Self { inner, table }
    }
}
