//! Layers around handlers, paths and routers, and the CORS step outside all of them.

use axum::extract::{FromRequestParts, Request, State};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use cors_runtime::axum::{Router, get, put};
use cors_runtime::cors;
use cors_tests::run::Failed;
use cors_tests::witness::Witness;
use http::StatusCode;
use http::request::Parts;

use super::{check, check_witnessed};

struct Guard;

impl FromRequestParts<Witness> for Guard {
    type Rejection = StatusCode;

    async fn from_request_parts(_: &mut Parts, witness: &Witness) -> Result<Self, StatusCode> {
        witness.note("guard");
        Ok(Self)
    }
}

#[cors(origins = ["https://app.example.com"], headers = ["x-a"])]
async fn read(_: Guard, State(witness): State<Witness>) {
    witness.note("handler");
}

#[cors(origins = ["https://admin.example.com"])]
async fn replace(_: Guard, State(witness): State<Witness>) {
    witness.note("handler");
}

async fn fallback(State(witness): State<Witness>) -> StatusCode {
    witness.note("fallback");
    StatusCode::NOT_FOUND
}

async fn note(
    State((witness, name)): State<(Witness, &'static str)>,
    request: Request,
    next: Next,
) -> Response {
    witness.note(name);
    next.run(request).await
}

#[tokio::test]
async fn preflight_never_reaches_the_handler_or_a_layer() -> Result<(), Failed> {
    let witness = Witness::default();
    let layer = |name| from_fn_with_state((witness.clone(), name), note);
    let inner = Router::new()
        .route("/shop", get(read).layer(layer("path")).put(replace).route_layer(layer("path-late")))
        .route_layer(layer("route"))
        .layer(layer("inner"));
    let router = Router::new()
        .layer(layer("before"))
        .nest("/nested", inner)
        .fallback(fallback)
        .layer(layer("outer"))
        .with_state(witness.clone());
    let cases = "\
# A request passes all of them
> GET /nested/shop
> Origin: https://app.example.com
< 200
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin
<
! ran: outer, inner, route, path-late, path, guard, handler

# A request for the method that was mounted after the first layer
> PUT /nested/shop
> Origin: https://admin.example.com
< 200
< Access-Control-Allow-Origin: https://admin.example.com
< Vary: Origin
<
! ran: outer, inner, route, path-late, guard, handler

# An accepted preflight
> OPTIONS /nested/shop
> Origin: https://app.example.com
> Access-Control-Request-Method: GET
> Access-Control-Request-Headers: x-a
< 204
< Access-Control-Allow-Origin: https://app.example.com
< Access-Control-Allow-Headers: x-a
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<
! ran: nothing

# A refused origin
> OPTIONS /nested/shop
> Origin: https://evil.example
> Access-Control-Request-Method: GET
< 403
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<
! ran: nothing

# A refused method
> OPTIONS /nested/shop
> Origin: https://app.example.com
> Access-Control-Request-Method: PUT
< 403
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<
! ran: nothing

# A method that is not mounted
> OPTIONS /nested/shop
> Origin: https://app.example.com
> Access-Control-Request-Method: DELETE
< 403
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<
! ran: nothing

# A refused header
> OPTIONS /nested/shop
> Origin: https://app.example.com
> Access-Control-Request-Method: GET
> Access-Control-Request-Headers: x-b
< 403
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<
! ran: nothing

# An unknown path is no business of the CORS step
> OPTIONS /nested/unknown
> Origin: https://app.example.com
> Access-Control-Request-Method: GET
< 404
<
! ran: outer, fallback
";
    check_witnessed(router, witness, cases).await
}

#[cors(origins = ["https://app.example.com"])]
async fn read_alone() -> &'static str {
    "read"
}

#[cors(origins = ["https://admin.example.com"])]
async fn replace_alone() -> &'static str {
    "replace"
}

#[tokio::test]
async fn a_layer_that_answers_401_to_everything_keeps_no_preflight_away() -> Result<(), Failed> {
    let router = Router::new()
        .route("/shop", get(read_alone).put(replace_alone))
        .layer(from_fn(|_: Request, _: Next| async { StatusCode::UNAUTHORIZED }));
    let cases = "\
# The preflight of the first method
> OPTIONS /shop
> Origin: https://app.example.com
> Access-Control-Request-Method: GET
< 204
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<

# The preflight of the second method
> OPTIONS /shop
> Origin: https://admin.example.com
> Access-Control-Request-Method: PUT
< 204
< Access-Control-Allow-Origin: https://admin.example.com
< Access-Control-Allow-Methods: PUT
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<

# The request, from an allowed origin
> GET /shop
> Origin: https://app.example.com
< 401
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin
<

# The request, from another origin
> GET /shop
> Origin: https://evil.example
< 401
< Vary: Origin
<

# A request for a method that is not mounted
> DELETE /shop
> Origin: https://app.example.com
< 401
< Access-Control-Allow-Origin: https://app.example.com
< Allow: GET, HEAD, PUT
< Vary: Origin
<

# A request for an unknown path
> GET /unknown
> Origin: https://app.example.com
< 401
<
";
    check(router, cases).await
}

#[tokio::test]
async fn a_layer_that_redirects_everything_redirects_no_preflight() -> Result<(), Failed> {
    let router = Router::new()
        .route("/shop", put(replace_alone))
        .layer(from_fn(|_: Request, _: Next| async { Redirect::permanent("/elsewhere").into_response() }));
    let cases = "\
# The preflight
> OPTIONS /shop
> Origin: https://admin.example.com
> Access-Control-Request-Method: PUT
< 204
< Access-Control-Allow-Origin: https://admin.example.com
< Access-Control-Allow-Methods: PUT
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<

# The request
> PUT /shop
> Origin: https://admin.example.com
< 308
< Access-Control-Allow-Origin: https://admin.example.com
< Location: /elsewhere
< Vary: Origin
<
";
    check(router, cases).await
}

#[tokio::test]
async fn a_layer_around_the_finished_router_sees_preflights() -> Result<(), Failed> {
    let witness = Witness::default();
    let router = axum::Router::from(Router::new().route("/shop", put(replace_alone)))
        .layer(from_fn_with_state((witness.clone(), "log"), note));
    let cases = "\
# The preflight
> OPTIONS /shop
> Origin: https://admin.example.com
> Access-Control-Request-Method: PUT
< 204
< Access-Control-Allow-Origin: https://admin.example.com
< Access-Control-Allow-Methods: PUT
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<
! ran: log
";
    check_witnessed::<axum::Router>(router, witness, cases).await
}
