//! `#[axum::debug_handler]`, which stands below.
#![expect(
    unused_variables,
    clippy::diverging_sub_expression,
    reason = "where lints are denied it sets them off itself, on plain functions as well"
)]

use axum::extract::State;
use axum::http::Uri;
use cors_runtime::axum::{MethodRouter, get, post};
use cors_runtime::cors;

use crate::support::{awaited, nothing};

#[cors(origins = ["*"])]
#[cfg_attr(test, axum::debug_handler)]
async fn debugged(uri: Uri, body: String) -> String {
    nothing().await;
    format!("{uri}{body}")
}

#[cors(origins = ["*"])]
#[axum::debug_handler(state = u8)]
#[tracing::instrument(skip_all)]
async fn with_state(State(number): State<u8>) -> String {
    nothing().await;
    number.to_string()
}

#[tracing::instrument(skip_all)]
#[cors(origins = ["*"])]
#[axum::debug_handler]
async fn between() -> &'static str {
    nothing().await;
    "between"
}

#[test]
fn a_handler_may_be_debugged() {
    drop::<MethodRouter>(post(debugged).get(between));
    drop::<MethodRouter<u8>>(get(with_state));
    assert_eq!(awaited(debugged(Uri::from_static("/a"), "b".to_owned())).as_deref(), Some("/ab"));
    assert_eq!(awaited(with_state(State(1))).as_deref(), Some("1"));
    assert_eq!(awaited(between()), Some("between"));
}
