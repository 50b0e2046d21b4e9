//! Routes inside a layer that can answer for the handlers, and add headers to their answers.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use cors_runtime::axum::{Router, get};
use cors_runtime::cors;

use super::{Server, Visit};
use crate::servers::answer::{asked_lines, asked_status};
use crate::witness::Witness;

pub(super) fn routes(witness: &Witness) -> Router<Server> {
    let inner = Router::new()
        .route("/cart", get(read_layered).put(replace_layered))
        .route("/open", get(read_layered_open))
        .route("/plain", get(read_layered_plain).options(describe_layered_plain))
        .layer(from_fn_with_state(witness.clone(), layer));
    Router::new().nest("/layered", inner)
}

async fn layer(State(witness): State<Witness>, request: Request, next: Next) -> Response {
    witness.note("layer");
    let headers = request.headers().clone();
    let mut response = match asked_status(&headers, "x-layer-status") {
        Some(status) => {
            let mut response = Response::new(Body::from("layer"));
            *response.status_mut() = status;
            response
        }
        None => next.run(request).await,
    };
    for (name, value) in &asked_lines(&headers, "x-layer-with") {
        response.headers_mut().append(name, value.clone());
    }
    response
}

#[cors(origins = ["https://app.example.com"], credentials)]
async fn read_layered(visit: Visit) -> Response {
    visit.answer("read_layered")
}

#[cors(origins = ["https://admin.example.com"], headers = ["authorization"])]
async fn replace_layered(visit: Visit) -> Response {
    visit.answer("replace_layered")
}

#[cors(origins = ["*"])]
async fn read_layered_open(visit: Visit) -> Response {
    visit.answer("read_layered_open")
}

async fn read_layered_plain(visit: Visit) -> Response {
    visit.answer("read_layered_plain")
}

async fn describe_layered_plain(visit: Visit) -> Response {
    visit.answer("describe_layered_plain")
}
