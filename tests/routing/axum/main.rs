//! What the cases of `tests/cases` cannot express: the parts of `cors_runtime::axum` that have no
//! counterpart in other frameworks.

mod agreement;
mod composition;
mod openapi;
mod parity;
mod conversion;
mod defaults;
mod extra;
mod fallbacks;
mod handlers;
mod hostile;
mod idioms;
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

/// A router whose answers are compared with those that a release build gives.
trait Tested {
    fn without_explanations(self) -> Self;
}

impl Tested for cors_runtime::axum::Router {
    fn without_explanations(self) -> Self {
        self.explained_answers(false)
    }
}

/// What was converted into it has no explanations already.
impl Tested for axum::Router {
    fn without_explanations(self) -> Self {
        self
    }
}

/// Sends the requests of `cases`, in the notation of `tests/cases`, to a router.
async fn check<S: Tested>(router: S, cases: &str) -> Result<(), Failed>
where
    Router<S>: Exchange,
{
    check_witnessed(router, Witness::default(), cases).await
}

/// The same, for cases that state what runs.
async fn check_witnessed<S: Tested>(router: S, witness: Witness, cases: &str) -> Result<(), Failed>
where
    Router<S>: Exchange,
{
    let cases = parse_file("inline", &format!("# Inline\n\n{cases}")).unwrap();
    let exchange = Router(router.without_explanations());
    Subject { names: &["axum", "router"], exchange, witness, prefix: "" }.run(&cases).await.conclude()
}
