//! Every case on axum: in process, over TCP, and inside a plain `axum::Router`.

use axum::http::StatusCode;
use axum::serve;
use cors_tests::exchange::{Exchange, Router, Tcp, WithoutPlaces};
use cors_tests::fetch::no_refusal_becomes_a_permission;
use cors_tests::message::{Request, Response};
use cors_tests::notation::read_cases;
use cors_tests::run::{Failed, Subject};
use cors_tests::servers::axum::router;
use cors_tests::witness::Witness;
use tokio::net::TcpListener;

async fn every_case_holds<E: Exchange>(
    names: &[&str],
    exchange: E,
    witness: Witness,
    prefix: &str,
) -> Result<(), Failed> {
    let cases = read_cases("cases");
    Subject { names, exchange, witness, prefix }.run(&cases).await.conclude()
}

#[tokio::test]
async fn every_case_holds_in_process() -> Result<(), Failed> {
    let witness = Witness::default();
    let server = router(witness.clone());
    every_case_holds(&["axum", "router"], Router(server), witness, "").await
}

#[tokio::test]
async fn every_case_holds_over_tcp() -> Result<(), Failed> {
    let witness = Witness::default();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = router(witness.clone());
    tokio::spawn(async { serve(listener, server).await });
    every_case_holds(&["axum", "tcp"], Tcp(address), witness, "").await
}

/// A converted router has a route for OPTIONS, which axum lists in the 405 of the path; and if the policy refuses the
/// request for another method, axum adds the list to the 403.
struct Converted(Router<axum::Router>);

impl Exchange for Converted {
    async fn send(&self, request: &Request) -> Result<Response, String> {
        let mut response = self.0.send(request).await?;
        for line in response.lines.iter_mut().filter(|line| response.status == 405 && line.is("allow")) {
            if let Some(others) = line.value.strip_suffix(b",OPTIONS") {
                line.value.truncate(others.len());
            }
        }
        response.lines.retain(|line| response.status != 403 || !line.is("allow"));
        Ok(response)
    }
}

#[tokio::test]
async fn every_case_holds_in_a_plain_router() -> Result<(), Failed> {
    let witness = Witness::default();
    let server = axum::Router::from(router(witness.clone()));
    every_case_holds(&["axum", "router"], Converted(Router(server)), witness, "").await
}

#[tokio::test]
async fn every_case_holds_below_a_prefix_of_a_plain_router() -> Result<(), Failed> {
    let witness = Witness::default();
    // axum nests the fallbacks below a router only if it has one itself.
    let server = axum::Router::from(router(witness.clone())).fallback(async || StatusCode::NOT_FOUND);
    let server = axum::Router::new().nest("/api", server);
    every_case_holds(&["axum", "router", "nested"], Converted(Router(server)), witness, "/api").await
}

#[tokio::test]
async fn every_refusal_is_explained() -> Result<(), Failed> {
    let witness = Witness::default();
    let server = router(witness.clone()).explained_answers(true);
    let cases = read_cases("cases/explained");
    let names = &["axum", "router"];
    let exchange = WithoutPlaces(Router(server));
    Subject { names, exchange, witness, prefix: "" }.run(&cases).await.conclude()
}

#[tokio::test]
async fn no_explanation_is_a_permission() {
    let server = router(Witness::default()).explained_answers(true);
    let cases = read_cases("cases");
    no_refusal_becomes_a_permission(&["axum", "router"], &Router(server), &cases).await;
}
