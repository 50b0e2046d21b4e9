//! Services of axum, with the same routes.

use std::convert::Infallible;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use cors_runtime::axum as ours;
use cors_runtime::cors;
use tower_layer::layer_fn;
use tower_service::Service;

use super::{floor, tower};
use crate::exchange::{Answer, Ask};
use crate::server::{self, Server};
use crate::setup::{Origins, Setup};

/// Any service with the types of axum.
pub(crate) struct Axum<S>(pub(crate) S);

impl<S> Server for Axum<S>
where
    S: Service<Request, Response = Response, Error = Infallible>,
{
    type Request = Request;
    type Response = Response;

    fn request(&self, ask: &Ask) -> Request {
        tower::request::<Body>(ask)
    }

    fn call(&mut self, request: Request) -> Response {
        let Ok(()) = server::ready(std::future::poll_fn(|context| self.0.poll_ready(context)));
        let Ok(response) = server::ready(self.0.call(request));
        response
    }

    fn answer(&self, response: &Response) -> Answer {
        tower::answer(response.status().as_u16(), response.headers())
    }
}

pub(super) async fn read() -> &'static str {
    "ok"
}

pub(super) async fn replace() {}

pub(crate) fn bare(setup: Setup) -> Router {
    let routes =
        setup.paths().fold(Router::new(), |router, path| router.route(&path, get(read).put(replace)));
    routes.with_state(())
}

pub(crate) fn ours(setup: Setup) -> ours::Router {
    macro_rules! routes {
        ($policy:path) => {{
            #[cors(policy = $policy)]
            async fn read() -> &'static str {
                "ok"
            }

            #[cors(policy = $policy)]
            async fn replace() {}

            setup
                .paths()
                .fold(ours::Router::new(), |router, path| router.route(&path, ours::get(read).put(replace)))
        }};
    }
    with_policy!(setup.origins, routes).with_state(())
}

/// CORS by hand in every handler.
pub(crate) fn floor_in_handler(setup: Setup) -> Router {
    async fn read(request: Request) -> Response {
        let is_allowed = floor::is_allowed(request.headers());
        let mut response = "ok".into_response();
        floor::write(is_allowed, response.headers_mut());
        response
    }
    async fn options(request: Request) -> Response {
        let mut response = Response::default();
        *response.status_mut() = floor::answer_preflight(request.headers(), response.headers_mut());
        response
    }
    let handlers = || get(read).put(replace).options(options);
    setup.paths().fold(Router::new(), |router, path| router.route(&path, handlers())).with_state(())
}

/// CORS by hand in a layer of the router.
pub(crate) fn floor_as_layer(setup: Setup) -> Router {
    bare(setup).layer(layer_fn(floor::Layered)).with_state(())
}
