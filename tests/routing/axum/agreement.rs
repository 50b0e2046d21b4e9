//! Paths that axum and the CORS step must interpret in the same way.

use cors_runtime::axum::{Router, any_service, get, with_policy};
use cors_runtime::{Policy, cors, policy};
use cors_tests::exchange::{self, Exchange as _};
use cors_tests::message::{FieldLine, Request, Response};
use http::StatusCode;

#[cors(origins = ["https://app.example.com"])]
async fn read() {}

static APP: Policy = policy!(origins = ["https://app.example.com"]);

async fn read_plain() {}

async fn not_found() -> StatusCode {
    StatusCode::NOT_FOUND
}

fn shop() -> Router {
    Router::new().route("/", get(read)).route("/cart", get(read)).route("/items/{id}", get(read))
}

fn routers() -> Vec<(&'static str, Router)> {
    let route = |path| Router::new().route(path, get(read));
    vec![
        ("flat", shop()),
        ("nested", Router::new().nest("/shop", shop())),
        ("nested with a slash", Router::new().nest("/shop/", shop())),
        ("nested below a parameter", Router::new().nest("/{shop}", shop())),
        ("nested below a parameter with a slash", Router::new().nest("/{shop}/", shop())),
        ("nested twice", Router::new().nest("/a", Router::new().nest("/shop", shop()))),
        ("nested beside a wildcard", route("/{*all}").nest("/shop", shop())),
        ("nested beside a nested wildcard", Router::new().nest("/shop", shop()).nest("/a", route("/{*all}"))),
        ("nested below a parameter, a wildcard", Router::new().nest("/{shop}", route("/{*all}"))),
        ("a wildcard and the root", route("/{*all}").route("/", get(read))),
        ("a parameter with a prefix", route("/shop-{id}")),
        ("a parameter in the middle", route("/{shop}/cart").route("/{shop}/items/{id}", get(read))),
        ("braces", route("/{{shop}}")),
        ("a colon", Router::new().without_v07_checks().route("/:shop", get(read))),
        ("a star", Router::new().without_v07_checks().route("/*shop", get(read))),
        ("a slash at the end", route("/shop/")),
        ("an escape", route("/sh%6fp")),
        ("a name that is not ASCII", route("/%C3%A9")),
        ("a service", Router::new().nest_service("/shop", shop())),
        ("a service below a wildcard", route("/{*all}").nest_service("/shop", shop())),
        ("a fallback", Router::new().nest("/shop", shop()).fallback_service(route("/cart"))),
        ("the fallback of a nest", Router::new().nest("/shop", route("/cart").fallback_service(shop()))),
        ("an annotated fallback", shop().fallback(read)),
        ("an annotated fallback of a nest", Router::new().nest("/shop", shop().fallback(read))),
        (
            "a fallback around that of a nest",
            Router::new().nest("/shop", shop().fallback(not_found)).fallback(read),
        ),
        (
            "a fallback in that of a nest",
            Router::new().nest("/shop", shop().fallback(read)).fallback(not_found),
        ),
        ("a fallback two nests deep", {
            let inner = Router::new().nest("/shop", shop().fallback(read));
            Router::new().nest("/a", inner.clone()).nest("/b", inner.fallback(not_found))
        }),
        ("a fallback of a nest that was merged", {
            let nested = Router::new().nest("/shop", shop().fallback(read));
            Router::new().route("/a", get(read)).merge(nested).fallback(not_found)
        }),
        ("a fallback that was reset", Router::new().nest("/shop", shop().fallback(read)).reset_fallback()),
        ("a fallback that was replaced", shop().fallback(read).fallback(not_found)),
        ("a fallback that a service replaced", {
            shop().fallback(read).fallback_service(axum::routing::any(not_found))
        }),
        ("a service with a policy", {
            let service = axum::routing::any(read_plain);
            let router = Router::new().route("/shop", any_service(with_policy(&APP, service.clone())));
            router.route("/items/{*all}", any_service(with_policy(&APP, service)))
        }),
    ]
}

const PATHS: [&str; 45] = [
    "/",
    "//",
    "///",
    "/cart",
    "/cart/",
    "//cart",
    "/cart//",
    "/items",
    "/items/",
    "/items/7",
    "/items/7/",
    "/items//7",
    "/items//",
    "/shop",
    "/shop/",
    "/shop//",
    "/shop/cart",
    "/shop/cart/",
    "/shop//cart",
    "//shop/cart",
    "/shop/items/7",
    "/shop/items/",
    "/shop/items/7/8",
    "/shop/items/a%2Fb",
    "/shops",
    "/a",
    "/a/",
    "/a/shop",
    "/a/shop/",
    "/a/shop/cart",
    "/a/shop/7",
    "/a/7",
    "/b/shop/7",
    "/b/7",
    "/a/b/c/d",
    "/shop-7",
    "/shop-",
    "/7.html",
    "/.html",
    "/{shop}",
    "/:shop",
    "/*shop",
    "/sh%6fp",
    "/sh%6Fp",
    "/%C3%A9",
];

async fn send(router: Router, method: &str, path: &str) -> Response {
    let request = Request {
        method: method.into(),
        target: path.into(),
        lines: vec![
            FieldLine::new("Origin", b"https://app.example.com"),
            FieldLine::new("Access-Control-Request-Method", b"GET"),
        ],
        body: Vec::new(),
    };
    exchange::Router(router).send(&request).await.unwrap()
}

#[tokio::test]
async fn a_preflight_is_accepted_exactly_where_the_request_would_be_served() {
    let mut disagreements = Vec::new();
    let mut served = 0;
    for (name, router) in routers() {
        for path in PATHS {
            let answer = send(router.clone(), "GET", path).await;
            let preflight = send(router.clone(), "OPTIONS", path).await;
            let readable = answer.lines.iter().any(|line| line.is("access-control-allow-origin"));
            served += usize::from(answer.status == 200);
            if (answer.status, readable, preflight.status) != (200, true, 204)
                && (answer.status, readable, preflight.status) != (404, false, 404)
            {
                let (status, preflight) = (answer.status, preflight.status);
                disagreements
                    .push(format!("{name}: {path}: {status}, readable: {readable}, preflight: {preflight}"));
            }
        }
    }
    assert_eq!(disagreements, Vec::<String>::new());
    assert!(served > 100, "{served} requests were served");
}
