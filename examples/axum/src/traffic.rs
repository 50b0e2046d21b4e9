//! What the API was asked, in order; the page shows it beside what the browser did.
//!
//! A layer around the finished router, converted into a plain [`axum::Router`], sees the
//! preflights too. This is the place to count, log or limit them.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{Method, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use serde::Serialize;

/// The requests that a page made with `?visit=` in their address.
#[derive(Clone, Default)]
pub struct Traffic(Arc<Mutex<Vec<Seen>>>);

/// One request and the status that it got.
#[derive(Clone, Debug, Serialize)]
pub struct Seen {
    visit: String,
    method: String,
    preflight: bool,
    status: u16,
}

impl Traffic {
    /// Puts the recording layer around a finished router.
    pub fn around(&self, api: Router) -> Router {
        api.layer(middleware::from_fn_with_state(self.clone(), record))
    }

    /// How many preflights were seen, over all visits.
    pub fn preflights(&self) -> usize {
        self.seen().iter().filter(|seen| seen.preflight).count()
    }

    /// The requests of one visit, oldest first.
    pub fn of_visit(&self, visit: &str) -> Vec<Seen> {
        self.seen().iter().filter(|seen| seen.visit == visit).cloned().collect()
    }

    fn seen(&self) -> MutexGuard<'_, Vec<Seen>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn record(State(traffic): State<Traffic>, request: Request, next: Next) -> Response {
    let visit = request.uri().query().and_then(|query| query.strip_prefix("visit="));
    let visit = visit.map(str::to_owned);
    let method = request.method().clone();
    let preflight = method == Method::OPTIONS
        && request.headers().contains_key(header::ORIGIN)
        && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);

    let response = next.run(request).await;
    if let Some(visit) = visit {
        let (method, status) = (method.to_string(), response.status().as_u16());
        traffic.seen().push(Seen { visit, method, preflight, status });
    }
    response
}
