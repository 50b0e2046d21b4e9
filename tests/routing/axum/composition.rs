//! Routers, paths and services that are composed.

use std::convert::Infallible;

use axum::extract::Request;
use axum::response::IntoResponse as _;
use cors_runtime::axum::{MethodRouter, Router, any, get, post, put};
use cors_runtime::cors;
use cors_tests::run::Failed;
use tower::service_fn;

use super::check;

#[cors(origins = ["https://app.example.com"])]
async fn read() -> &'static str {
    "read"
}

#[cors(origins = ["https://admin.example.com"])]
async fn replace() -> &'static str {
    "replace"
}

#[cors(origins = ["https://app.example.com"], methods = ["PUT", "DELETE"])]
async fn put_or_delete() -> &'static str {
    "put or delete"
}

async fn plain() -> &'static str {
    "plain"
}

/// GET is for one origin, PUT for the other, wherever the path is.
fn each_by_its_own_policy(path: &str) -> String {
    format!(
        "\
# GET is accepted at {path}
> OPTIONS {path}
> Origin: https://app.example.com
> Access-Control-Request-Method: GET
< 204
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<

# PUT is accepted at {path}
> OPTIONS {path}
> Origin: https://admin.example.com
> Access-Control-Request-Method: PUT
< 204
< Access-Control-Allow-Origin: https://admin.example.com
< Access-Control-Allow-Methods: PUT
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<

# PUT is refused at {path}
> OPTIONS {path}
> Origin: https://app.example.com
> Access-Control-Request-Method: PUT
< 403
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<

# GET is refused at {path}
> OPTIONS {path}
> Origin: https://admin.example.com
> Access-Control-Request-Method: GET
< 403
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<

# GET runs at {path}
> GET {path}
> Origin: https://app.example.com
< 200
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin
<
< read

# PUT runs at {path}
> PUT {path}
> Origin: https://app.example.com
< 200
< Vary: Origin
<
< replace

"
    )
}

#[tokio::test]
async fn each_method_keeps_its_policy_in_nested_and_merged_routers() -> Result<(), Failed> {
    let innermost = Router::new().route("/{item}", get(read).put(replace));
    let inner = Router::new().nest("/items", innermost).merge(Router::new().route("/", get(read)));
    let inner = inner.merge(Router::new().route("/", put(replace)));
    let router = Router::new().nest("/shops/{shop}", inner.clone()).merge(Router::new().nest("/shop", inner));
    let paths = ["/shops/1", "/shops/1/items/2", "/shop", "/shop/items/2"];
    check(router, &paths.map(each_by_its_own_policy).concat()).await
}

#[tokio::test]
async fn each_method_keeps_its_policy_in_merged_paths() -> Result<(), Failed> {
    let handlers: MethodRouter = put(replace).merge(get(read));
    check(Router::new().route("/shop", handlers), &each_by_its_own_policy("/shop")).await
}

#[tokio::test]
async fn each_method_keeps_its_policy_in_a_router_that_is_mounted_as_a_service() -> Result<(), Failed> {
    let inner: Router = Router::new().route("/shop", get(read).put(replace)).explained_answers(false);
    check(Router::new().nest_service("/service", inner), &each_by_its_own_policy("/service/shop")).await
}

#[tokio::test]
async fn each_method_keeps_its_policy_beside_the_routes_of_a_plain_router() -> Result<(), Failed> {
    let inner: Router = Router::new().route("/shop", get(read).put(replace)).explained_answers(false);
    let router: axum::Router = axum::Router::from(inner).route("/plain", axum::routing::get(plain));
    let cases = "\
# The plain route
> GET /plain
> Origin: https://app.example.com
< 200
<
< plain

# What looks like its preflight
> OPTIONS /plain
> Origin: https://app.example.com
> Access-Control-Request-Method: GET
< 405
< Allow: GET, HEAD
<
";
    check(router, &format!("{}{cases}", each_by_its_own_policy("/shop"))).await
}

#[tokio::test]
async fn a_service_answers_untouched() -> Result<(), Failed> {
    let service = service_fn(async |_: Request| Ok::<_, Infallible>("service".into_response()));
    let router = Router::new()
        .route_service("/route", service)
        .nest_service("/nest", service)
        .route("/nest/shop", get(read).put(replace));
    let cases = "\
# A service for a path
> GET /route
> Origin: https://app.example.com
< 200
<
< service

# What looks like a preflight for it
> OPTIONS /route
> Origin: https://app.example.com
> Access-Control-Request-Method: GET
< 200
<
< service

# What looks like a preflight for a service below a path
> OPTIONS /nest/deeper
> Origin: https://app.example.com
> Access-Control-Request-Method: GET
< 200
<
< service

# What looks like a preflight for the path itself
> OPTIONS /nest
> Origin: https://app.example.com
> Access-Control-Request-Method: GET
< 200
<
< service
";
    check(router, &format!("{cases}\n{}", each_by_its_own_policy("/nest/shop"))).await
}

const PLAIN_POST: &str = "\
# The plain method
> POST /shop
> Origin: https://app.example.com
< 200
<
< plain

# Its preflight is refused
> OPTIONS /shop
> Origin: https://app.example.com
> Access-Control-Request-Method: POST
< 403
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<

# A method that is not mounted
> DELETE /shop
> Origin: https://app.example.com
< 405
< Access-Control-Allow-Origin: https://app.example.com
< Allow: GET, HEAD, POST, PUT
< Vary: Origin
<

";

#[tokio::test]
async fn a_plain_method_beside_annotated_ones_stays_plain() -> Result<(), Failed> {
    let router = Router::new().route("/shop", get(read).put(replace).post(plain));
    check(router, &format!("{PLAIN_POST}{}", each_by_its_own_policy("/shop"))).await
}

#[tokio::test]
async fn a_method_that_axum_mounted_beside_annotated_ones_stays_plain() -> Result<(), Failed> {
    let router =
        Router::new().route("/shop", get(read).put(replace)).route("/shop", axum::routing::post(plain));
    check(router, &format!("{PLAIN_POST}{}", each_by_its_own_policy("/shop"))).await?;
    let router =
        Router::new().route("/shop", axum::routing::post(plain)).route("/shop", get(read).put(replace));
    check(router, &format!("{PLAIN_POST}{}", each_by_its_own_policy("/shop"))).await
}

#[tokio::test]
async fn methods_that_axum_mounted_are_listed_too() -> Result<(), Failed> {
    let router =
        Router::new().route("/shop", get(read).put(replace)).route("/shop", axum::routing::post(plain));
    let cases = "\
# An ordinary OPTIONS request
> OPTIONS /shop
> Origin: https://app.example.com
< 204
< Access-Control-Allow-Origin: https://app.example.com
< Allow: GET, HEAD, OPTIONS, POST, PUT
< Vary: Origin
<

# A page cannot ask for it: axum may have a handler for OPTIONS, without a policy
> OPTIONS /shop
> Origin: https://app.example.com
> Access-Control-Request-Method: OPTIONS
< 403
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<
";
    check(router, cases).await
}

#[test]
#[should_panic(expected = "one path has an annotated handler for any method, and unlisted ones")]
fn any_beside_methods_that_axum_mounted_is_refused() {
    let _: MethodRouter = any(read).merge(axum::routing::delete(plain));
}

#[test]
#[should_panic(expected = "one path has an annotated handler for any method, and unlisted ones")]
fn any_merged_into_methods_that_axum_mounted_is_refused() {
    let _: MethodRouter = MethodRouter::from(axum::routing::delete(plain)).merge(any(read));
}

#[tokio::test]
async fn a_fallback_takes_the_place_of_any_and_is_not_opened() -> Result<(), Failed> {
    let router = Router::new().route("/shop", any(read).fallback(plain));
    let cases = "\
# A preflight is the fallback's, as on a path without a policy, and browsers refuse the answer
> OPTIONS /shop
> Origin: https://app.example.com
> Access-Control-Request-Method: DELETE
< 200

# A request
> DELETE /shop
> Origin: https://app.example.com
< 200

# An ordinary OPTIONS request is the fallback's
> OPTIONS /shop
> Origin: https://app.example.com
< 200
";
    check(router, cases).await
}

#[tokio::test]
async fn a_listed_method_that_another_handler_serves_is_not_unlocked() -> Result<(), Failed> {
    let router = Router::new()
        .route("/plain", any(put_or_delete).delete(plain))
        .route("/other", any(put_or_delete).delete(replace));
    let cases = "\
# Beside a handler without a policy
> OPTIONS /plain
> Origin: https://app.example.com
> Access-Control-Request-Method: PUT
< 204
< Access-Control-Allow-Origin: https://app.example.com
< Access-Control-Allow-Methods: PUT
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<

# Beside a handler with another policy
> OPTIONS /other
> Origin: https://app.example.com
> Access-Control-Request-Method: PUT
< 204
< Access-Control-Allow-Origin: https://app.example.com
< Access-Control-Allow-Methods: PUT
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<
";
    check(router, cases).await
}

#[test]
#[should_panic(expected = "Overlapping method route")]
fn two_handlers_for_one_method_of_a_path_are_refused() {
    let _: Router = Router::new().route("/shop", get(read)).route("/shop", get(read));
}

#[test]
#[should_panic(expected = "Overlapping method route")]
fn two_handlers_for_one_method_of_a_merged_path_are_refused() {
    let _: Router =
        Router::new().route("/shop", post(read)).merge(Router::new().route("/shop", post(replace)));
}
