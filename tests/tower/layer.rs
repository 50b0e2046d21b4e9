//! `CorsLayer` around a service without a framework.

use std::convert::Infallible;

use cors_runtime::tower::CorsLayer;
use cors_runtime::{Policy, policy};
use http::{HeaderMap, Request, Response, StatusCode};
use tower::{Layer, Service, ServiceExt, service_fn};

static PARTNERS: Policy =
    policy!(origins = ["https://*.partner.example"], credentials, methods = ["PUT"], max_age = 600);
static EVERYONE: Policy = policy!(origins = ["*"]);

const SHOP: (&str, &str) = ("origin", "https://shop.partner.example");
const EVIL: (&str, &str) = ("origin", "https://evil.example");
const PREFLIGHT_VARY: &str = "vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers";

/// A layer as in a release build.
fn layer(policy: &'static Policy) -> CorsLayer {
    CorsLayer::new(policy).explained_answers(false)
}

/// Answers 418 to every request.
fn teapot() -> impl Service<Request<()>, Response = Response<String>, Error = Infallible> + Clone {
    service_fn(|_| async {
        let mut response = Response::new("short and stout".to_owned());
        *response.status_mut() = StatusCode::IM_A_TEAPOT;
        Ok(response)
    })
}

/// The status and every header of the response to a request.
async fn answer<S>(service: S, method: &str, headers: &[(&str, &str)]) -> (u16, Vec<String>)
where
    S: Service<Request<()>, Response = Response<String>, Error = Infallible>,
{
    let request = Request::builder().method(method).uri("/anything");
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    let response = service.oneshot(request.body(()).expect("a request")).await.expect("an answer");
    (response.status().as_u16(), lines(response.headers()))
}

fn lines(headers: &HeaderMap) -> Vec<String> {
    let text = headers.iter().map(|(name, value)| format!("{name}: {}", value.to_str().expect("text")));
    let mut lines: Vec<_> = text.collect();
    lines.sort();
    lines
}

#[tokio::test]
async fn every_answer_of_the_service_bears_the_headers() {
    let service = layer(&PARTNERS).layer(teapot());
    let allowed = [
        "access-control-allow-credentials: true",
        "access-control-allow-origin: https://shop.partner.example",
        "vary: Origin",
    ];
    assert_eq!(answer(service.clone(), "GET", &[SHOP]).await, (418, allowed.map(str::to_owned).to_vec()));
    assert_eq!(answer(service.clone(), "GET", &[EVIL]).await, (418, vec!["vary: Origin".to_owned()]));
    assert_eq!(answer(service, "GET", &[]).await, (418, vec!["vary: Origin".to_owned()]));
}

#[tokio::test]
async fn preflights_are_answered_without_the_service() {
    let service = layer(&PARTNERS).layer(teapot());
    let asking = |method| ("access-control-request-method", method);
    let (status, headers) = answer(service.clone(), "OPTIONS", &[SHOP, asking("PUT")]).await;
    let accepted = [
        "access-control-allow-credentials: true",
        "access-control-allow-methods: PUT",
        "access-control-allow-origin: https://shop.partner.example",
        "access-control-max-age: 600",
        PREFLIGHT_VARY,
    ];
    assert_eq!((status, headers), (204, accepted.map(str::to_owned).to_vec()));
    for refused in [[SHOP, asking("DELETE")], [EVIL, asking("PUT")], [SHOP, asking("put")]] {
        assert_eq!(
            answer(service.clone(), "OPTIONS", &refused).await,
            (403, vec![PREFLIGHT_VARY.to_owned()])
        );
    }
    assert_eq!(answer(service.clone(), "OPTIONS", &[SHOP, asking("POST")]).await.0, 204);
}

#[tokio::test]
async fn an_ordinary_options_request_goes_to_the_service() {
    let service = layer(&PARTNERS).layer(teapot());
    assert_eq!(answer(service, "OPTIONS", &[SHOP]).await.0, 418);
}

#[tokio::test]
async fn of_two_layers_the_outer_one_answers() {
    let service = layer(&EVERYONE).layer(layer(&PARTNERS).layer(teapot()));
    let (_, headers) = answer(service, "GET", &[SHOP]).await;
    assert_eq!(headers, ["access-control-allow-origin: *", "vary: Origin"]);
    let service = layer(&PARTNERS).layer(layer(&EVERYONE).layer(teapot()));
    let (_, headers) = answer(service, "GET", &[EVIL]).await;
    assert_eq!(headers, ["vary: Origin"]);
}
