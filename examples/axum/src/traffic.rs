//! Records the requests that the API receives.
//!
//! A layer around the finished router, converted into a plain [`axum::Router`], also sees the
//! preflights. This is the place to count, log or limit them.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{Method, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use shop_page::{Seen, Traffic};

/// Puts the recording layer around a finished router.
pub fn recorded(api: Router, traffic: Traffic) -> Router {
    api.layer(middleware::from_fn_with_state(traffic, record))
}

async fn record(State(traffic): State<Traffic>, request: Request, next: Next) -> Response {
    let visit = Traffic::visit(request.uri().query());
    let method = request.method().clone();
    let preflight = method == Method::OPTIONS
        && request.headers().contains_key(header::ORIGIN)
        && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);

    let response = next.run(request).await;
    if let Some(visit) = visit {
        let (method, status) = (method.to_string(), response.status().as_u16());
        traffic.note(Seen { visit, method, preflight, status });
    }
    response
}
