//! The cases that one policy for a whole service can mean, on plain tower: in process, and over TCP on hyper.

use axum::body::Body;
use cors_tests::exchange::{Exchange, Router, Tcp, WithoutPlaces};
use cors_tests::fetch::no_refusal_becomes_a_permission;
use cors_tests::notation::read_cases;
use cors_tests::run::{Failed, Subject};
use cors_tests::servers::tower::service;
use cors_tests::witness::Witness;
use http::Request;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tower::ServiceExt as _;

async fn the_cases_hold<E: Exchange>(names: &[&str], exchange: E, witness: Witness) -> Result<(), Failed> {
    let cases = read_cases("cases");
    let report = Subject { names, exchange, witness, prefix: "" }.run(&cases).await;
    let left_out = cases.iter().filter(|case| !case.runs_on(names)).count();
    assert!(left_out * 3 < cases.len(), "{left_out} of {} cases are left out", cases.len());
    report.conclude()
}

#[tokio::test]
async fn the_cases_hold_in_process() -> Result<(), Failed> {
    let witness = Witness::default();
    let server = service(&witness, false);
    the_cases_hold(&["tower", "router"], Router(server), witness).await
}

#[tokio::test]
async fn the_cases_hold_over_tcp() -> Result<(), Failed> {
    let witness = Witness::default();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = service(&witness, false)
        .map_request(|request: Request<hyper::body::Incoming>| request.map(Body::new));
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let service = TowerToHyperService::new(server.clone());
            tokio::spawn(async move {
                // Hostile cases end their connections with an error.
                let _ =
                    Builder::new(TokioExecutor::new()).serve_connection(TokioIo::new(stream), service).await;
            });
        }
    });
    the_cases_hold(&["tower", "tcp"], Tcp(address), witness).await
}

#[tokio::test]
async fn every_refusal_is_explained_in_a_header() -> Result<(), Failed> {
    let witness = Witness::default();
    let server = service(&witness, true);
    let mut cases = read_cases("cases/explained");
    for case in &mut cases {
        // The layer does not know how to make a body.
        case.expected.body = None;
    }
    let names = &["tower", "router"];
    let exchange = WithoutPlaces(Router(server));
    Subject { names, exchange, witness, prefix: "" }.run(&cases).await.conclude()
}

#[tokio::test]
async fn no_explanation_is_a_permission() {
    let server = service(&Witness::default(), true);
    let cases = read_cases("cases");
    no_refusal_becomes_a_permission(&["tower", "router"], &Router(server), &cases).await;
}
