//! If one CORS step is inside another, a response carries the headers of one policy, each once.

use std::convert::Infallible;

use axum::body::Body;
use cors_runtime::axum::{Router, any, any_service, with_policy};
use cors_runtime::tower::CorsLayer;
use cors_runtime::{Policy, cors, policy};
use http::header::{ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_ORIGIN, ORIGIN, VARY};
use http::{HeaderMap, HeaderName, Request, Response};
use tower::util::BoxCloneSyncService;
use tower::{Layer, Service, ServiceBuilder, ServiceExt as _};
use tower_http::cors as tower_http;

type Boxed = BoxCloneSyncService<Request<Body>, Response<Body>, Infallible>;

const A: &str = "https://a.example";
const B: &str = "https://b.example";

static FOR_A: Policy =
    policy!(origins = ["https://a.example"], credentials, expose_headers = ["x-a"], max_age = 1);
static FOR_B: Policy = policy!(origins = ["https://b.example"], headers = ["x-b"], timing, private_network);
static FOR_ALL: Policy = policy!(origins = ["*"], headers = ["*"], expose_headers = ["*"]);

#[cors(policy = FOR_A)]
async fn annotated() {}

/// An application that sets the headers itself.
async fn noisy() -> [(&'static str, &'static str); 4] {
    [
        ("access-control-allow-origin", "https://noise.example"),
        ("access-control-allow-credentials", "true"),
        ("timing-allow-origin", "https://noise.example"),
        ("vary", "Accept, origin"),
    ]
}

fn boxed<S>(service: S) -> Boxed
where
    S: Service<Request<Body>, Response = Response<Body>, Error = Infallible> + Clone + Send + Sync + 'static,
    S::Future: Send + 'static,
{
    Boxed::new(service)
}

fn plain() -> axum::Router {
    axum::Router::new().route("/path", axum::routing::any(noisy))
}

fn ours() -> Router {
    Router::new().route("/path", any(annotated))
}

fn layer(policy: &'static Policy) -> CorsLayer {
    CorsLayer::new(policy)
}

/// The layers of tower-http: one mirrors the origin of every request, the other sends one origin in every response.
fn theirs() -> [tower_http::CorsLayer; 2] {
    let one =
        tower_http::CorsLayer::new().allow_origin([B.parse().expect("an origin")]).allow_credentials(true);
    [tower_http::CorsLayer::very_permissive(), one]
}

/// Each with the policy that answers a request for `/path`.
fn stacks() -> Vec<(&'static str, Boxed, &'static Policy)> {
    let [mirroring, fixed] = theirs();
    let nested = || Router::new().nest_service("/path", layer(&FOR_B).layer(plain()));
    vec![
        ("a layer around a handler", boxed(layer(&FOR_B).layer(plain())), &FOR_B),
        ("a layer in a layer", boxed(layer(&FOR_B).layer(layer(&FOR_A).layer(plain()))), &FOR_B),
        ("a layer in one for all", boxed(layer(&FOR_ALL).layer(layer(&FOR_A).layer(plain()))), &FOR_ALL),
        ("one for all in a layer", boxed(layer(&FOR_A).layer(layer(&FOR_ALL).layer(plain()))), &FOR_A),
        ("a layer in itself", boxed(layer(&FOR_A).layer(layer(&FOR_A).layer(plain()))), &FOR_A),
        (
            "three layers",
            {
                let layers =
                    ServiceBuilder::new().layer(layer(&FOR_A)).layer(layer(&FOR_B)).layer(layer(&FOR_ALL));
                boxed(layers.service(plain()))
            },
            &FOR_A,
        ),
        ("a layer around a router", boxed(layer(&FOR_B).layer(ours())), &FOR_B),
        (
            "a layer around a router of axum that has ours",
            { boxed(layer(&FOR_B).layer(axum::Router::from(ours()))) },
            &FOR_B,
        ),
        (
            "a router of axum that has ours in a layer",
            { boxed(axum::Router::from(ours()).layer(layer(&FOR_ALL))) },
            &FOR_ALL,
        ),
        ("a layer of a router", boxed(ours().layer(layer(&FOR_B))), &FOR_A),
        ("a layer of a route", boxed(ours().route_layer(layer(&FOR_ALL))), &FOR_A),
        (
            "a layer of a handler",
            { boxed(Router::new().route("/path", any(annotated).layer(layer(&FOR_B)))) },
            &FOR_A,
        ),
        (
            "a layer in a service with a policy",
            {
                boxed(
                    Router::new()
                        .route("/path", any_service(with_policy(&FOR_A, layer(&FOR_B).layer(plain())))),
                )
            },
            &FOR_A,
        ),
        (
            "a layer of a service",
            {
                boxed(Router::new().route_service("/path", layer(&FOR_A).layer(layer(&FOR_B).layer(plain()))))
            },
            &FOR_A,
        ),
        ("a layer of a router around that of a service", boxed(nested().layer(layer(&FOR_A))), &FOR_A),
        (
            "a router in a router",
            {
                let inner = Router::new().route("/", any(annotated));
                boxed(Router::new().nest_service("/path", inner).layer(layer(&FOR_B)))
            },
            &FOR_B,
        ),
        (
            "a router in an annotated fallback's place",
            { boxed(layer(&FOR_B).layer(Router::new().fallback(annotated))) },
            &FOR_B,
        ),
        ("theirs that mirrors, in ours", boxed(layer(&FOR_A).layer(mirroring.layer(plain()))), &FOR_A),
        ("theirs that names one, in ours", boxed(layer(&FOR_A).layer(fixed.layer(plain()))), &FOR_A),
        (
            "theirs that mirrors, in ours for all",
            boxed(layer(&FOR_ALL).layer(mirroring.layer(plain()))),
            &FOR_ALL,
        ),
        ("theirs that mirrors, of a router", boxed(ours().layer(mirroring.clone())), &FOR_A),
        ("theirs that names one, of a router", boxed(ours().layer(fixed)), &FOR_A),
        (
            "theirs between two of ours",
            { boxed(layer(&FOR_A).layer(mirroring.layer(layer(&FOR_B).layer(plain())))) },
            &FOR_A,
        ),
    ]
}

fn requests() -> impl Iterator<Item = Request<Body>> {
    let origins = [None, Some(A), Some(B), Some("https://evil.example"), Some("null")];
    origins.into_iter().flat_map(|origin| {
        [("GET", None), ("PUT", None), ("OPTIONS", None), ("OPTIONS", Some("PUT")), ("OPTIONS", Some("GET"))]
            .map(|(method, asked)| {
                let mut request = Request::builder().method(method).uri("/path");
                if let Some(origin) = origin {
                    request = request.header(ORIGIN, origin);
                }
                if let Some(asked) = asked {
                    request = request
                        .header("access-control-request-method", asked)
                        .header("access-control-request-headers", "x-b")
                        .header("access-control-request-private-network", "true");
                }
                request.body(Body::empty()).expect("a request")
            })
    })
}

/// The names of the CORS headers of a response, each as often as it occurs.
fn cors_names(headers: &HeaderMap) -> Vec<&HeaderName> {
    let is_cors = |name: &&HeaderName| {
        name.as_str().starts_with("access-control-") || name.as_str() == "timing-allow-origin"
    };
    // The map yields a name once for each value.
    headers.iter().map(|(name, _)| name).filter(is_cors).collect()
}

fn is_each_once(names: &[&HeaderName]) -> bool {
    names.iter().all(|name| names.iter().filter(|other| *other == *name).count() == 1)
}

#[tokio::test]
async fn the_outermost_policy_answers_alone() {
    for (name, service, policy) in stacks() {
        for request in requests() {
            let origin = request.headers().get(ORIGIN).cloned();
            let what = format!("{name}: {} {:?}", request.method(), request.headers());
            let asks = request.headers().contains_key("access-control-request-method") && origin.is_some();
            let Ok(response) = service.clone().oneshot(request).await;
            let headers = response.headers();
            assert!(is_each_once(&cors_names(headers)), "{what}: {headers:?}");

            let allowed = origin.filter(|origin| policy.allows_origin(origin.as_bytes()));
            let expected = match allowed {
                _ if asks && response.status() == 403 => None,
                _ if policy.is_any_origin() => Some("*".parse().expect("a value")),
                allowed => allowed,
            };
            assert_eq!(headers.get(ACCESS_CONTROL_ALLOW_ORIGIN), expected.as_ref(), "{what}");
            let credentials = expected.is_some() && policy.allows_credentials();
            assert_eq!(headers.contains_key(ACCESS_CONTROL_ALLOW_CREDENTIALS), credentials, "{what}");
            if expected.is_none() {
                // A policy without `timing` leaves that header to the service inside.
                let mut names = cors_names(headers).into_iter();
                assert!(names.all(|name| name.as_str() == "timing-allow-origin"), "{what}: {headers:?}");
            }
            if !policy.is_any_origin() || asks {
                let lines = headers.get_all(VARY).iter().map(|line| line.to_str().expect("text"));
                let mut names = lines.flat_map(|line| line.split(',')).map(str::trim);
                assert!(names.any(|name| name.eq_ignore_ascii_case("origin")), "{what}: {headers:?}");
            }
        }
    }
}

/// The layer of tower-http answers, and ours adds no second line to its headers.
#[tokio::test]
async fn inside_of_another_crates_layer_there_is_one_line_of_each() {
    for theirs in theirs() {
        for service in [
            boxed(theirs.layer(layer(&FOR_A).layer(plain()))),
            boxed(theirs.layer(layer(&FOR_ALL).layer(plain()))),
            boxed(theirs.layer(ours())),
            boxed(axum::Router::from(ours()).layer(theirs.clone())),
        ] {
            for request in requests() {
                let what = format!("{} {:?}", request.method(), request.headers());
                let Ok(response) = service.clone().oneshot(request).await;
                assert!(is_each_once(&cors_names(response.headers())), "{what}: {:?}", response.headers());
            }
        }
    }
}
