//! The handlers of one path.

use std::convert::Infallible;

use axum::extract::Request;
use axum::handler::Handler;
use axum::response::IntoResponse;
use axum::routing::{MethodFilter, Route};
use tower_layer::Layer;
use tower_service::Service;

use super::mountable::{MethodsFromRoute, Mountable};
use crate::policy::Policy;
use crate::protocol::method_table::MethodTable;

/// The handlers of one path, each with its method; axum's
/// [`MethodRouter`](axum::routing::MethodRouter) with their policies beside it.
///
/// A `MethodRouter` of axum can be turned into one: its handlers have no policy.
#[must_use]
#[derive(Clone, Debug)]
pub struct MethodRouter<S = ()> {
    pub(super) inner: axum::routing::MethodRouter<S>,
    pub(super) table: MethodTable,
}

/// The methods that a [`MethodFilter`] can hold.
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
    ($($name:ident $method:ident,)+) => {
        $(
            #[doc = concat!("Mounts a handler for `", stringify!($method), "` requests, and for the preflights that ask for them.")]
            pub fn $name<H, M, S>(handler: H) -> MethodRouter<S>
            where
                H: Mountable<M, S, Methods: MethodsFromRoute>,
                S: Clone + Send + Sync + 'static,
            {
                on(MethodFilter::$method, handler)
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
                    H: Mountable<M, S, Methods: MethodsFromRoute>,
                {
                    self.on(MethodFilter::$method, handler)
                }
            )+
        }
    };
}

methods! {
    connect CONNECT,
    delete DELETE,
    get GET,
    head HEAD,
    options OPTIONS,
    patch PATCH,
    post POST,
    put PUT,
    trace TRACE,
}

/// Mounts a handler for the methods of the filter, and for the preflights that ask for them.
pub fn on<H, M, S>(filter: MethodFilter, handler: H) -> MethodRouter<S>
where
    H: Mountable<M, S, Methods: MethodsFromRoute>,
    S: Clone + Send + Sync + 'static,
{
    mounted(axum::routing::on(filter, handler.into_handler()), filter, H::POLICY)
}

/// What is the same for all handlers, and so is in a program once.
#[inline(never)]
fn mounted<S>(
    inner: axum::routing::MethodRouter<S>,
    filter: MethodFilter,
    policy: Option<&'static Policy>,
) -> MethodRouter<S> {
    let mut table = MethodTable::default();
    mount(&mut table, filter, policy);
    MethodRouter { inner, table }
}

fn mount(table: &mut MethodTable, filter: MethodFilter, policy: Option<&'static Policy>) {
    for (method, name) in FILTERS {
        if filter.or(method) == filter {
            table.mount(name, policy);
        }
    }
}

/// Mounts a handler for every method that has no handler of its own, and for the preflights that
/// ask for one of them.
///
/// A policy with `methods` accepts preflights for those only (and for GET, HEAD and POST, which are
/// CORS-safelisted).
pub fn any<H, M, S>(handler: H) -> MethodRouter<S>
where
    H: Mountable<M, S>,
    S: Clone + Send + Sync + 'static,
{
    let mut table = MethodTable::default();
    table.mount_any(H::POLICY);
    MethodRouter { inner: axum::routing::any(handler.into_handler()), table }
}

/// Mounts a service with a policy for every method that has no handler of its own, and for the preflights that
/// ask for one of them; see [axum's](axum::routing::any_service).
///
/// As with [`any`], a policy with `methods` accepts preflights for those only.
pub fn any_service<T, S>(policy: &'static Policy, service: T) -> MethodRouter<S>
where
    T: Service<Request, Error = Infallible> + Clone + Send + Sync + 'static,
    T::Response: IntoResponse + 'static,
    T::Future: Send + 'static,
    S: Clone,
{
    let mut table = MethodTable::default();
    table.mount_any(Some(policy));
    MethodRouter { inner: axum::routing::any_service(service), table }
}

impl<S: Clone + Send + Sync + 'static> MethodRouter<S> {
    /// A path without handlers, which answers 405 to every request.
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
        H: Mountable<M, S, Methods: MethodsFromRoute>,
    {
        let mut table = self.table;
        mount(&mut table, filter, H::POLICY);
        Self { inner: self.inner.on(filter, handler.into_handler()), table }
    }

    /// Sets what answers to methods without a handler of their own, as
    /// [axum's](axum::routing::MethodRouter::fallback) does. It has no policy, and takes the place of a
    /// handler that was mounted for [`any`] method; only if it answers 405, the path's first policy goes
    /// for that.
    pub fn fallback<H, T>(self, handler: H) -> Self
    where
        H: Handler<T, S>,
        T: 'static,
    {
        let mut table = self.table;
        table.mount_fallback();
        Self { inner: self.inner.fallback(handler), table }
    }

    /// Adds a layer to all handlers mounted so far, as
    /// [axum's](axum::routing::MethodRouter::layer) does. It does not see preflights.
    pub fn layer<L>(self, layer: L) -> Self
    where
        L: Layer<Route> + Clone + Send + Sync + 'static,
        L::Service: Service<Request> + Clone + Send + Sync + 'static,
        <L::Service as Service<Request>>::Response: IntoResponse + 'static,
        <L::Service as Service<Request>>::Error: Into<Infallible> + 'static,
        <L::Service as Service<Request>>::Future: Send + 'static,
    {
        Self { inner: self.inner.layer(layer), ..self }
    }

    /// Adds a layer that runs only where a handler was found, as
    /// [axum's](axum::routing::MethodRouter::route_layer) does. It does not see preflights.
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
        Self { inner: self.inner.route_layer(layer), ..self }
    }

    /// Takes over what is mounted on another, as [axum's](axum::routing::MethodRouter::merge) does.
    ///
    /// # Panics
    ///
    /// If a method has a handler on both, or one has an annotated handler for any method and the other
    /// handlers that axum mounted.
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

/// Handlers without a policy. Their methods cannot be read: where they share a path with annotated ones,
/// what is answered to a method that those do not have bears CORS headers only if it is 405.
impl<S> From<axum::routing::MethodRouter<S>> for MethodRouter<S> {
    fn from(inner: axum::routing::MethodRouter<S>) -> Self {
        let mut table = MethodTable::default();
        table.mount_unlisted();
        Self { inner, table }
    }
}
