//! The policy of a router for handlers that have none.

use axum::middleware::{Next, from_fn};
use cors_runtime::axum::{MethodRouter, Router, any_service, get};
use cors_runtime::{Policy, cors, policy};
use cors_tests::run::Failed;
use http::StatusCode;

use super::check;

static APP: Policy = policy!(origins = ["https://app.example.com"], max_age = 600);
static LISTED: Policy = policy!(origins = ["https://app.example.com"], methods = ["PUT"]);
static ADMIN: Policy = policy!(origins = ["https://admin.example.com"]);

#[cors(policy = ADMIN)]
async fn replace() -> &'static str {
    "replace"
}

async fn plain() -> &'static str {
    "plain"
}

const PREFLIGHT_VARY: &str = "Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers";

/// The path is under the default, for the method.
fn under_the_default(path: &str, method: &str) -> String {
    let allow_methods =
        if method == "GET" { String::new() } else { format!("< Access-Control-Allow-Methods: {method}\n") };
    format!(
        "\
# {method} {path}
> {method} {path}
> Origin: https://app.example.com
< 200
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin
<
< plain

# The preflight of {method} {path}
> OPTIONS {path}
> Origin: https://app.example.com
> Access-Control-Request-Method: {method}
< 204
< Access-Control-Allow-Origin: https://app.example.com
{allow_methods}< Access-Control-Max-Age: 600
< {PREFLIGHT_VARY}
<

"
    )
}

/// The path has no policy.
fn without_a_policy(path: &str) -> String {
    format!(
        "\
# GET {path}
> GET {path}
> Origin: https://app.example.com
< 200
<
< plain

"
    )
}

#[tokio::test]
async fn handlers_services_and_plain_routers_get_the_default() -> Result<(), Failed> {
    let service = axum::routing::get(plain);
    let router = Router::new()
        .route("/handler", get(plain).put(plain))
        .route("/closure", get(async || "plain"))
        .route("/unlisted", axum::routing::any(plain))
        .route("/any_service", any_service(service.clone()))
        .route_service("/route_service", service.clone())
        .nest_service("/nest_service", service.clone())
        .nest("/nested", Router::new().route("/", get(plain)))
        .merge(
            axum::Router::new().route("/merged", axum::routing::any(plain)).nest_service("/files", service),
        )
        .cors(&APP)
        .route("/later", get(plain));
    let paths = [
        "/handler",
        "/closure",
        "/unlisted",
        "/any_service",
        "/route_service",
        "/nest_service",
        "/nest_service/deeper",
        "/nested",
        "/merged",
        "/files",
        "/files/deeper",
    ];
    let cases = paths.map(|path| under_the_default(path, "GET")).concat();
    let cases = format!("{cases}{}{}", under_the_default("/handler", "PUT"), without_a_policy("/later"));
    check(router.clone(), &cases).await?;
    check::<axum::Router>(router.into(), &cases).await
}

#[tokio::test]
async fn an_attribute_takes_precedence_and_a_route_can_opt_out() -> Result<(), Failed> {
    let router = Router::new()
        .route("/items", get(plain).put(replace))
        .route("/plain", get(plain).without_cors())
        .route("/half", MethodRouter::new().get(plain).without_cors().put(plain))
        .cors(&APP);
    let cases = "\
# The attribute
> OPTIONS /items
> Origin: https://app.example.com
> Access-Control-Request-Method: PUT
< 403
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<

# A method that no handler has
> OPTIONS /items
> Origin: https://app.example.com
> Access-Control-Request-Method: DELETE
< 403
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<

# What opted out has no preflights
> OPTIONS /plain
> Origin: https://app.example.com
> Access-Control-Request-Method: GET
< 405
< Allow: GET, HEAD
<

";
    let cases = format!(
        "{cases}{}{}{}{}",
        under_the_default("/items", "GET"),
        without_a_policy("/plain"),
        without_a_policy("/half"),
        under_the_default("/half", "PUT"),
    );
    check(router, &cases).await
}

#[tokio::test]
async fn the_404_has_the_default_and_so_do_responses_of_layers() -> Result<(), Failed> {
    let deny = from_fn(async |_: axum::extract::Request, _: Next| StatusCode::UNAUTHORIZED);
    let cases = "\
# A response of the layer
> GET /items
> Origin: https://app.example.com
< 401
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin
<

# A preflight
> OPTIONS /items
> Origin: https://app.example.com
> Access-Control-Request-Method: GET
< 204
< Access-Control-Allow-Origin: https://app.example.com
< Access-Control-Max-Age: 600
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<

# A path that no route has
> GET /unknown
> Origin: https://app.example.com
< 401
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin
<

# Its preflight
> OPTIONS /unknown
> Origin: https://app.example.com
> Access-Control-Request-Method: DELETE
< 204
< Access-Control-Allow-Methods: *
< Access-Control-Allow-Origin: https://app.example.com
< Access-Control-Max-Age: 600
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<
";
    let routes = || Router::new().route("/items", get(plain));
    check(routes().layer(deny.clone()).cors(&APP), cases).await?;
    check(routes().cors(&APP).layer(deny), cases).await
}

#[tokio::test]
async fn the_methods_of_the_default_limit_what_has_unknown_methods() -> Result<(), Failed> {
    let router = Router::new()
        .route("/handler", get(plain).delete(plain))
        .route_service("/service", axum::routing::any(plain))
        .cors(&LISTED);
    let cases = "\
# A handler is mounted for its method
> OPTIONS /handler
> Origin: https://app.example.com
> Access-Control-Request-Method: DELETE
< 204
< Access-Control-Allow-Methods: DELETE
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<

# A service, for a method that the policy lists
> OPTIONS /service
> Origin: https://app.example.com
> Access-Control-Request-Method: PUT
< 204
< Access-Control-Allow-Methods: PUT
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<

# A service, for another method
> OPTIONS /service
> Origin: https://app.example.com
> Access-Control-Request-Method: DELETE
< 403
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<
";
    check(router, cases).await
}

#[test]
fn the_list_of_policies_has_the_default() {
    let router: Router = Router::new()
        .route("/items", get(plain).put(replace))
        .route("/plain", get(plain).without_cors())
        .cors(&APP);
    let lines: Vec<_> = router.route_policies().map(|route| route.to_string()).collect();
    let lines: Vec<_> = lines.iter().map(|line| line.split(" (").next().expect("a line")).collect();
    assert_eq!(
        lines,
        [
            r#"GET /items: origins = ["https://app.example.com"], max_age = 600"#,
            r#"PUT /items: origins = ["https://admin.example.com"]"#,
            "GET /plain: no policy",
            r#"* /{*rest}: origins = ["https://app.example.com"], max_age = 600"#,
        ]
    );
}

/// Which of the two serves a method is unknown, so the default of one is not given to the other.
#[tokio::test]
async fn a_handler_with_an_unknown_method_loses_its_default_beside_one_for_any_method() -> Result<(), Failed>
{
    let module = || Router::new().route("/items", axum::routing::put(plain)).cors(&APP);
    let any = || Router::new().route("/items", cors_runtime::axum::any(plain));
    for router in [module().merge(any()), any().merge(module())] {
        check(router, &without_a_policy("/items")).await?;
    }
    Ok(())
}
