//! Responses to requests that no handler answers.

use axum::body::Body;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::response::IntoResponse;
use cors_runtime::axum::{Router, any, get};
use cors_runtime::cors;
use cors_tests::run::Failed;
use http::StatusCode;
use tower::ServiceExt as _;

use super::check;

#[cors(origins = ["https://app.example.com"])]
async fn read() -> &'static str {
    "read"
}

async fn own_404() -> impl IntoResponse {
    (StatusCode::NOT_FOUND, [("access-control-allow-origin", "*")], "own 404")
}

async fn inner_404() -> impl IntoResponse {
    (StatusCode::NOT_FOUND, "inner 404")
}

async fn own_405() -> impl IntoResponse {
    (StatusCode::METHOD_NOT_ALLOWED, [("access-control-allow-origin", "*")], "own 405")
}

const OWN_404: &str = "\
# A request
> GET /unknown
> Origin: https://app.example.com
< 404
< Access-Control-Allow-Origin: *
<
< own 404

# What looks like a preflight
> OPTIONS /unknown
> Origin: https://app.example.com
> Access-Control-Request-Method: GET
< 404
< Access-Control-Allow-Origin: *
<
< own 404

# A path that is known
> GET /shop
> Origin: https://app.example.com
< 200
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin
<
< read
";

#[tokio::test]
async fn a_fallback_answers_untouched() -> Result<(), Failed> {
    check(Router::new().route("/shop", get(read)).fallback(own_404), OWN_404).await
}

#[tokio::test]
async fn a_fallback_service_answers_untouched() -> Result<(), Failed> {
    let service = axum::Router::new().fallback(own_404);
    check(Router::new().route("/shop", get(read)).fallback_service(service), OWN_404).await
}

#[tokio::test]
async fn a_nested_router_keeps_its_fallback() -> Result<(), Failed> {
    let inner = Router::new().route("/shop", get(read)).fallback(inner_404);
    let router = Router::new().route("/shop", get(read)).nest("/nested", inner).fallback(own_404);
    let inner_cases = "
# A request below
> OPTIONS /nested/unknown
> Origin: https://app.example.com
> Access-Control-Request-Method: GET
< 404
<
< inner 404

# A path that is known below
> OPTIONS /nested/shop
> Origin: https://app.example.com
> Access-Control-Request-Method: GET
< 204
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<
";
    check(router, &format!("{OWN_404}{inner_cases}")).await
}

#[cors(origins = ["https://app.example.com"], methods = ["PUT"], max_age = 600)]
async fn annotated_404() -> impl IntoResponse {
    (StatusCode::NOT_FOUND, [("access-control-allow-origin", "*")], "annotated 404")
}

const ANNOTATED_404: &str = "\
# A request
> GET /unknown
> Origin: https://app.example.com
< 404
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin
<
< annotated 404

# From another origin
> PUT /unknown
> Origin: https://evil.example
< 404
< Vary: Origin
<
< annotated 404

# A preflight to an unknown path is answered by the policy of the fallback
> OPTIONS /unknown
> Origin: https://app.example.com
> Access-Control-Request-Method: PUT
< 204
< Access-Control-Allow-Methods: PUT
< Access-Control-Allow-Origin: https://app.example.com
< Access-Control-Max-Age: 600
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<

# A method that the policy of the fallback does not list
> OPTIONS /unknown
> Origin: https://app.example.com
> Access-Control-Request-Method: DELETE
< 403
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<

# A request without a path
> OPTIONS *
> Origin: https://app.example.com
< 404
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin
<
< annotated 404

# A method that a path does not have is not for the fallback
> OPTIONS /shop
> Origin: https://app.example.com
> Access-Control-Request-Method: PUT
< 403
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<

# Nor is a path without a policy
> OPTIONS /plain
> Origin: https://app.example.com
> Access-Control-Request-Method: PUT
< 405
< Allow: GET,HEAD
<
";

#[tokio::test]
async fn an_annotated_fallback_has_its_policy() -> Result<(), Failed> {
    let routes = || Router::new().route("/shop", get(read)).route("/plain", get(|| async {}));
    check(routes().fallback(annotated_404), ANNOTATED_404).await?;
    check(Router::new().merge(routes()).merge(Router::new().fallback(annotated_404)), ANNOTATED_404).await
}

#[tokio::test]
async fn no_layer_sees_the_preflight_of_a_fallback() -> Result<(), Failed> {
    let refuse = from_fn(async |_: Request, _: Next| StatusCode::UNAUTHORIZED);
    let cases = "\
# The layer answers, and its answer can be read
> PUT /unknown
> Origin: https://app.example.com
< 401
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin
<

# The preflight
> OPTIONS /unknown
> Origin: https://app.example.com
> Access-Control-Request-Method: PUT
< 204
< Access-Control-Allow-Methods: PUT
< Access-Control-Allow-Origin: https://app.example.com
< Access-Control-Max-Age: 600
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<
";
    check(Router::new().fallback(annotated_404).layer(refuse), cases).await
}

const OWN_405: &str = "\
# From an allowed origin
> DELETE /shop
> Origin: https://app.example.com
< 405
< Access-Control-Allow-Origin: https://app.example.com
< Allow: GET, HEAD
< Vary: Origin
<
< own 405

# From another origin
> DELETE /shop
> Origin: https://evil.example
< 405
< Allow: GET, HEAD
< Vary: Origin
<
< own 405

# The preflight for it is refused
> OPTIONS /shop
> Origin: https://app.example.com
> Access-Control-Request-Method: DELETE
< 403
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<

# An ordinary OPTIONS request is answered
> OPTIONS /shop
> Origin: https://app.example.com
< 204
< Access-Control-Allow-Origin: https://app.example.com
< Allow: GET, HEAD, OPTIONS
< Vary: Origin
<
";

#[tokio::test]
async fn the_fallback_of_methods_goes_by_the_first_policy() -> Result<(), Failed> {
    check(Router::new().route("/shop", get(read)).method_not_allowed_fallback(own_405), OWN_405).await
}

#[tokio::test]
async fn the_fallback_of_a_path_goes_by_the_first_policy() -> Result<(), Failed> {
    check(Router::new().route("/shop", get(read).fallback(own_405)), OWN_405).await
}

#[tokio::test]
async fn a_path_without_a_policy_keeps_its_fallback_untouched() -> Result<(), Failed> {
    let router = Router::new().route("/shop", get(|| async {}).fallback(own_405));
    let cases = "\
# What looks like a preflight
> OPTIONS /shop
> Origin: https://app.example.com
> Access-Control-Request-Method: GET
< 405
< Access-Control-Allow-Origin: *
< Allow: GET, HEAD
<
< own 405
";
    check(router, cases).await
}

/// Its policy goes with it.
#[tokio::test]
async fn a_handler_whose_place_a_fallback_takes_leaves_no_policy_behind() {
    #[cors(origins = ["https://app.example.com"], credentials)]
    async fn replaced() {}

    let app: Router =
        Router::new().route("/", any(replaced).fallback(async || StatusCode::METHOD_NOT_ALLOWED));
    assert!(app.route_policies().all(|route| route.policy().is_none()));
    let request = Request::builder().method("PUT").uri("/").header("Origin", "https://app.example.com");
    let answer = app.oneshot(request.body(Body::empty()).expect("a request")).await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert!(!answer.headers().contains_key("Access-Control-Allow-Origin"));
}
