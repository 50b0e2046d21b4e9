//! The page of the examples, and what a browser does with it.

use ::shop_page::Traffic;
use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use example_rocket::shop;

use crate::driver::{self, Driver};
use crate::engine::Engine;
use crate::processes;
use crate::proxy::Proxy;
use crate::servers::rocket::config;
use crate::shop_page::Report;

/// Every call of the page, in order, and what the browser must do with it.
const CALLS: [(&str, &str); 26] = [
    ("catalogue-get", "allowed"),
    ("catalogue-get-safelisted-header", "allowed"),
    ("catalogue-head", "allowed"),
    ("catalogue-unlisted-header", "refused"),
    ("catalogue-unmounted-method", "refused"),
    ("catalogue-with-credentials", "refused"),
    ("catalogue-not-found", "allowed"),
    ("catalogue-method-not-allowed", "allowed"),
    ("catalogue-from-sandbox", "allowed"),
    ("cart-without-cookie", "allowed"),
    ("session-open", "allowed"),
    ("cart-with-cookie", "allowed"),
    ("cart-add", "allowed"),
    ("cart-add-malformed", "allowed"),
    ("cart-add-wrong-type", "allowed"),
    ("cart-put", "allowed"),
    ("cart-delete", "allowed"),
    ("cart-unlisted-header", "refused"),
    ("cart-from-sandbox", "refused"),
    ("cart-put-from-partner", "refused"),
    ("feed", "refused"),
    ("feed-from-partner", "allowed"),
    ("feed-exposed-header", "allowed"),
    ("feed-unexposed-header", "allowed"),
    ("health", "refused"),
    ("health-no-cors", "opaque"),
];

/// What the page, the server and, in Chromium, the browser's console say after one visit.
struct Visit {
    engine: Engine,
    report: Report,
    preflights: usize,
    console: Vec<String>,
}

/// Serves `api` and the page on axum, and visits it.
async fn visit_axum(engine: Engine, api: impl Into<Router>) -> Visit {
    let demo = example_axum::Demo::start(api, [0, 0]).await.expect("two ports are free");
    visit(engine, &demo.page, &demo.traffic).await
}

/// Opens the page in a browser, and leaves no process behind.
async fn visit(engine: Engine, page: &str, traffic: &Traffic) -> Visit {
    // Nothing is behind the proxy: the page is on this machine, and no browser reaches the network.
    let proxy = Proxy::start(0).await;
    let mut driver = Driver::start(engine);
    let client = driver.open(&proxy).await;
    let report = Report::of(&client, page).await;
    let console = match engine {
        Engine::Chromium => driver::console(&client).await,
        _ => Vec::new(),
    };
    client.close().await.expect("the browser closes");
    assert!(driver.stop(), "a process did not end when asked to");
    assert_eq!(processes::naming(driver.folder()), [], "processes that are left");
    Visit { engine, report, preflights: traffic.preflights(), console }
}

/// The names of the calls that must end with `outcome`.
fn ending_with(outcome: &str) -> Vec<&'static str> {
    CALLS.iter().filter(|call| call.1 == outcome).map(|call| call.0).collect()
}

#[tokio::test]
async fn every_call_of_the_page_ends_as_expected_on_axum() {
    for engine in Engine::chosen() {
        check(&visit_axum(engine, example_axum::shop::router()).await);
    }
}

#[tokio::test]
async fn every_call_of_the_page_ends_as_expected_on_rocket() {
    for engine in Engine::chosen() {
        let api = shop::rocket().configure(config());
        let demo = example_rocket::Demo::start(api, [0, 0]).await.expect("a launch");
        check(&visit(engine, &demo.page, &demo.traffic).await);
    }
}

/// Every call ends as expected.
fn check(Visit { engine, report, preflights, console }: &Visit) {
    assert_eq!(report.failed(), [], "{engine:?}: {console:#?}");
    let seen: Vec<_> = report.calls.iter().map(|call| (&*call.name, &*call.outcome)).collect();
    assert_eq!(seen, CALLS, "{engine:?}: {console:#?}");
    assert_eq!(report.summary, "✓ 26 of 26 calls ended as expected. The server saw 6 preflights.");
    assert_eq!((report.preflights, *preflights), (6, 6));

    // To the page, a call that fails for a reason other than CORS looks the same. The frame on another
    // host has its own console.
    if *engine == Engine::Chromium {
        let refusals = console.iter().filter(|line| line.contains("blocked by CORS policy"));
        let refused = ending_with("refused").into_iter().filter(|name| !name.contains("-from-partner"));
        assert_eq!(refusals.count(), refused.count(), "{console:#?}");
    }
}

/// The calls that did not end as expected, each of which shows one of the reasons.
fn failed_because<'a>(report: &'a Report, reasons: &[&str]) -> Vec<&'a str> {
    let tells = |(name, text): (&'a str, &str)| {
        assert!(reasons.iter().any(|reason| text.contains(reason)), "{text}");
        name
    };
    report.failed().into_iter().map(tells).collect()
}

#[tokio::test]
async fn the_page_shows_red_where_a_server_answers_without_cors() {
    async fn without_cors(request: Request, next: Next) -> Response {
        let mut response = next.run(request).await;
        response.headers_mut().remove(header::ACCESS_CONTROL_ALLOW_ORIGIN);
        response
    }
    let api = Router::from(example_axum::shop::router()).layer(middleware::from_fn(without_cors));
    let Visit { report, .. } = visit_axum(Engine::Chromium, api).await;

    let reasons =
        ["did not allow this page to read the response", "accepted the preflight, but not everything"];
    let failed = failed_because(&report, &reasons);
    assert_eq!(failed, ending_with("allowed"));
    assert!(report.calls.iter().all(|call| call.outcome != "allowed"));
    assert_eq!(report.summary, "✗ 9 of 26 calls ended as expected. The server saw 9 preflights.");
}

#[tokio::test]
async fn the_page_shows_red_where_a_server_allows_everything() {
    async fn allow_everything(request: Request, next: Next) -> Response {
        let origin = request.headers().get(header::ORIGIN).cloned();
        let mut response = match *request.method() {
            Method::OPTIONS => StatusCode::NO_CONTENT.into_response(),
            _ => next.run(request).await,
        };
        let headers = response.headers_mut();
        if let Some(origin) = origin {
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        }
        for (name, value) in [
            (header::ACCESS_CONTROL_ALLOW_CREDENTIALS, "true"),
            (header::ACCESS_CONTROL_ALLOW_METHODS, "PUT, DELETE"),
            (header::ACCESS_CONTROL_ALLOW_HEADERS, "content-type, x-api-key, x-requested-with"),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
        response
    }
    let api = Router::from(example_axum::shop::router()).layer(middleware::from_fn(allow_everything));
    let Visit { report, .. } = visit_axum(Engine::Chromium, api).await;

    let failed = failed_because(&report, &["The page can read a response that it should not"]);
    assert_eq!(failed, ending_with("refused"));
}
