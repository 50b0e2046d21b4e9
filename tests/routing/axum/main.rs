//! What the cases of `tests/cases` cannot express: the parts of `cors_runtime::axum` that have no
//! counterpart in other frameworks.

mod agreement;
mod composition;
mod openapi;
mod conversion;
mod defaults;
mod fallbacks;
mod handlers;
mod hostile;
mod layers;
mod listing;
mod plain_routers;
mod random;
mod services;
mod serving;
mod state;

use cors_tests::exchange::{Exchange, Router};
use cors_tests::notation::parse_file;
use cors_tests::run::{Failed, Subject};
use cors_tests::witness::Witness;

/// Sends the requests of `cases`, in the notation of `tests/cases`, to a router.
async fn check<S>(router: S, cases: &str) -> Result<(), Failed>
where
    Router<S>: Exchange,
{
    check_witnessed(router, Witness::default(), cases).await
}

/// The same, for cases that state what runs.
async fn check_witnessed<S>(router: S, witness: Witness, cases: &str) -> Result<(), Failed>
where
    Router<S>: Exchange,
{
    let cases = parse_file("inline", &format!("# Inline\n\n{cases}")).unwrap();
    let exchange = Router(router);
    Subject { names: &["axum", "router"], exchange, witness, prefix: "" }.run(&cases).await.conclude()
}
