//! A router that tells which of its routes would serve a request, and runs nothing.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::pin::pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Waker};

use axum::body::Body;
use axum::extract::{MatchedPath, Request};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, Route};
use http::{Method, Uri};
use tower_layer::layer_fn;
use tower_service::Service;

use crate::policy::Policy;

/// The routes of a router and of the plain routers merged into it, each replaced by one that tells what it is.
///
/// The routes of an `axum::Router` cannot be listed, but a clone of it can be asked: [`Self::of_plain`] replaces every
/// handler, service and fallback by its last layer. Everything that is done to a router is done to its probe, so axum's own
/// matcher finds what axum would run.
#[derive(Clone, Debug)]
pub(super) struct Probe<S = ()> {
    router: axum::Router<S>,
}

/// What a probe tells about a request.
#[derive(Debug)]
pub(super) struct Told {
    /// The path of the route as written; `None` for fallbacks, and for services that a plain router nests.
    pub(super) path: Option<MatchedPath>,
    pub(super) part: Part,
}

/// The part of the router that would serve a request.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part {
    /// A route of our own, or axum's 404 or 405.
    Other,
    /// A fallback of our own; a route or fallback of a plain router; or the 405 of a path of a plain router.
    Unlisted(Unlisted),
}

/// What serves requests with every method, as far as is known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unlisted {
    /// Another number for each handler of a path.
    pub(super) endpoint: usize,
    pub(super) policy: Option<&'static Policy>,
}

impl Unlisted {
    fn new(policy: Option<&'static Policy>) -> Self {
        static ENDPOINTS: AtomicUsize = AtomicUsize::new(0);
        Self { endpoint: ENDPOINTS.fetch_add(1, Ordering::Relaxed), policy }
    }
}

impl<S: Clone + Send + Sync + 'static> Probe<S> {
    pub(super) fn new() -> Self {
        Self { router: axum::Router::new().without_v07_checks() }
    }

    /// The routes and fallbacks of a plain router.
    pub(super) fn of_plain(router: axum::Router<S>) -> Self {
        let told = router.layer(layer_fn(|_: Route| Tell(Unlisted::new(None))));
        // Of two default fallbacks, axum keeps that of the argument: here, one that is not a part of the plain router.
        Self { router: told.without_v07_checks().merge(Self::new().router) }
    }

    /// Adds a route of our own. Without methods, it fits beside those of a plain router.
    pub(super) fn route(self, path: &str) -> Self {
        Self { router: self.router.route(path, MethodRouter::new()) }
    }

    pub(super) fn fallback(self, policy: Option<&'static Policy>) -> Self {
        Self { router: self.router.fallback_service(Tell(Unlisted::new(policy))) }
    }

    pub(super) fn reset_fallback(self) -> Self {
        Self { router: self.router.reset_fallback() }
    }

    pub(super) fn nest(self, prefix: &str, other: Self) -> Self {
        Self { router: self.router.nest(prefix, other.router) }
    }

    pub(super) fn merge(self, other: Self) -> Self {
        Self { router: self.router.merge(other.router) }
    }

    /// Gives the policy to all unlisted parts that have none yet.
    pub(super) fn set_default(self, default: &'static Policy) -> Self {
        let layer = layer_fn(move |route: Route| Map {
            route,
            map: move |response: &mut Response, _: Option<MatchedPath>| {
                if let Some(Unlisted { policy, .. }) = response.extensions_mut().get_mut() {
                    *policy = policy.or(Some(default));
                }
            },
        });
        Self { router: self.router.layer(layer) }
    }

    pub(super) fn with_state<S2>(self, state: S) -> Probe<S2> {
        Probe { router: self.router.with_state(state) }
    }
}

impl Probe {
    /// A probe that can be asked: every route tells its path too.
    pub(super) fn finished(&self) -> Self {
        let layer = layer_fn(|route: Route| Map {
            route,
            map: |response: &mut Response, path: Option<MatchedPath>| {
                response.extensions_mut().insert(path);
            },
        });
        Self { router: self.router.clone().with_state(()).layer(layer) }
    }

    /// What would serve a request with the method.
    pub(super) fn ask(&self, method: Method, uri: Uri) -> Told {
        let mut request = Request::new(Body::empty());
        *request.method_mut() = method;
        *request.uri_mut() = uri;
        let mut response = now(self.router.clone().call(request));
        let extensions = response.extensions_mut();
        Told {
            path: extensions.remove::<Option<MatchedPath>>().flatten(),
            part: extensions.remove().map_or(Part::Other, Part::Unlisted),
        }
    }
}

/// The response of a service that never waits.
fn now(future: impl Future<Output = Result<Response, Infallible>>) -> Response {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Ok(response)) => response,
        Poll::Ready(Err(never)) => match never {},
        // Unreachable: nothing in a probe waits.
        Poll::Pending => ().into_response(),
    }
}

/// Responds by telling what it is.
#[derive(Clone, Copy)]
struct Tell(Unlisted);

impl Service<Request> for Tell {
    type Response = Response;
    type Error = Infallible;
    type Future = Ready<Result<Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Request) -> Self::Future {
        let mut response = Response::new(Body::empty());
        response.extensions_mut().insert(self.0);
        ready(Ok(response))
    }
}

/// Changes the response of a route, given the path of the route.
#[derive(Clone)]
struct Map<F> {
    route: Route,
    map: F,
}

impl<F: Fn(&mut Response, Option<MatchedPath>)> Service<Request> for Map<F> {
    type Response = Response;
    type Error = Infallible;
    type Future = Ready<Result<Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, mut request: Request) -> Self::Future {
        let path = request.extensions_mut().remove();
        let mut response = now(self.route.call(request));
        (self.map)(&mut response, path);
        ready(Ok(response))
    }
}
