//! The routes of `cases/README.md` on axum.

use std::future::ready;

use axum::extract::{FromRef, FromRequestParts};
use axum::response::Response;
use cors_runtime::axum::Router;
use http::HeaderMap;
use http::request::Parts;

use super::answer::answer;
use crate::witness::Witness;

mod any;
mod cart;
mod composed;
mod errors;
mod headers;
mod items;
mod layered;
mod matching;
mod mixed;
mod open;
mod options;
mod sources;

/// Builds the server, without explained answers. What runs is recorded in `witness`.
pub fn router(witness: Witness) -> Router {
    Router::new()
        .merge(open::routes())
        .merge(cart::routes())
        .merge(headers::routes())
        .merge(any::routes())
        .merge(mixed::routes())
        .merge(options::routes())
        .merge(items::routes())
        .merge(matching::routes())
        .merge(sources::routes())
        .merge(errors::routes())
        .merge(composed::routes())
        .merge(layered::routes(&witness))
        .with_state(Server { witness })
        .explained_answers(false)
}

/// The state of the whole application.
#[derive(Debug, Clone)]
struct Server {
    witness: Witness,
}

impl FromRef<Server> for Witness {
    fn from_ref(server: &Server) -> Self {
        server.witness.clone()
    }
}

/// The argument of every handler: the headers of the request determine the response.
struct Visit {
    witness: Witness,
    headers: HeaderMap,
}

impl<S> FromRequestParts<S> for Visit
where
    Witness: FromRef<S>,
{
    type Rejection = std::convert::Infallible;

    fn from_request_parts(
        parts: &mut Parts,
        state: &S,
    ) -> impl Future<Output = Result<Self, Self::Rejection>> + Send {
        ready(Ok(Self { witness: Witness::from_ref(state), headers: parts.headers.clone() }))
    }
}

impl Visit {
    /// Records that the handler `name` ran, and answers as the request asks.
    fn answer(&self, name: &'static str) -> Response {
        answer(&self.witness, &self.headers, name)
    }
}
