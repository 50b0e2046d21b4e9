//! Services inside a layer that can answer for them, and add headers to their answers.

use std::convert::Infallible;

use axum::body::Body;
use http::{Request, Response};
use tower::{ServiceExt as _, service_fn};

use super::policies::OPEN;
use super::{Boxed, Route, resource, status};
use crate::servers::answer::{asked_lines, asked_status};
use crate::witness::Witness;

pub(super) fn routes(witness: &Witness) -> [Route; 2] {
    let open = resource(witness, &[("GET", "read_layered_open")]);
    let plain = resource(witness, &[("GET", "read_layered_plain"), ("OPTIONS", "describe_layered_plain")]);
    [
        ("/layered/open", Some(&OPEN), layered(witness, open)),
        ("/layered/plain", None, layered(witness, plain)),
    ]
}

fn layered(witness: &Witness, service: Boxed) -> Boxed {
    let witness = witness.clone();
    Boxed::new(service_fn(move |request: Request<Body>| {
        witness.note("layer");
        let service = service.clone();
        async move {
            let headers = request.headers().clone();
            let mut response: Response<Body> = match asked_status(&headers, "x-layer-status") {
                Some(asked) => status(asked).map(|_| Body::from("layer")),
                None => service.oneshot(request).await?,
            };
            for (name, value) in &asked_lines(&headers, "x-layer-with") {
                response.headers_mut().append(name, value.clone());
            }
            Ok::<_, Infallible>(response)
        }
    }))
}
