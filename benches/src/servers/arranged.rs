//! Applications on axum that are not only routes and their handlers.

use axum::Router;
use axum::extract::Request;
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::get;
use cors_runtime::axum as ours;
#[cfg(feature = "peers")]
use tower_layer::Layer;

use super::axum::{self as servers, Axum, read, replace};
use super::run;
use crate::case::{Case, Cors};
use crate::policies;
use crate::server::Run;
use crate::setup::{Arrangement, Setup};

pub(super) fn make(case: &Case, arrangement: Arrangement) -> Box<dyn Run> {
    match case.subject.cors {
        Cors::Bare => run(case, move |setup| Axum(bare(arrangement, setup))),
        Cors::Ours if arrangement == Arrangement::Converted => {
            run(case, move |setup| Axum(Router::from(with_policies(arrangement, setup))))
        }
        Cors::Ours => run(case, move |setup| Axum(with_policies(arrangement, setup))),
        #[cfg(feature = "peers")]
        Cors::Peer => run(case, move |setup| Axum(tower_http(arrangement, setup))),
        _ => panic!("{} is not built in an arrangement", case.subject),
    }
}

/// From another crate.
fn plain() -> Router {
    Router::new().route("/health", get(read))
}

/// The routes of [`servers::bare`], below `/items`.
fn service() -> Router {
    Router::new().route("/{id}", get(read).put(replace)).with_state(())
}

async fn pass(request: Request, next: Next) -> Response {
    next.run(request).await
}

fn bare(arrangement: Arrangement, setup: Setup) -> Router {
    let routes = match arrangement {
        Arrangement::Merged => servers::bare(setup).merge(plain()),
        Arrangement::Service => Router::new().nest_service("/items", service()),
        Arrangement::Layered => servers::bare(setup).layer(middleware::from_fn(pass)),
        Arrangement::Converted | Arrangement::Default => servers::bare(setup),
    };
    routes.with_state(())
}

fn with_policies(arrangement: Arrangement, setup: Setup) -> ours::Router {
    let routes = match arrangement {
        Arrangement::Merged => servers::ours(setup).merge(plain()),
        Arrangement::Service => {
            ours::Router::new().nest_service("/items", ours::with_policy(&policies::WHOLE, service()))
        }
        Arrangement::Default => {
            let routes = setup
                .paths()
                .fold(ours::Router::new(), |router, path| router.route(&path, ours::get(read).put(replace)));
            routes.cors(&policies::WHOLE)
        }
        Arrangement::Layered => servers::ours(setup).layer(middleware::from_fn(pass)),
        Arrangement::Converted => servers::ours(setup),
    };
    routes.with_state(())
}

/// The layer of tower-http is around what has a policy of ours.
#[cfg(feature = "peers")]
fn tower_http(arrangement: Arrangement, setup: Setup) -> Router {
    let cors = super::peers::tower_http(setup);
    let routes = match arrangement {
        Arrangement::Merged => servers::bare(setup).layer(cors).merge(plain()),
        Arrangement::Service => Router::new().nest_service("/items", cors.layer(service())),
        _ => bare(arrangement, setup).layer(cors),
    };
    routes.with_state(())
}
