//! Routers of axum alone, merged into one of ours.

use axum::extract::{Path, State};
use axum::middleware::{Next, from_fn};
use cors_runtime::axum::{Router, get};
use cors_runtime::{Policy, cors, policy};
use cors_tests::run::Failed;
use cors_tests::witness::Witness;
use http::StatusCode;

use super::check_witnessed;

static APP: Policy = policy!(origins = ["https://app.example.com"]);

#[cors(policy = APP)]
async fn read_item(State(witness): State<Witness>, Path(id): Path<String>) -> String {
    witness.note("read_item");
    id
}

#[cors(policy = APP)]
async fn not_found() -> StatusCode {
    StatusCode::NOT_FOUND
}

async fn plain(State(witness): State<Witness>) -> &'static str {
    witness.note("plain");
    "plain"
}

fn plain_routes() -> axum::Router<Witness> {
    axum::Router::new()
        .route("/items/new", axum::routing::get(plain))
        .route("/items/{id}", axum::routing::delete(plain))
        .route("/files/{*path}", axum::routing::get(plain))
        .nest_service("/items/images", axum::routing::get(async || "image"))
}

/// Everything is below the prefix.
fn cases(prefix: &str) -> String {
    let cases = "\
# A route of ours
> GET /items/7
> Origin: https://app.example.com
< 200
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin
<
< 7
! ran: read_item

# Its preflight
> OPTIONS /items/7
> Origin: https://app.example.com
> Access-Control-Request-Method: GET
< 204
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<
! ran: nothing

# A plain route that ours would match too
> GET /items/new
> Origin: https://app.example.com
< 200
<
< plain
! ran: plain

# What looks like its preflight
> OPTIONS /items/new
> Origin: https://app.example.com
> Access-Control-Request-Method: GET
< 405
< Allow: GET, HEAD
<
! ran: nothing

# A service below a plain router
> GET /items/images/7
> Origin: https://app.example.com
< 200
<
< image

# A service below a plain router, by its own path, which ours would match too
> GET /items/images
> Origin: https://app.example.com
< 200
<
< image

# A plain method of a path of ours
> DELETE /items/7
> Origin: https://app.example.com
< 200
<
< plain
! ran: plain

# Its preflight is refused
> OPTIONS /items/7
> Origin: https://app.example.com
> Access-Control-Request-Method: DELETE
< 403
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<
! ran: nothing

# A method that neither has
> PATCH /items/7
> Origin: https://app.example.com
< 405
< Access-Control-Allow-Origin: https://app.example.com
< Allow: DELETE, GET, HEAD
< Vary: Origin
<
! ran: nothing

# A plain wildcard
> GET /files/a/b
> Origin: https://app.example.com
< 200
<
< plain
! ran: plain
";
    cases.replace(" /items", &format!(" {prefix}/items")).replace(" /files", &format!(" {prefix}/files"))
}

fn ours() -> Router<Witness> {
    Router::new().route("/items/{id}", get(read_item))
}

#[tokio::test]
async fn a_plain_router_is_never_answered_by_a_policy() -> Result<(), Failed> {
    for router in [ours().merge(plain_routes()), Router::from(plain_routes()).merge(ours())] {
        let witness = Witness::default();
        check_witnessed(router.with_state(witness.clone()), witness, &cases("")).await?;
    }
    Ok(())
}

#[tokio::test]
async fn the_same_below_a_prefix() -> Result<(), Failed> {
    let merged = || ours().merge(plain_routes());
    let nested = || Router::new().nest("/api", ours()).nest("/api", plain_routes());
    for router in
        [Router::new().nest("/api", merged()), nested(), Router::new().nest("/api", merged()).merge(ours())]
    {
        let witness = Witness::default();
        check_witnessed(router.with_state(witness.clone()), witness, &cases("/api")).await?;
    }
    let witness = Witness::default();
    let router: Router = Router::new().nest("/{version}/api", merged()).with_state(witness.clone());
    // The handler takes the last parameter only.
    check_witnessed(router, witness, &cases("/v1/api").split("\n\n").skip(1).collect::<Vec<_>>().join("\n\n"))
        .await
}

/// It could be asked for its routes only with a state, and gets it with the router.
#[tokio::test]
async fn a_plain_router_brings_its_own_state() -> Result<(), Failed> {
    let witness = Witness::default();
    let plain: axum::Router<Witness> = plain_routes().with_state(witness.clone());
    check_witnessed(ours().merge(plain).with_state(witness.clone()), witness, &cases("")).await
}

#[tokio::test]
async fn a_fallback_of_ours_stands_beside_a_plain_router() -> Result<(), Failed> {
    let witness = Witness::default();
    let cases = format!(
        "{}
# An unknown path
> GET /unknown
> Origin: https://app.example.com
< 404
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin
<
",
        cases("")
    );
    let router = ours().merge(plain_routes()).fallback(not_found);
    check_witnessed(router.with_state(witness.clone()), witness.clone(), &cases).await?;
    let router = ours().fallback(not_found).merge(plain_routes());
    check_witnessed(router.with_state(witness.clone()), witness, &cases).await
}

#[tokio::test]
async fn a_plain_fallback_stands_beside_routes_of_ours() -> Result<(), Failed> {
    let witness = Witness::default();
    let cases = format!(
        "{}
# An unknown path
> GET /unknown
> Origin: https://app.example.com
< 200
<
< plain
! ran: plain

# What looks like the preflight of that
> OPTIONS /unknown
> Origin: https://app.example.com
> Access-Control-Request-Method: GET
< 200
<
< plain
! ran: plain
",
        cases("")
    );
    let router = ours().merge(plain_routes().fallback(plain));
    check_witnessed(router.with_state(witness.clone()), witness, &cases).await
}

/// To find the routes of a plain router, nothing in it runs.
#[tokio::test]
async fn no_handler_or_layer_runs_while_a_policy_is_looked_for() -> Result<(), Failed> {
    let witness = Witness::default();
    let noted = witness.clone();
    let layer = from_fn(move |request, next: Next| {
        noted.note("layer");
        next.run(request)
    });
    let router = ours().merge(plain_routes().fallback(plain).layer(layer));
    let cases = "\
# A preflight
> OPTIONS /items/7
> Origin: https://app.example.com
> Access-Control-Request-Method: GET
< 204
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<
! ran: nothing

# A plain route runs once
> GET /items/new
> Origin: https://app.example.com
< 200
<
< plain
! ran: layer, plain
";
    check_witnessed(router.with_state(witness.clone()), witness, cases).await
}

#[tokio::test]
async fn a_plain_router_is_inside_the_layers_that_are_added_later() -> Result<(), Failed> {
    let witness = Witness::default();
    let deny = from_fn(async |_: axum::extract::Request, _: Next| StatusCode::UNAUTHORIZED);
    let router = ours().merge(plain_routes()).layer(deny);
    let cases = "\
# A preflight of ours
> OPTIONS /items/7
> Origin: https://app.example.com
> Access-Control-Request-Method: GET
< 204
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<

# A plain route
> GET /items/new
> Origin: https://app.example.com
< 401
<
";
    check_witnessed(router.with_state(witness.clone()), witness, cases).await
}
