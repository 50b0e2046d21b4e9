//! salvo with the same routes.

use ::salvo::{Request, Response, Router, Service, handler};
use http::StatusCode;

use super::{peers, tower};
use crate::exchange::{Answer, Ask};
use crate::server::{self, Server};
use crate::setup::Setup;

pub(crate) struct Salvo(pub(crate) Service);

impl Server for Salvo {
    type Request = Request;
    type Response = Response;

    fn request(&self, ask: &Ask) -> Request {
        let (parts, body) = tower::request::<()>(ask).into_parts();
        let () = body;
        let mut request = Request::new();
        *request.method_mut() = parts.method;
        *request.uri_mut() = parts.uri;
        *request.headers_mut() = parts.headers;
        request
    }

    fn call(&mut self, request: Request) -> Response {
        server::ready(self.0.handle(request))
    }

    fn answer(&self, response: &Response) -> Answer {
        let status = response.status_code.unwrap_or(StatusCode::OK);
        tower::answer(status.as_u16(), response.headers())
    }
}

#[handler]
async fn read() -> &'static str {
    "ok"
}

#[handler]
async fn replace() {}

fn routes(setup: Setup) -> Router {
    setup
        .paths()
        .fold(Router::new(), |router, path| router.push(Router::with_path(path).get(read).put(replace)))
}

pub(crate) fn bare(setup: Setup) -> Service {
    Service::new(routes(setup))
}

/// Around the whole service, as salvo's documentation recommends: a hoop of a router does not see preflights.
pub(crate) fn cors(setup: Setup) -> Service {
    bare(setup).hoop(peers::salvo(setup))
}
