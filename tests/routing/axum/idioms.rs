//! What axum's own routing does with a handler, done with an annotated one.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use cors_runtime::axum::routing::{
    MethodFilter, MethodRouter, Router, any, get, get_service, on, post_service,
};
use cors_runtime::axum::{Mountable, MountableForAny, MountableService, MountableWithoutState, with_policy};
use cors_runtime::{Policy, cors, policy};
use cors_tests::run::Failed;
use cors_tests::witness::Witness;
use tower::ServiceExt;

use super::{check, check_witnessed};

static ADMIN: Policy = policy!(origins = ["https://admin.example.com"], headers = ["x-admin"]);

#[cors(origins = ["https://app.example.com"], headers = ["authorization"])]
async fn read(State(witness): State<Witness>) -> &'static str {
    witness.note("handler");
    "read"
}

#[cors(policy = ADMIN)]
async fn replace(State(witness): State<Witness>, body: String) -> String {
    witness.note("handler");
    body
}

async fn plain(State(witness): State<Witness>) -> &'static str {
    witness.note("plain");
    "plain"
}

/// Refuses requests without `Authorization`.
async fn guard(State(witness): State<Witness>, request: Request, next: Next) -> Response {
    witness.note("guard");
    if request.headers().contains_key(header::AUTHORIZATION) {
        next.run(request).await
    } else {
        StatusCode::UNAUTHORIZED.into_response()
    }
}

#[tokio::test]
async fn a_layer_of_a_handler_is_inside_the_cors_step_and_around_that_handler_only() -> Result<(), Failed> {
    let witness = Witness::default();
    let layer = from_fn_with_state(witness.clone(), guard);
    let router = Router::new()
        .route("/", get(read.layer(layer.clone())).put(replace).post(plain.layer(layer.clone())))
        .fallback(replace.layer(layer.clone()).layer(layer))
        .with_state(witness.clone());
    let cases = "\
# The preflight does not reach the layer
> OPTIONS /
> Origin: https://app.example.com
> Access-Control-Request-Method: GET
> Access-Control-Request-Headers: authorization
< 204
< Access-Control-Allow-Origin: https://app.example.com
< Access-Control-Allow-Headers: authorization
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<
! ran: nothing

# The layer's own response carries the headers of the handler
> GET /
> Origin: https://app.example.com
< 401
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin
<
! ran: guard

# A request passes the layer
> GET /
> Origin: https://app.example.com
> Authorization: Bearer 1
< 200
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin
<
< read
! ran: guard, handler

# The other handlers of the path have their own policy, and no layer
> PUT /
> Origin: https://admin.example.com
>
> body
< 200
< Access-Control-Allow-Origin: https://admin.example.com
< Vary: Origin
<
< body
! ran: handler

# A handler without a policy has none in a layer either
> POST /
> Origin: https://app.example.com
< 401
<
! ran: guard

# A handler in two layers, as the fallback
> GET /elsewhere
> Origin: https://admin.example.com
> Authorization: Bearer 1
< 200
< Access-Control-Allow-Origin: https://admin.example.com
< Content-Type: text/plain; charset=utf-8
< Vary: Origin
<
! ran: guard, guard, handler

# Its preflight
> OPTIONS /elsewhere
> Origin: https://admin.example.com
> Access-Control-Request-Method: GET
> Access-Control-Request-Headers: x-admin
< 204
< Access-Control-Allow-Origin: https://admin.example.com
< Access-Control-Allow-Headers: x-admin
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<
! ran: nothing
";
    check_witnessed(router, witness, cases).await
}

#[test]
fn a_handler_in_a_layer_is_listed_with_its_policy() {
    let layer = from_fn_with_state(Witness::default(), guard);
    let router: Router<Witness> = Router::new().route("/", on(MethodFilter::PUT, replace.layer(layer)));
    let listed: Vec<_> = router.route_policies().map(|route| route.policy()).collect();
    assert_eq!(listed, [Some(&ADMIN)]);
}

#[tokio::test]
async fn a_handler_becomes_a_service_with_its_policy() -> Result<(), Failed> {
    let witness = Witness::default();
    let router: Router = Router::new()
        .route(
            "/",
            get_service(read.with_state(witness.clone())).post_service(plain.with_state(witness.clone())),
        )
        .route_service("/service", replace.with_state(witness.clone()))
        .nest_service("/nested", read.with_state(witness.clone()))
        .fallback_service(not_found.into_service());
    let cases = "\
# A service of one method
> GET /
> Origin: https://app.example.com
< 200
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin
<
< read
! ran: handler

# One without a policy
> POST /
> Origin: https://app.example.com
< 200
<
< plain
! ran: plain

# The preflight of a service
> OPTIONS /service
> Origin: https://admin.example.com
> Access-Control-Request-Method: PUT
> Access-Control-Request-Headers: x-admin
< 204
< Access-Control-Allow-Origin: https://admin.example.com
< Access-Control-Allow-Methods: *
< Access-Control-Allow-Headers: x-admin
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<
! ran: nothing

# A nested service
> GET /nested/anything
> Origin: https://app.example.com
< 200
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin
<
< read
! ran: handler

# The fallback
> GET /elsewhere
> Origin: https://app.example.com
< 404
< Access-Control-Allow-Origin: *
<
! ran: nothing
";
    check_witnessed(router, witness, cases).await
}

#[cors(origins = ["*"])]
async fn not_found() -> StatusCode {
    StatusCode::NOT_FOUND
}

/// Helpers of an application: none states more than what it takes.
mod generic {
    use super::{MethodRouter, Mountable, MountableForAny, MountableService, any, get, get_service};

    pub(super) fn of_get<H, M, S>(handler: H) -> MethodRouter<S>
    where
        H: Mountable<M, S>,
        S: Clone + Send + Sync + 'static,
    {
        get(handler)
    }

    pub(super) fn of_put<H, M, S>(handlers: MethodRouter<S>, handler: H) -> MethodRouter<S>
    where
        H: Mountable<M, S>,
        S: Clone + Send + Sync + 'static,
    {
        handlers.put(handler)
    }

    pub(super) fn of_any<H, M, S>(handler: H) -> MethodRouter<S>
    where
        H: MountableForAny<M, S>,
        S: Clone + Send + Sync + 'static,
    {
        any(handler)
    }

    pub(super) fn also_of_any<H: Mountable<M, ()>, M>(handler: H) -> MethodRouter {
        any(handler)
    }

    pub(super) fn of_service<T: MountableService>(service: T) -> MethodRouter {
        get_service(service)
    }
}

#[cors(origins = ["*"], methods = ["PUT"])]
async fn listed() -> &'static str {
    "listed"
}

#[tokio::test]
async fn helpers_may_be_generic_over_handlers_and_services() -> Result<(), Failed> {
    let witness = Witness::default();
    let router = Router::new()
        .route("/one", generic::of_put(generic::of_get(read), replace))
        .route("/plain", generic::of_get(plain))
        .with_state(witness.clone())
        .route("/any", generic::of_any(listed))
        .route("/also-any", generic::also_of_any(not_found))
        .route("/service", generic::of_service(with_policy(&ADMIN, axum::routing::get(|| async {}))));
    let cases = "\
# The first handler
> GET /one
> Origin: https://app.example.com
< 200
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin
<
< read
! ran: handler

# The preflight of the second
> OPTIONS /one
> Origin: https://admin.example.com
> Access-Control-Request-Method: PUT
< 204
< Access-Control-Allow-Origin: https://admin.example.com
< Access-Control-Allow-Methods: PUT
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<
! ran: nothing

# Without a policy
> GET /plain
> Origin: https://app.example.com
< 200
<
< plain
! ran: plain

# For any method
> PUT /any
< 200
< Access-Control-Allow-Origin: *
<
< listed
! ran: nothing

# A handler without `methods`
> PUT /also-any
< 404
< Access-Control-Allow-Origin: *
<
! ran: nothing

# A service
> GET /service
> Origin: https://admin.example.com
< 200
< Access-Control-Allow-Origin: https://admin.example.com
< Vary: Origin
<
! ran: nothing
";
    check_witnessed(router, witness, cases).await
}

#[tokio::test]
async fn a_router_is_a_service_with_one_type_of_bodies() {
    let mut router: Router = Router::new().route("/", get(read)).with_state(Witness::default());
    let preflight = || {
        let preflight = Request::options("/").header(header::ORIGIN, "https://app.example.com");
        preflight.header(header::ACCESS_CONTROL_REQUEST_METHOD, "GET").body(Body::empty()).unwrap()
    };
    let borrowed = router.as_service().oneshot(preflight()).await.unwrap();
    let owned = router.into_service().oneshot(preflight()).await.unwrap();
    for response in [borrowed, owned] {
        assert_eq!(response.status(), StatusCode::NO_CONTENT);
        assert_eq!(response.headers()[header::ACCESS_CONTROL_ALLOW_ORIGIN], "https://app.example.com");
    }
}

#[tokio::test]
async fn a_handler_alone_is_a_server() -> Result<(), Failed> {
    let made = not_found.into_make_service().oneshot(()).await.unwrap();
    let cases = "\
# Any path, any method
> DELETE /anything
< 404
< Access-Control-Allow-Origin: *

# A preflight
> OPTIONS /anything
> Origin: https://app.example.com
> Access-Control-Request-Method: DELETE
< 204
< Access-Control-Allow-Origin: *
< Access-Control-Allow-Methods: *
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
";
    check(made, cases).await
}

#[tokio::test]
async fn services_and_handlers_share_a_path() -> Result<(), Failed> {
    let witness = Witness::default();
    let service = axum::routing::any(|| async { "service" });
    let router = Router::new()
        .route(
            "/",
            get(read).post_service(with_policy(&ADMIN, service.clone())).delete_service(service.clone()),
        )
        .route("/other", post_service(with_policy(&ADMIN, service)).get(read))
        .with_state(witness.clone());
    let cases = "\
# The handler
> GET /
> Origin: https://app.example.com
< 200
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin
<
< read
! ran: handler

# The service
> POST /
> Origin: https://admin.example.com
< 200
< Access-Control-Allow-Origin: https://admin.example.com
< Vary: Origin
<
< service
! ran: nothing

# Its preflight
> OPTIONS /other
> Origin: https://admin.example.com
> Access-Control-Request-Method: POST
> Access-Control-Request-Headers: x-admin
< 204
< Access-Control-Allow-Origin: https://admin.example.com
< Access-Control-Allow-Headers: x-admin
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<
! ran: nothing

# A service without a policy
> OPTIONS /
> Origin: https://app.example.com
> Access-Control-Request-Method: DELETE
< 403
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<
! ran: nothing
";
    check_witnessed(router, witness, cases).await
}

#[tokio::test]
async fn an_annotated_handler_serves_the_methods_that_others_do_not() -> Result<(), Failed> {
    let witness = Witness::default();
    let router = Router::new()
        .route("/", get(read).fallback(replace))
        .route("/replaced", any(read).fallback(replace))
        .with_state(witness.clone());
    let cases = "\
# The method of another handler
> GET /
> Origin: https://app.example.com
< 200
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin
<
< read
! ran: handler

# Another method, to whose response axum adds `Allow`
> DELETE /
> Origin: https://admin.example.com
< 200
< Access-Control-Allow-Origin: https://admin.example.com
< Allow: GET,HEAD
< Content-Type: text/plain; charset=utf-8
< Vary: Origin
<
! ran: handler

# Its preflight
> OPTIONS /
> Origin: https://admin.example.com
> Access-Control-Request-Method: DELETE
> Access-Control-Request-Headers: x-admin
< 204
< Access-Control-Allow-Origin: https://admin.example.com
< Access-Control-Allow-Methods: DELETE
< Access-Control-Allow-Headers: x-admin
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<
! ran: nothing

# Where it replaces a handler for any method
> OPTIONS /replaced
> Origin: https://app.example.com
> Access-Control-Request-Method: GET
< 403
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<
! ran: nothing

# It serves all methods there
> GET /replaced
> Origin: https://admin.example.com
< 200
< Access-Control-Allow-Origin: https://admin.example.com
< Content-Type: text/plain; charset=utf-8
< Vary: Origin
<
! ran: handler
";
    check_witnessed(router, witness, cases).await
}
