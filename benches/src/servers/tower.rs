//! Services of tower without a framework around them.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::task::{Context, Poll};

use bytes::Bytes;
use cors_runtime::tower::{Cors, CorsLayer};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, Request, Response};
use tower_layer::Layer;
use tower_service::Service;

use super::floor;
use crate::exchange::{Answer, Ask};
use crate::policies::WHOLE;
use crate::server::{self, Server};
use crate::setup::{Origins, Setup};

/// Any service of tower with the types of `http`.
pub(crate) struct Tower<S>(pub(crate) S);

impl<S, B> Server for Tower<S>
where
    S: Service<Request<Body>, Response = Response<B>, Error = Infallible>,
{
    type Request = Request<Body>;
    type Response = Response<B>;

    fn request(&self, ask: &Ask) -> Request<Body> {
        request(ask)
    }

    fn call(&mut self, request: Request<Body>) -> Response<B> {
        let Ok(()) = server::ready(std::future::poll_fn(|context| self.0.poll_ready(context)));
        let Ok(response) = server::ready(self.0.call(request));
        response
    }

    fn answer(&self, response: &Response<B>) -> Answer {
        answer(response.status().as_u16(), response.headers())
    }
}

pub(crate) type Body = &'static str;

/// A request as hyper makes it: the values of all headers are parts of one shared buffer.
pub(crate) fn request<B: Default>(ask: &Ask) -> Request<B> {
    let mut request = Request::new(B::default());
    *request.method_mut() = ask.method.parse().expect("a method");
    *request.uri_mut() = ask.path.parse().expect("a path");
    let values = ask.headers.iter().map(|(_, value)| &**value);
    let mut buffer = Bytes::from([&*ask.path].into_iter().chain(values).collect::<String>());
    drop(buffer.split_to(ask.path.len()));
    for (name, value) in &ask.headers {
        let value = HeaderValue::from_maybe_shared(buffer.split_to(value.len())).expect("a value");
        request.headers_mut().append(*name, value);
    }
    request
}

pub(crate) fn answer(status: u16, headers: &HeaderMap) -> Answer {
    let text = |value: &HeaderValue| value.to_str().expect("ASCII").to_owned();
    let headers = headers.iter().map(|(name, value)| (name.as_str().to_owned(), text(value)));
    Answer { status, headers: headers.collect() }
}

/// The service inside all the layers.
#[derive(Clone)]
pub(crate) struct Bare;

impl Service<Request<Body>> for Bare {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Ready<Result<Response<Body>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Request<Body>) -> Self::Future {
        let mut response = Response::new("ok");
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain"));
        ready(Ok(response))
    }
}

/// [`Bare`] with CORS written by hand.
#[derive(Clone)]
pub(crate) struct Floor;

impl Service<Request<Body>> for Floor {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Ready<Result<Response<Body>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        if floor::is_preflight(request.method(), request.headers()) {
            let mut response = Response::new("");
            *response.status_mut() = floor::answer_preflight(request.headers(), response.headers_mut());
            return ready(Ok(response));
        }
        let is_allowed = floor::is_allowed(request.headers());
        let Ok(mut response) = server::ready(Bare.call(request));
        floor::write(is_allowed, response.headers_mut());
        ready(Ok(response))
    }
}

/// The policy of [`WHOLE`] lists its methods, as the layers of other libraries do. The larger ones do not, and
/// get only GET requests.
pub(crate) fn ours(setup: Setup) -> Cors<Bare> {
    macro_rules! policy {
        ($policy:path) => {
            &$policy
        };
    }
    let policy = if setup == Setup::PLAIN { &WHOLE } else { with_policy!(setup.origins, policy) };
    CorsLayer::new(policy).layer(Bare)
}
