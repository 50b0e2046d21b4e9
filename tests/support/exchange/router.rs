//! A call of a `tower` service, with nothing between.

use std::convert::Infallible;
use std::error::Error;

use axum::body::{Body, HttpBody};
use http_body_util::BodyExt as _;
use tower::{Service, ServiceExt as _};

use super::Exchange;
use crate::message::{FieldLine, Request, Response};

/// Sends each request to a clone of a service.
#[derive(Debug, Clone)]
pub struct Router<S>(pub S);

impl<S, B> Exchange for Router<S>
where
    S: Service<http::Request<Body>, Response = http::Response<B>, Error = Infallible> + Clone,
    B: HttpBody<Error: Error>,
{
    async fn send(&self, request: &Request) -> Result<Response, String> {
        let request =
            convert(request).map_err(|error| format!("the `http` crate refuses the request: {error}"))?;
        let Ok(response) = self.0.clone().oneshot(request).await;
        let (head, body) = response.into_parts();
        let body = body.collect().await.map_err(|error| format!("the body ended early: {error}"))?.to_bytes();
        Ok(Response {
            status: head.status.as_u16(),
            lines: head
                .headers
                .iter()
                .map(|(name, value)| FieldLine::new(name.as_str(), value.as_bytes()))
                .collect(),
            body: body.to_vec(),
        })
    }
}

fn convert(request: &Request) -> Result<http::Request<Body>, http::Error> {
    let mut builder = http::Request::builder().method(request.method.as_bytes()).uri(&request.target);
    for line in request.lines_to_send() {
        builder = builder.header(&line.name, line.value);
    }
    builder.body(Body::from(request.body.clone()))
}
