//! poem with the same routes.

use ::poem::endpoint::BoxEndpoint;
use ::poem::{Endpoint, EndpointExt, Request, Response, Route, get, handler};

use super::{peers, tower};
use crate::exchange::{Answer, Ask};
use crate::server::{self, Server};
use crate::setup::Setup;

pub(crate) struct Poem<E>(pub(crate) E);

impl<E: Endpoint> Server for Poem<E> {
    type Request = Request;
    type Response = Response;

    fn request(&self, ask: &Ask) -> Request {
        let (parts, body) = tower::request::<()>(ask).into_parts();
        let () = body;
        let mut request = Request::builder().method(parts.method).uri(parts.uri).finish();
        *request.headers_mut() = parts.headers;
        request
    }

    fn call(&mut self, request: Request) -> Response {
        server::ready(self.0.get_response(request))
    }

    fn answer(&self, response: &Response) -> Answer {
        tower::answer(response.status().as_u16(), response.headers())
    }
}

#[handler]
fn read() -> &'static str {
    "ok"
}

#[handler]
fn replace() {}

pub(crate) fn bare(setup: Setup) -> Route {
    setup.paths().fold(Route::new(), |route, path| route.at(path, get(read).put(replace)))
}

pub(crate) fn cors(setup: Setup) -> BoxEndpoint<'static> {
    bare(setup).with(peers::poem(setup)).boxed()
}
