//! Every kind of function that can be a handler.

use std::future::{Ready, ready};
use std::pin::Pin;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{Method, StatusCode, Uri};
use axum::response::IntoResponse;
use cors_runtime::axum::{Router, any, get, post};
// What the expansion names by its full path may also be imported, without `unused_qualifications`.
use cors_runtime::{Annotated, MountWithCorsRouting, Policy, cors};

use crate::support::{DAY, PARTNER, TOKEN, awaited, nothing};

/// A state with a private field.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shop(&'static str);

/// Every argument, with and without constants; a pattern, and a mutable argument.
#[cors(
    origins = ["https://app.example.com", PARTNER, #[cfg(unix)] "http://localhost:3000"],
    credentials,
    headers = ["content-type", TOKEN],
    expose_headers = ["x-total", #[cfg(not(test))] TOKEN],
    max_age = DAY,
    preflight_status = 200,
)]
pub(crate) async fn add(
    State(Shop(shop)): State<Shop>,
    Json(mut item): Json<String>,
) -> Result<Json<String>, StatusCode> {
    nothing().await;
    item.push_str(shop);
    if item.is_empty() { Err(StatusCode::CONFLICT) } else { Ok(Json(item)) }
}

/// Without names for its arguments, and for its result.
#[cors(origins = ["*"])]
pub(in crate::signatures) async fn opaque(_: Method, _unused: Uri) -> impl IntoResponse {
    nothing().await;
    "opaque"
}

#[cors(origins = ["*"], methods = ["PUT"])]
async fn private(body: Bytes) -> String {
    nothing().await;
    format!("{body:?}")
}

#[cors(origins = ["*"])]
fn not_async(method: Method) -> impl Future<Output = String> + Send {
    let upper = method.is_idempotent();
    async move {
        nothing().await;
        if upper { method.to_string() } else { method.to_string().to_lowercase() }
    }
}

#[cors(origins = ["*"])]
fn boxed(method: Method) -> Pin<Box<dyn Future<Output = String> + Send>> {
    Box::pin(async move { method.to_string() })
}

#[cors(origins = ["*"])]
fn ready_at_once() -> Ready<&'static str> {
    ready("at once")
}

/// As many arguments as clippy allows, and one more.
#[cors(origins = ["*"])]
async fn eight(_: Uri, _: Uri, _: Uri, _: Uri, _: Uri, _: Uri, _: Uri, _: Uri) {
    nothing().await;
}

#[cors(origins = ["*"])]
#[expect(clippy::fn_params_excessive_bools, reason = "the plain function is told so, too")]
async fn truths(a: bool, b: bool, c: bool, d: bool) -> bool {
    nothing().await;
    a && b && c && d
}

#[test]
fn a_handler_of_every_kind_can_be_mounted() {
    let router: Router = Router::new()
        .route("/add", post(add))
        .route("/opaque", get(opaque))
        .route("/private", any(private))
        .route("/not-async", get(not_async))
        .route("/boxed", get(boxed))
        .route("/ready-at-once", get(ready_at_once))
        .route("/eight", get(eight))
        .with_state(Shop("shop"));
    assert!(format!("{router:?}").contains("Router"), "{router:?}");
}

#[test]
fn a_handler_of_every_kind_can_be_awaited() {
    let teapot = awaited(add(State(Shop("pot")), Json("tea".to_owned())));
    assert_eq!(teapot.and_then(Result::ok).map(|Json(item)| item).as_deref(), Some("teapot"));
    assert_eq!(awaited(add(State(Shop("")), Json(String::new()))).map(|added| added.is_err()), Some(true));
    let answer = awaited(opaque(Method::GET, Uri::default())).map(IntoResponse::into_response);
    assert_eq!(answer.map(|response| response.status()), Some(StatusCode::OK));
    assert_eq!(awaited(private(Bytes::from_static(b"x"))).as_deref(), Some("b\"x\""));
    assert_eq!(awaited(not_async(Method::GET)).as_deref(), Some("GET"));
    assert_eq!(awaited(boxed(Method::PUT)).as_deref(), Some("PUT"));
    assert_eq!(awaited(ready_at_once()), Some("at once"));
    let uri = Uri::default;
    assert_eq!(awaited(eight(uri(), uri(), uri(), uri(), uri(), uri(), uri(), uri())), Some(()));
    assert_eq!(awaited(truths(true, true, true, false)), Some(false));
}

#[test]
fn a_policy_tells_the_name_of_its_handler() {
    const fn policy<A: Annotated, F>(_: &MountWithCorsRouting<A, F>) -> &'static Policy {
        A::POLICY
    }
    assert_eq!(policy(&ready_at_once()).handler(), Some("ready_at_once"));
    assert!(policy(&ready_at_once()).file().ends_with("signatures.rs"), "{:?}", ready_at_once());
}
