//! Services that are not reached, that fail, and that take their time to answer.

use std::convert::Infallible;
use std::panic::resume_unwind;

use axum::body::Body;
use futures_util::stream;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{Method, Request, Response, StatusCode};
use http_body_util::{BodyExt as _, Limited};
use tower::{Layer as _, ServiceExt as _, service_fn};
use tower_http::catch_panic::CatchPanicLayer;

use super::policies::{APP, APP_PUT, GUARDED, JSON};
use super::{Boxed, Route, resource, status};
use crate::witness::Witness;

pub(super) fn routes(witness: &Witness) -> [Route; 4] {
    let json = numbers_only(resource(witness, &[("POST", "post_json")]));
    let guarded = guarded(witness, resource(witness, &[("GET", "get_guarded")]));
    let stream = streamed(resource(witness, &[("GET", "get_stream")]));
    let panicking = panicking(resource(witness, &[("GET", "panic_on_get"), ("PUT", "panic_on_put")]));
    [
        ("/json", Some(&JSON), json),
        ("/guarded", Some(&GUARDED), guarded),
        ("/stream", Some(&APP), stream),
        ("/panic", Some(&APP_PUT), panicking),
    ]
}

/// Calls the service only with a number as `application/json`, of at most 16 bytes.
fn numbers_only(service: Boxed) -> Boxed {
    Boxed::new(service_fn(move |request: Request<Body>| {
        let service = service.clone();
        async move {
            let (head, body) = request.into_parts();
            if head.headers.get(CONTENT_TYPE).is_none_or(|value| value != "application/json") {
                return Ok(status(StatusCode::UNSUPPORTED_MEDIA_TYPE));
            }
            let Ok(body) = Limited::new(body, 16).collect().await else {
                return Ok(status(StatusCode::PAYLOAD_TOO_LARGE));
            };
            match serde_json::from_slice::<serde_json::Value>(&body.to_bytes()) {
                Err(_) => Ok(status(StatusCode::BAD_REQUEST)),
                Ok(value) if !value.is_u64() => Ok(status(StatusCode::UNPROCESSABLE_ENTITY)),
                Ok(_) => service.oneshot(Request::from_parts(head, Body::empty())).await,
            }
        }
    }))
}

/// Answers 401 without `Authorization`.
fn guarded(witness: &Witness, service: Boxed) -> Boxed {
    let witness = witness.clone();
    Boxed::new(service_fn(move |request: Request<Body>| {
        witness.note("guard");
        let service = service.clone();
        async move {
            if request.headers().contains_key(AUTHORIZATION) {
                service.oneshot(request).await
            } else {
                Ok(status(StatusCode::UNAUTHORIZED))
            }
        }
    }))
}

fn streamed(service: Boxed) -> Boxed {
    Boxed::new(service_fn(move |request: Request<Body>| {
        let service = service.clone();
        async move {
            let is_head = request.method() == Method::HEAD;
            let chunks = stream::iter(["one, ", "two, ", "three"].map(Ok::<_, Infallible>));
            let body = if is_head { Body::empty() } else { Body::from_stream(chunks) };
            service.oneshot(request).await.map(|response| response.map(|_| body))
        }
    }))
}

/// Panics when the service has answered, without a line in the tests' output; a layer answers 500.
fn panicking(service: Boxed) -> Boxed {
    let panicking =
        service.map_response(|_| -> Response<Body> { resume_unwind(Box::new("a service panics")) });
    let caught = CatchPanicLayer::new().layer(panicking);
    Boxed::new(caught.map_response(|response: Response<_>| response.map(Body::new)))
}
