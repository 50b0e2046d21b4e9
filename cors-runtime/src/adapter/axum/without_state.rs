//! Handlers that need no state.

use axum::extract::connect_info::IntoMakeServiceWithConnectInfo;
use axum::handler::HandlerService;
use axum::routing::IntoMakeService;

use super::mountable::Mountable;
use super::router::Router;

/// A handler that needs no state; in the place of
/// [`HandlerWithoutStateExt`](::axum::handler::HandlerWithoutStateExt).
pub trait MountableWithoutState<M>: Mountable<M, ()> {
    /// Makes a service of the handler; see [`with_state`](Mountable::with_state).
    fn into_service(self) -> Self::Served<HandlerService<Self::Handler, Self::Arguments, ()>> {
        self.with_state(())
    }

    /// Serves the handler alone, for every path and method; see
    /// [axum's](::axum::handler::HandlerWithoutStateExt::into_make_service). Its policy answers the preflights.
    fn into_make_service(self) -> IntoMakeService<Router> {
        Router::new().fallback(self).into_make_service()
    }

    /// The same, with the address of the client for extractors; see
    /// [axum's](::axum::handler::HandlerWithoutStateExt::into_make_service_with_connect_info).
    fn into_make_service_with_connect_info<C>(self) -> IntoMakeServiceWithConnectInfo<Router, C> {
        Router::new().fallback(self).into_make_service_with_connect_info()
    }
}

impl<H: Mountable<M, ()>, M> MountableWithoutState<M> for H {}
