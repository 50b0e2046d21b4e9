//! Annotated handlers with their methods, described; in the place of [`aide::axum::routing`](::aide::axum::routing).

use std::convert::Infallible;

use aide::transform::TransformOperation;
use axum::extract::Request;
use axum::response::IntoResponse;
use axum::routing::{MethodFilter, Route};
use tower_layer::Layer;
use tower_service::Service;

pub use super::described::Describable;
use super::described::Described;
use crate::adapter::axum::{MethodRouter, Mountable, MountableService};

/// The handlers of one path, with their methods, their policies and their descriptions.
///
/// It replaces [aide's](aide::axum::routing::ApiMethodRouter), which converts into one whose handlers have no policy.
#[must_use]
#[derive(Clone)]
pub struct ApiMethodRouter<S = ()> {
    pub(super) handlers: MethodRouter<S>,
    pub(super) described: aide::axum::routing::ApiMethodRouter<S>,
}

macro_rules! methods {
    ($($name:ident $name_with:ident $method:literal,)+) => {
        $(
            #[doc = concat!("Mounts and describes a handler for `", $method, "` requests, and for the preflights that ask for them.")]
            pub fn $name<H, M, D, S>(handler: H) -> ApiMethodRouter<S>
            where
                H: Mountable<M, S> + Describable<D> + 'static,
                D: 'static,
                S: Clone + Send + Sync + 'static,
            {
                ApiMethodRouter::new().$name(handler)
            }

            #[doc = concat!("As [`", stringify!($name), "`], with a description of the operation.")]
            pub fn $name_with<H, M, D, S>(
                handler: H,
                describe: impl FnOnce(TransformOperation<'_>) -> TransformOperation<'_>,
            ) -> ApiMethodRouter<S>
            where
                H: Mountable<M, S> + Describable<D> + 'static,
                D: 'static,
                S: Clone + Send + Sync + 'static,
            {
                ApiMethodRouter::new().$name_with(handler, describe)
            }
        )+

        impl<S: Clone + Send + Sync + 'static> ApiMethodRouter<S> {
            $(
                #[doc = concat!("Mounts and describes a handler for `", $method, "` requests, and for the preflights that ask for them.")]
                #[doc = ""]
                #[doc = "# Panics"]
                #[doc = ""]
                #[doc = "If the method has a handler already."]
                #[track_caller]
                pub fn $name<H, M, D>(self, handler: H) -> Self
                where
                    H: Mountable<M, S> + Describable<D> + 'static,
                    D: 'static,
                {
                    self.$name_with(handler, |operation| operation)
                }

                #[doc = concat!("As [`", stringify!($name), "`](Self::", stringify!($name), "), with a description of the operation.")]
                #[doc = ""]
                #[doc = "# Panics"]
                #[doc = ""]
                #[doc = "If the method has a handler already."]
                #[track_caller]
                pub fn $name_with<H, M, D>(
                    self,
                    handler: H,
                    describe: impl FnOnce(TransformOperation<'_>) -> TransformOperation<'_>,
                ) -> Self
                where
                    H: Mountable<M, S> + Describable<D> + 'static,
                    D: 'static,
                {
                    Self {
                        described: self.described.$name_with(Described::of(&handler), describe),
                        handlers: self.handlers.$name(handler),
                    }
                }
            )+
        }
    };
}

methods! {
    delete delete_with "DELETE",
    get get_with "GET",
    head head_with "HEAD",
    options options_with "OPTIONS",
    patch patch_with "PATCH",
    post post_with "POST",
    put put_with "PUT",
    trace trace_with "TRACE",
}

impl<S: Clone + Send + Sync + 'static> ApiMethodRouter<S> {
    /// A path without handlers.
    pub fn new() -> Self {
        Self { handlers: MethodRouter::new(), described: aide::axum::routing::ApiMethodRouter::new() }
    }

    /// Mounts a service for the methods of the filter, and does not describe it; see [`MethodRouter::on_service`].
    ///
    /// # Panics
    ///
    /// If one of the methods has a handler already.
    #[track_caller]
    pub fn on_service<T: MountableService>(self, filter: MethodFilter, service: T) -> Self {
        Self { handlers: self.handlers.on_service(filter, service), ..self }
    }

    /// Sets the service for methods without a handler of their own; see [`MethodRouter::fallback_service`].
    ///
    /// # Panics
    ///
    /// As [`MethodRouter::fallback_service`] does.
    #[track_caller]
    pub fn fallback_service<T: MountableService>(self, service: T) -> Self {
        Self { handlers: self.handlers.fallback_service(service), ..self }
    }

    /// Keeps the [default](super::ApiRouter::cors) of a router away; see [`MethodRouter::without_cors`].
    pub fn without_cors(self) -> Self {
        Self { handlers: self.handlers.without_cors(), ..self }
    }

    /// Adds the handlers of another one, and their descriptions; see [`MethodRouter::merge`].
    ///
    /// # Panics
    ///
    /// As [`MethodRouter::merge`] does.
    #[track_caller]
    pub fn merge(self, other: impl Into<Self>) -> Self {
        let Self { handlers, described } = other.into();
        Self { handlers: self.handlers.merge(handlers), described: self.described.merge(described) }
    }

    /// Adds a layer to all handlers mounted so far; see [`MethodRouter::layer`].
    pub fn layer<L>(self, layer: L) -> Self
    where
        L: Layer<Route> + Clone + Send + Sync + 'static,
        L::Service: Service<Request> + Clone + Send + Sync + 'static,
        <L::Service as Service<Request>>::Response: IntoResponse + 'static,
        <L::Service as Service<Request>>::Error: Into<Infallible> + 'static,
        <L::Service as Service<Request>>::Future: Send + 'static,
    {
        Self { handlers: self.handlers.layer(layer), ..self }
    }

    /// Adds a layer that runs only if a handler was found; see [`MethodRouter::route_layer`].
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
        Self { handlers: self.handlers.route_layer(layer), ..self }
    }

    /// Provides the state of the handlers; see [`MethodRouter::with_state`].
    pub fn with_state<S2>(self, state: S) -> ApiMethodRouter<S2> {
        ApiMethodRouter {
            handlers: self.handlers.with_state(state.clone()),
            described: self.described.with_state(state),
        }
    }
}

impl<S: Clone + Send + Sync + 'static> Default for ApiMethodRouter<S> {
    fn default() -> Self {
        Self::new()
    }
}

impl<S: std::fmt::Debug> std::fmt::Debug for ApiMethodRouter<S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ApiMethodRouter").field("handlers", &self.handlers).finish_non_exhaustive()
    }
}

/// Its handlers are not described.
impl<S: Clone + Send + Sync + 'static> From<MethodRouter<S>> for ApiMethodRouter<S> {
    fn from(handlers: MethodRouter<S>) -> Self {
        Self { handlers, ..Self::new() }
    }
}

/// Its handlers have no policy.
impl<S: Clone + Send + Sync + 'static> From<aide::axum::routing::ApiMethodRouter<S>> for ApiMethodRouter<S> {
    fn from(described: aide::axum::routing::ApiMethodRouter<S>) -> Self {
        Self { handlers: axum::routing::MethodRouter::from(described.clone()).into(), described }
    }
}

impl<S> From<ApiMethodRouter<S>> for MethodRouter<S> {
    fn from(router: ApiMethodRouter<S>) -> Self {
        router.handlers
    }
}
