//! CORS written by hand for one origin, as cheaply as possible: nothing is generic, nothing is looked up, and
//! every value is a static.

use std::pin::Pin;
use std::task::{Context, Poll};

use http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_HEADERS,
    ACCESS_CONTROL_REQUEST_METHOD, ORIGIN, VARY,
};
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode};
use pin_project_lite::pin_project;
use tower_service::Service;

static ALLOWED_ORIGIN: HeaderValue = HeaderValue::from_static("https://app.example.com");
static TRUE: HeaderValue = HeaderValue::from_static("true");
static METHODS: HeaderValue = HeaderValue::from_static("PUT");
static HEADERS: HeaderValue = HeaderValue::from_static("content-type,x-requested-with");
static MAX_AGE: HeaderValue = HeaderValue::from_static("600");
static VARY_ORIGIN: HeaderValue = HeaderValue::from_static("Origin");
static VARY_PREFLIGHT: HeaderValue =
    HeaderValue::from_static("Origin, Access-Control-Request-Method, Access-Control-Request-Headers");

pub(crate) fn is_allowed(request: &HeaderMap) -> bool {
    request.get(ORIGIN).is_some_and(|origin| origin == ALLOWED_ORIGIN)
}

pub(crate) fn write(is_allowed: bool, response: &mut HeaderMap) {
    response.insert(VARY, VARY_ORIGIN.clone());
    if is_allowed {
        response.insert(ACCESS_CONTROL_ALLOW_ORIGIN, ALLOWED_ORIGIN.clone());
        response.insert(ACCESS_CONTROL_ALLOW_CREDENTIALS, TRUE.clone());
    }
}

pub(crate) fn is_preflight(method: &Method, request: &HeaderMap) -> bool {
    *method == Method::OPTIONS
        && request.contains_key(ORIGIN)
        && request.contains_key(ACCESS_CONTROL_REQUEST_METHOD)
}

pub(crate) fn answer_preflight(request: &HeaderMap, response: &mut HeaderMap) -> StatusCode {
    let is_listed = |name: &str| {
        name.eq_ignore_ascii_case("content-type") || name.eq_ignore_ascii_case("x-requested-with")
    };
    let method = request.get(ACCESS_CONTROL_REQUEST_METHOD);
    let names = request.get(ACCESS_CONTROL_REQUEST_HEADERS).map(|names| names.to_str().unwrap_or("?"));
    let is_accepted = is_allowed(request)
        && method.is_some_and(|method| method == "PUT")
        && names.is_none_or(|names| names.split(',').all(|name| is_listed(name.trim_ascii())));
    if !is_accepted {
        response.insert(VARY, VARY_PREFLIGHT.clone());
        return StatusCode::FORBIDDEN;
    }
    response.reserve(6);
    response.insert(VARY, VARY_PREFLIGHT.clone());
    response.insert(ACCESS_CONTROL_ALLOW_ORIGIN, ALLOWED_ORIGIN.clone());
    response.insert(ACCESS_CONTROL_ALLOW_CREDENTIALS, TRUE.clone());
    response.insert(ACCESS_CONTROL_ALLOW_METHODS, METHODS.clone());
    response.insert(ACCESS_CONTROL_ALLOW_HEADERS, HEADERS.clone());
    response.insert(ACCESS_CONTROL_MAX_AGE, MAX_AGE.clone());
    StatusCode::NO_CONTENT
}

/// The same around a tower service, as a layer would apply it.
#[derive(Clone)]
pub(crate) struct Layered<S>(pub(crate) S);

impl<S, Req, Res> Service<Request<Req>> for Layered<S>
where
    S: Service<Request<Req>, Response = Response<Res>>,
    Res: Default,
{
    type Response = Response<Res>;
    type Error = S::Error;
    type Future = LayeredFuture<S::Future, Res>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, request: Request<Req>) -> Self::Future {
        if is_preflight(request.method(), request.headers()) {
            let mut response = Response::new(Res::default());
            *response.status_mut() = answer_preflight(request.headers(), response.headers_mut());
            return LayeredFuture::Preflight { response: Some(response) };
        }
        let is_allowed = is_allowed(request.headers());
        LayeredFuture::Answer { is_allowed, future: self.0.call(request) }
    }
}

pin_project! {
    #[project = LayeredFutureProjection]
    pub(crate) enum LayeredFuture<F, Res> {
        Preflight { response: Option<Response<Res>> },
        Answer { is_allowed: bool, #[pin] future: F },
    }
}

impl<F, Res, E> Future for LayeredFuture<F, Res>
where
    F: Future<Output = Result<Response<Res>, E>>,
{
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.project() {
            LayeredFutureProjection::Preflight { response } => {
                Poll::Ready(Ok(response.take().expect("polled once")))
            }
            LayeredFutureProjection::Answer { is_allowed, future } => {
                future.poll(context).map_ok(|mut response| {
                    write(*is_allowed, response.headers_mut());
                    response
                })
            }
        }
    }
}
