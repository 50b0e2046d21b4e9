//! Which functions can be annotated, and what stays true of them.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use cors_runtime::axum::{Router, get, post};
use cors_runtime::cors;
use cors_tests::run::Failed;
use http::{HeaderMap, Method, StatusCode, Uri};

use super::check;

#[cors(origins = ["https://app.example.com"])]
async fn half(Path(number): Path<u32>) -> Result<Json<u32>, StatusCode> {
    if number.is_multiple_of(2) { Ok(Json(number / 2)) } else { Err(StatusCode::CONFLICT) }
}

#[tokio::test]
async fn an_awaited_handler_gives_its_own_return_type() {
    let answer: Result<Json<u32>, StatusCode> = half(Path(42)).await;
    assert_eq!(answer.unwrap().0, 21);
    assert_eq!(half(Path(3)).await.unwrap_err(), StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_handler_that_fails_still_carries_its_policy() -> Result<(), Failed> {
    let cases = "\
# Its value
> GET /half/42
> Origin: https://app.example.com
< 200
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin
<
< 21

# Its error
> GET /half/3
> Origin: https://app.example.com
< 409
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin
<

# The rejection of its extractor
> GET /half/x
> Origin: https://app.example.com
< 400
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin
";
    check(Router::new().route("/half/{number}", get(half)), cases).await
}

mod elsewhere {
    pub(super) mod deeper {
        #[cors_runtime::cors(origins = ["*"])]
        pub(in crate::handlers) async fn moved() -> &'static str {
            "moved"
        }
    }
    pub(super) use deeper::moved as renamed;
}

#[tokio::test]
async fn a_policy_follows_its_handler_through_modules_and_names() -> Result<(), Failed> {
    use elsewhere::deeper;
    let router = Router::new()
        .route("/renamed", get(elsewhere::renamed))
        .route("/moved", get(deeper::moved))
        .route("/moved-again", get(deeper::moved).post(deeper::moved));
    let cases = "\
# By its new name
> GET /renamed
< 200
< Access-Control-Allow-Origin: *
<
< moved

# By its path
> GET /moved
< 200
< Access-Control-Allow-Origin: *
<
< moved

# A second time
> POST /moved-again
< 200
< Access-Control-Allow-Origin: *
<
< moved
";
    check(router, cases).await
}

#[cors(origins = ["*"])]
async fn nothing() {}

#[cors(origins = ["*"])]
async fn opaque() -> impl IntoResponse {
    (StatusCode::ACCEPTED, [("x-opaque", "1")], "opaque")
}

#[cors(origins = ["*"])]
async fn four(method: Method, uri: Uri, headers: HeaderMap, body: Bytes) -> String {
    format!("{method} {uri} {} {}", headers.len(), body.len())
}

#[cors(origins = ["*"])]
#[expect(clippy::too_many_arguments, reason = "as many as axum takes")]
async fn sixteen(
    a: Method,
    _: Uri,
    _: HeaderMap,
    _: Query<()>,
    _: Method,
    _: Uri,
    _: HeaderMap,
    _: Query<()>,
    _: Method,
    _: Uri,
    _: HeaderMap,
    _: Query<()>,
    _: Method,
    _: Uri,
    _: HeaderMap,
    z: String,
) -> String {
    format!("{a} {z}")
}

#[tokio::test]
async fn every_signature_that_axum_takes_can_be_annotated() -> Result<(), Failed> {
    let router = Router::new()
        .route("/nothing", get(nothing))
        .route("/opaque", get(opaque))
        .route("/four", post(four))
        .route("/sixteen", post(sixteen))
        .route("/closure", get(|| async { "closure" }));
    let cases = "\
# No argument and no result
> GET /nothing
< 200
< Access-Control-Allow-Origin: *
<

# A result without a name
> GET /opaque
< 202
< Access-Control-Allow-Origin: *
< X-Opaque: 1
<
< opaque

# Four arguments, the last of which takes the body
> POST /four
>
> body
< 200
< Access-Control-Allow-Origin: *
<
< POST /four 2 4

# Sixteen arguments
> POST /sixteen
>
> body
< 200
< Access-Control-Allow-Origin: *
<
< POST body

# A closure has no policy
> GET /closure
> Origin: https://app.example.com
< 200
<
< closure
";
    check(router, cases).await
}
