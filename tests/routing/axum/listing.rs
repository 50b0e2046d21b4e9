//! What `route_policies` says of what has no attribute.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::Request;
use axum::handler::Handler as _;
use axum::middleware::from_fn;
use axum::response::Response;
use cors_runtime::axum::{MethodRouter, Router, any, any_service, get, with_policy};
use cors_runtime::tower::{Cors, CorsLayer};
use cors_runtime::{Policy, cors, policy};
use tower::util::BoxCloneSyncService;
use tower::{Layer, Service, ServiceBuilder, service_fn};
use tower_http::cors as tower_http;

static APP: Policy = policy!(origins = ["https://app.example.com"], max_age = 1);
static OTHER: Policy = policy!(origins = ["https://other.example.com"], max_age = 2);

const OF_APP: &str = r#"origins = ["https://app.example.com"], max_age = 1"#;
const OF_OTHER: &str = r#"origins = ["https://other.example.com"], max_age = 2"#;
const NONE: &str = "no policy";
const UNKNOWN: &str = "unknown";

#[cors(policy = APP)]
async fn annotated() {}

async fn plain() {}

fn app() -> CorsLayer {
    CorsLayer::new(&APP)
}

fn other() -> CorsLayer {
    CorsLayer::new(&OTHER)
}

/// A service whose type says nothing about what is in it.
fn opaque() -> axum::routing::MethodRouter {
    axum::routing::get(plain)
}

/// The policy of the only route, or of all routes.
fn listed(router: &Router) -> String {
    let mut listed: Vec<_> = router
        .route_policies()
        .map(|route| {
            let shown = route.to_string();
            let (_, policy) = shown.split_once(": ").expect("a method and a path");
            let policy = policy.split(" (").next().expect("a policy");
            assert_eq!(route.policy().map(ToString::to_string).as_deref().unwrap_or(policy), policy);
            assert_eq!(route.is_unknown(), policy == UNKNOWN);
            let value = serde_json::to_value(route).expect("a line of the listing");
            let is_object = value["policy"].is_object();
            assert_eq!((is_object, value["policy"].is_null()), (route.policy().is_some(), policy == NONE));
            assert_eq!(value["policy"] == UNKNOWN, route.is_unknown());
            policy.to_owned()
        })
        .collect();
    listed.dedup();
    let [policy] = &listed[..] else { panic!("{listed:?}") };
    policy.clone()
}

fn route(handlers: impl Into<MethodRouter>) -> Router {
    Router::new().route("/path", handlers)
}

fn service<T>(service: T) -> [Router; 4]
where
    T: Service<Request, Response = Response, Error = std::convert::Infallible, Future: Send>
        + Clone
        + Send
        + Sync
        + 'static,
{
    [
        Router::new().nest_service("/path", service.clone()),
        Router::new().route_service("/path", service.clone()),
        Router::new().fallback_service(service.clone()),
        route(any_service(service)),
    ]
}

#[test]
fn a_handler_without_data_has_no_policy() {
    for (router, policy) in [
        (route(get(annotated)), OF_APP),
        (route(get(plain)), NONE),
        (route(any(|| async {})), NONE),
        (Router::new().fallback(plain), NONE),
        (route(get(plain).fallback(plain)), NONE),
        // It could be a layer, or hold one.
        (route(get(plain.layer(app()))), UNKNOWN),
        (route(any(plain.layer(app()))), UNKNOWN),
        (Router::new().fallback(plain.layer(app())), UNKNOWN),
        (route(axum::routing::get(plain)), UNKNOWN),
        (route(axum::routing::get(plain).layer(app())), UNKNOWN),
    ] {
        assert_eq!(listed(&router), policy);
    }
}

#[test]
fn a_service_has_the_policy_of_its_outermost_layer() {
    let boxed = |service: Cors<axum::routing::MethodRouter>| BoxCloneSyncService::new(service);
    let closure = service_fn(|_: Request| async { Ok(Response::new(Body::empty())) });
    for (routers, policy) in [
        (service(app().layer(opaque())), OF_APP),
        (service(app().layer(other().layer(opaque()))), OF_APP),
        (service(other().layer(app().layer(opaque()))), OF_OTHER),
        (service(app().layer(closure)), OF_APP),
        (service(closure), NONE),
        (service(opaque()), UNKNOWN),
        (service(boxed(app().layer(opaque()))), UNKNOWN),
        (service(tower_http::CorsLayer::permissive().layer(app().layer(opaque()))), UNKNOWN),
        (service(opaque().layer(app())), UNKNOWN),
    ] {
        for router in routers {
            assert_eq!(listed(&router), policy);
        }
    }
    assert_eq!(listed(&route(any_service(with_policy(&OTHER, app().layer(opaque()))))), OF_OTHER);
}

#[test]
fn a_layer_gives_its_policy_to_what_has_none() {
    let state = Arc::new(());
    let stateful =
        axum::middleware::from_fn_with_state(state, async |_: Request, next: axum::middleware::Next| {
            next.run(Request::new(Body::empty())).await
        });
    let stateless =
        || from_fn(async |request: Request, next: axum::middleware::Next| next.run(request).await);
    for (router, policy) in [
        (route(get(plain)).layer(app()), OF_APP),
        (route(get(plain)).route_layer(app()), OF_APP),
        (route(get(plain).layer(app())), OF_APP),
        (route(get(plain).route_layer(app())), OF_APP),
        (route(get(plain)).layer(app()).layer(other()), OF_OTHER),
        (route(get(annotated)).layer(other()), OF_APP),
        (Router::new().fallback(plain).layer(app()), OF_APP),
        (Router::new().nest("/nest", route(get(plain)).layer(app())), OF_APP),
        (route(get(plain)).layer(stateless()), NONE),
        (route(get(plain)).layer(app()).layer(stateless()), OF_APP),
        (route(get(plain)).layer(stateful.clone()), UNKNOWN),
        (route(get(annotated)).layer(stateful), OF_APP),
        (route(get(plain)).layer(ServiceBuilder::new().layer(app())), UNKNOWN),
        (route(get(plain)).layer(tower_http::CorsLayer::permissive()), UNKNOWN),
        (route(get(plain)).layer(app()).layer(tower_http::CorsLayer::permissive()), UNKNOWN),
    ] {
        assert_eq!(listed(&router), policy);
    }
}

/// A layer is around what was added before it.
#[test]
fn what_is_added_later_is_outside_the_layer() {
    let router: Router = Router::new()
        .route("/before", get(plain))
        .fallback(plain)
        .route_layer(app())
        .route("/after", get(plain).post(annotated));
    let lines: Vec<_> = router.route_policies().map(|route| route.to_string()).collect();
    let lines: Vec<_> = lines.iter().map(|line| line.split(" (").next().expect("a line")).collect();
    let expected = [
        format!("GET /before: {OF_APP}"),
        format!("GET /after: {NONE}"),
        format!("POST /after: {OF_APP}"),
        format!("* /{{*rest}}: {NONE}"),
    ];
    assert_eq!(lines, expected);
}

#[test]
fn the_surface_is_sorted_whatever_the_order_of_the_routes() {
    let routes: Router = Router::new().route("/b", get(plain).delete(annotated)).route("/a", get(annotated));
    let surface = routes.surface();
    let text = surface.to_string();
    let line = APP.line();
    let expected = format!(
        "GET /a: {OF_APP} (tests/routing/axum/listing.rs:{line})\n\
         DELETE /b: {OF_APP} (tests/routing/axum/listing.rs:{line})\n\
         GET /b: {NONE}\n"
    );
    assert_eq!(text, expected);
    let other_way: Router =
        Router::new().route("/a", get(annotated)).route("/b", get(plain).delete(annotated));
    assert_eq!(other_way.surface().to_string(), text);
    let json = serde_json::to_value(&surface).expect("JSON");
    let listed: Vec<_> = json.as_array().into_iter().flatten().map(|route| &route["path"]).collect();
    assert_eq!(listed, ["/a", "/b", "/b"]);
}
