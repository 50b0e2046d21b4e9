//! The routes of `cases/README.md` that have one policy or none, as services without a framework: each in a
//! layer with its policy, inside a service that looks the path up.

use std::convert::Infallible;
use std::future::ready;
use std::sync::Arc;

use axum::body::Body;
use cors_runtime::Policy;
use cors_runtime::tower::CorsLayer;
use http::header::ALLOW;
use http::{HeaderValue, Method, Request, Response, StatusCode};
use tower::util::BoxCloneSyncService;
use tower::{Layer as _, ServiceExt as _, service_fn};

use super::answer::answer;
use crate::witness::Witness;

mod errors;
mod layered;
mod matching;
mod policies;
mod routes;
mod sources;

/// A service that is put into a list with others.
pub type Boxed = BoxCloneSyncService<Request<Body>, Response<Body>, Infallible>;

/// A path, its policy, and what serves it.
type Route = (&'static str, Option<&'static Policy>, Boxed);

/// The methods of a path, each with the name that is recorded and answered.
type Methods = &'static [(&'static str, &'static str)];

/// Builds the server. What runs is recorded in `witness`.
pub fn service(witness: &Witness, explained_answers: bool) -> Boxed {
    let paths = Arc::new(paths(witness, explained_answers));
    Boxed::new(service_fn(move |request: Request<Body>| {
        let service = paths.at(request.uri().path()).ok().map(|found| found.value.clone());
        async move {
            match service {
                Some(service) => service.oneshot(request).await,
                None => Ok(status(StatusCode::NOT_FOUND)),
            }
        }
    }))
}

fn paths(witness: &Witness, explained_answers: bool) -> matchit::Router<Boxed> {
    let mut paths = matchit::Router::new();
    super::origins::fill();
    let routes = routes::ALL.iter().chain(matching::ALL).chain(sources::ALL);
    let routes = routes.map(|&(path, policy, methods)| (path, policy, resource(witness, methods)));
    for (path, policy, service) in routes.chain(errors::routes(witness)).chain(layered::routes(witness)) {
        let service = under(policy, explained_answers, service);
        paths.insert(path, service).expect("a path that no other route has");
    }
    paths
}

/// A service in the layer with a policy, if it has one.
fn under(policy: Option<&'static Policy>, explained_answers: bool, service: Boxed) -> Boxed {
    match policy {
        Some(policy) => {
            Boxed::new(CorsLayer::new(policy).explained_answers(explained_answers).layer(service))
        }
        None => service,
    }
}

/// Serves the methods of a path: HEAD by GET, and 405 for a method without a handler.
fn resource(witness: &Witness, methods: Methods) -> Boxed {
    let witness = witness.clone();
    Boxed::new(service_fn(move |request: Request<Body>| {
        let named = |name: &str| methods.iter().find(|(method, _)| [name, "*"].contains(method));
        let own = named(request.method().as_str());
        let found = own.or_else(|| named("GET").filter(|_| request.method() == Method::HEAD));
        let mut response = match found {
            Some((_, name)) => answer(&witness, request.headers(), name),
            None => not_allowed(methods),
        };
        if request.method() == Method::HEAD {
            *response.body_mut() = Body::empty();
        }
        ready(Ok(response))
    }))
}

fn not_allowed(methods: Methods) -> Response<Body> {
    let mut allow: Vec<_> = methods.iter().map(|(method, _)| *method).collect();
    if allow.contains(&"GET") {
        allow.push("HEAD");
    }
    let mut response = status(StatusCode::METHOD_NOT_ALLOWED);
    response.headers_mut().insert(ALLOW, HeaderValue::from_str(&allow.join(", ")).expect("names"));
    response
}

fn status(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}
