//! Whatever takes a policy takes one that was built.

use axum::body::Body;
use cors_runtime::PolicyBuilder;
use cors_runtime::axum::{Router, any_service, with_policy};
use cors_runtime::tower::CorsLayer;
use http::{Request, StatusCode, header};
use tower::{Layer as _, ServiceExt as _};

fn builder() -> PolicyBuilder {
    PolicyBuilder::new().origins(["https://a.example"]).methods(["PUT"]).headers(["x-a"]).max_age(600)
}

fn preflight(origin: &str) -> Request<Body> {
    let request = Request::builder().method("OPTIONS").uri("/").header(header::ORIGIN, origin);
    let request = request.header(header::ACCESS_CONTROL_REQUEST_METHOD, "PUT");
    request.header(header::ACCESS_CONTROL_REQUEST_HEADERS, "x-a").body(Body::empty()).expect("a request")
}

fn assert_accepted(response: &http::Response<Body>) {
    assert_eq!(response.status(), StatusCode::NO_CONTENT);
    let value = |name| response.headers().get(name).map(|value| value.to_str().expect("ASCII"));
    assert_eq!(value("access-control-allow-origin"), Some("https://a.example"));
    assert_eq!(value("access-control-allow-methods"), Some("PUT"));
    assert_eq!(value("access-control-allow-headers"), Some("x-a"));
    assert_eq!(value("access-control-max-age"), Some("600"));
}

#[tokio::test]
async fn a_layer_applies_it() {
    let policy = builder().build().expect("a policy");
    let service = tower::service_fn(|_: Request<Body>| async {
        Ok::<_, std::convert::Infallible>(http::Response::new(Body::empty()))
    });
    let service = CorsLayer::new(policy).layer(service);
    assert_accepted(&service.clone().oneshot(preflight("https://a.example")).await.expect("an answer"));
    let refused = service.oneshot(preflight("https://b.example")).await.expect("an answer");
    assert_eq!(refused.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_service_of_axum_has_it() {
    let policy = builder().build().expect("a policy");
    let service = axum::Router::new().fallback(|| async { "served" });
    let app: Router = Router::new().route("/", any_service(with_policy(policy, service)));
    assert_accepted(&app.clone().oneshot(preflight("https://a.example")).await.expect("an answer"));
    let listed: Vec<_> = app.route_policies().filter_map(|route| route.policy()).collect();
    assert_eq!(listed, [policy]);
}
