//! Services, which cannot have an attribute.

use std::convert::Infallible;

use axum::body::Body;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use cors_runtime::axum::{Router, any_service, with_policy};
use cors_runtime::tower::CorsLayer;
use cors_runtime::{Policy, cors, policy};
use cors_tests::run::Failed;
use http::{Request, StatusCode};
use tower::{Layer, Service, service_fn};

use super::check;

static APP: Policy = policy!(origins = ["https://app.example.com"], methods = ["PUT"]);

#[cors(origins = ["https://admin.example.com"])]
async fn read() -> &'static str {
    "read"
}

/// Answers 418, and allows every origin.
fn teapot()
-> impl Service<Request<Body>, Response = Response, Error = Infallible, Future: Send> + Clone + Send + Sync {
    service_fn(|_| async {
        let response = Response::builder().status(StatusCode::IM_A_TEAPOT);
        Ok(response.header("access-control-allow-origin", "*").body(Body::empty()).expect("a response"))
    })
}

const UNDER_A_POLICY: &str = "\
# A request
> GET /pot
> Origin: https://app.example.com
< 418
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin
<

# From another origin
> GET /pot
> Origin: https://evil.example
< 418
< Vary: Origin
<

# The preflight is answered by the policy
> OPTIONS /pot
> Origin: https://app.example.com
> Access-Control-Request-Method: PUT
< 204
< Access-Control-Allow-Methods: PUT
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<

# A method that it does not list
> OPTIONS /pot
> Origin: https://app.example.com
> Access-Control-Request-Method: DELETE
< 403
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<

# An ordinary OPTIONS request goes to the service
> OPTIONS /pot
> Origin: https://app.example.com
< 418
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin
<
";

#[tokio::test]
async fn a_service_with_a_policy() -> Result<(), Failed> {
    check(Router::new().route("/pot", any_service(with_policy(&APP, teapot()))), UNDER_A_POLICY).await
}

#[tokio::test]
async fn a_service_in_a_layer_with_a_policy() -> Result<(), Failed> {
    let service = || CorsLayer::new(&APP).explained_answers(false).layer(teapot());
    check(Router::new().route_service("/pot", service()), UNDER_A_POLICY).await?;
    check(Router::new().nest_service("/pot", service()), UNDER_A_POLICY).await?;
    check(Router::new().fallback_service(service()), UNDER_A_POLICY).await
}

#[tokio::test]
async fn a_method_beside_a_service_keeps_its_policy() -> Result<(), Failed> {
    let cases = "\
# The handler
> GET /pot
> Origin: https://admin.example.com
< 200
< Access-Control-Allow-Origin: https://admin.example.com
< Vary: Origin
<
< read

# The preflight of the handler
> OPTIONS /pot
> Origin: https://app.example.com
> Access-Control-Request-Method: GET
< 403
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<

# The preflight of the service
> OPTIONS /pot
> Origin: https://app.example.com
> Access-Control-Request-Method: PUT
< 204
< Access-Control-Allow-Methods: PUT
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<
";
    check(Router::new().route("/pot", any_service(with_policy(&APP, teapot())).get(read)), cases).await
}

#[tokio::test]
async fn a_service_without_a_policy_is_left_alone() -> Result<(), Failed> {
    let cases = "\
# Its own headers
> GET /pot
> Origin: https://app.example.com
< 418
< Access-Control-Allow-Origin: *
<

# Its preflights go to the service
> OPTIONS /pot
> Origin: https://app.example.com
> Access-Control-Request-Method: PUT
< 418
< Access-Control-Allow-Origin: *
<
";
    check(Router::new().route("/pot", any_service(teapot())), cases).await
}

/// Why the documentation prefers `any_service`.
#[tokio::test]
async fn a_layer_of_the_router_is_around_the_policy_of_a_service_and_inside_that_of_a_route()
-> Result<(), Failed> {
    let router = Router::new()
        .route_service("/pot", CorsLayer::new(&APP).explained_answers(false).layer(teapot()))
        .route("/other", any_service(with_policy(&APP, teapot())))
        .layer(from_fn(async |_: Request<Body>, _: Next| StatusCode::UNAUTHORIZED));
    let cases = "\
# The preflight meets the layer
> OPTIONS /pot
> Origin: https://app.example.com
> Access-Control-Request-Method: PUT
< 401
<

# The preflight does not meet the layer
> OPTIONS /other
> Origin: https://app.example.com
> Access-Control-Request-Method: PUT
< 204
< Access-Control-Allow-Methods: PUT
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<
";
    check(router, cases).await
}
