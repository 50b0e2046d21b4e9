//! Our router as one of axum.

use std::convert::Infallible;

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use cors_runtime::axum::{Router, get, with_policy};
use cors_runtime::{Policy, cors, policy};
use cors_tests::run::Failed;
use cors_tests::witness::Witness;
use http::StatusCode;
use tower::util::MapRequestLayer;
use tower::{Layer as _, service_fn};

use super::{check, check_witnessed};

static APP: Policy = policy!(origins = ["https://app.example.com"]);

#[cors(policy = APP)]
async fn read() -> &'static str {
    "read"
}

#[cors(policy = APP)]
async fn read_state(State(witness): State<Witness>) {
    witness.note("read_state");
}

#[cors(policy = APP)]
async fn not_found() -> (StatusCode, &'static str) {
    (StatusCode::NOT_FOUND, "not found")
}

async fn index() -> &'static str {
    "index"
}

/// The path is under the policy.
fn readable(path: &str) -> String {
    format!(
        "\
# GET {path}
> GET {path}
> Origin: https://app.example.com
< 200
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin
<
< read

# The preflight of {path}
> OPTIONS {path}
> Origin: https://app.example.com
> Access-Control-Request-Method: GET
< 204
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<

"
    )
}

/// A single-page application is the host's fallback.
const INDEX: &str = "\
# A path of the host
> GET /unknown
> Origin: https://app.example.com
< 200
<
< index

# What looks like its preflight
> OPTIONS /unknown
> Origin: https://app.example.com
> Access-Control-Request-Method: GET
< 200
<
< index
";

#[tokio::test]
async fn modules_are_merged_into_a_host_with_a_fallback() -> Result<(), Failed> {
    let carts: axum::Router = Router::new().route("/carts/{id}", get(read)).into();
    let items: axum::Router = Router::new().nest("/items", Router::new().route("/{id}", get(read))).into();
    let cases = format!("{}{}{INDEX}", readable("/carts/1"), readable("/items/2"));
    let host = axum::Router::new().route("/carts/new", axum::routing::get(index)).fallback(index);
    check(host.clone().merge(carts.clone()).merge(items.clone()), &cases).await?;
    check(carts.merge(items).merge(host), &cases).await
}

#[tokio::test]
async fn a_module_is_nested_with_its_fallback() -> Result<(), Failed> {
    let module = Router::new().route("/{id}", get(read)).route("/", get(read)).fallback(not_found);
    let cases = "\
# A path below the module
> GET /items/1/2
> Origin: https://app.example.com
< 404
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin
<
< not found

";
    let cases = format!("{cases}{}{}{INDEX}", readable("/items"), readable("/items/2"));
    check(axum::Router::new().nest("/items", module.clone().into()).fallback(index), &cases).await?;
    let plain = axum::Router::new().route("/new", axum::routing::get(index));
    check(axum::Router::new().nest("/items", module.merge(plain).into()).fallback(index), &cases).await
}

/// Also if the host has another method of the path, and so the 405 of the path.
#[tokio::test]
async fn a_preflight_is_answered_whichever_router_has_the_405() -> Result<(), Failed> {
    let ours: axum::Router = Router::new().route("/items", get(read)).explained_answers(false).into();
    let host = axum::Router::new().route("/items", axum::routing::delete(index));
    let cases = "\
# The plain method
> DELETE /items
> Origin: https://app.example.com
< 200
<
< index

# Its preflight
> OPTIONS /items
> Origin: https://app.example.com
> Access-Control-Request-Method: DELETE
< 403
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<

";
    let cases = format!("{cases}{}", readable("/items"));
    check(ours.clone().merge(host.clone()), &cases).await?;
    check(host.merge(ours), &cases).await
}

#[tokio::test]
async fn state_is_provided_after_the_conversion() -> Result<(), Failed> {
    let witness = Witness::default();
    let ours: axum::Router<Witness> = Router::new().route("/items", get(read_state)).into();
    let cases = "\
# A request
> GET /items
> Origin: https://app.example.com
< 200
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin
<
! ran: read_state
";
    check_witnessed::<axum::Router>(ours.with_state(witness.clone()), witness, cases).await
}

#[test]
#[should_panic(expected = "misses state and contains a plain router")]
fn a_plain_router_is_not_converted_before_it_has_its_state() {
    let ours: Router<Witness> = Router::new().route("/items", get(read_state));
    let _ = axum::Router::from(ours.merge(axum::Router::new()));
}

#[tokio::test]
async fn layers_around_the_result_know_the_route_of_a_preflight() -> Result<(), Failed> {
    let witness = Witness::default();
    let noted = witness.clone();
    let log = from_fn(move |request: Request, next: Next| {
        let path = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
        noted.note(if path == Some("/api/items/{id}") { "items" } else { "other" });
        next.run(request)
    });
    let ours: axum::Router = Router::new().route("/items/{id}", get(read)).into();
    let app: axum::Router = axum::Router::new().nest("/api", ours).layer(log);
    let cases = "\
# A preflight
> OPTIONS /api/items/1
> Origin: https://app.example.com
> Access-Control-Request-Method: GET
< 204
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<
! ran: items
";
    check_witnessed(app, witness, cases).await
}

/// The path by which axum has found the route is gone, so it is unknown which policy applies.
#[tokio::test]
async fn a_layer_that_changes_the_path_after_routing_gets_no_policy() -> Result<(), Failed> {
    let rewrite = from_fn(async |mut request: Request, next: Next| -> Response {
        *request.uri_mut() = "/items/1".parse().expect("a path");
        next.run(request).await
    });
    let ours: axum::Router = Router::new().route("/items/{id}", get(read)).into();
    let cases = "\
# A path that no route has
> OPTIONS /unknown
> Origin: https://app.example.com
> Access-Control-Request-Method: GET
< 404
<
";
    check(ours.layer(rewrite), cases).await
}

/// It changes the path between a host and our router, which does the routing.
#[tokio::test]
async fn a_path_that_is_changed_before_routing_has_the_policy_of_its_route() -> Result<(), Failed> {
    let trim = MapRequestLayer::new(|mut request: Request| {
        let path = request.uri().path().trim_end_matches('/').parse().expect("a path");
        *request.uri_mut() = path;
        request
    });
    let ours: axum::Router = Router::new().route("/items/{id}", get(read)).into();
    let host: axum::Router = axum::Router::new().fallback_service(trim.layer(ours));
    check(host, &readable("/items/1/")).await
}

/// The prefix is stripped as in axum, and an authentication is inside.
#[tokio::test]
async fn services_with_a_policy_are_outside_the_layers() -> Result<(), Failed> {
    let uri = service_fn(async |request: Request| {
        Ok::<_, Infallible>(Response::new(axum::body::Body::from(request.uri().to_string())))
    });
    let auth = from_fn(async |request: Request, next: Next| {
        if request.headers().contains_key("authorization") {
            Ok(next.run(request).await)
        } else {
            Err(StatusCode::UNAUTHORIZED)
        }
    });
    let router = Router::new()
        .nest_service("/mcp", with_policy(&APP, uri))
        .route_service("/route", with_policy(&APP, uri))
        .route("/get", cors_runtime::axum::get_service(with_policy(&APP, uri)))
        .fallback_service(with_policy(&APP, uri))
        .layer(auth);
    let paths = [
        ("/mcp", "/"),
        ("/mcp/", "/"),
        ("/mcp/a?b", "/a?b"),
        ("/route", "/route"),
        ("/get", "/get"),
        ("/other", "/other"),
    ];
    let cases = paths.map(|(path, seen)| {
        format!(
            "\
# The preflight of {path}
> OPTIONS {path}
> Origin: https://app.example.com
> Access-Control-Request-Method: GET
< 204
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<

# A request for {path} without authorization
> GET {path}
> Origin: https://app.example.com
< 401
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin
<

# A request for {path}
> GET {path}
> Origin: https://app.example.com
> Authorization: yes
< 200
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin
<
< {seen}

"
        )
    });
    check(router.clone(), &cases.concat()).await?;
    check::<axum::Router>(router.into(), &cases.concat()).await
}
