//! A real browser is asked what our answers mean to it.

mod driver;
mod processes;
mod rocket_guide;
mod shop_page;

use ::shop_page::Traffic;
use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};

use crate::driver::Driver;
use crate::shop_page::Report;

/// Every call of the page, in order, and what the browser has to do with it.
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

/// What the page, the server and the browser's console say after one visit.
struct Visit {
    report: Report,
    preflights: usize,
    console: Vec<String>,
}

/// Serves `api` and the page on axum, and visits it.
async fn visit_axum(api: impl Into<Router>) -> Visit {
    let demo = example_axum::Demo::start(api, [0, 0]).await.expect("two ports are free");
    visit(&demo.page, &demo.traffic).await
}

/// Opens the page in Chromium, and leaves no process behind.
async fn visit(page: &str, traffic: &Traffic) -> Visit {
    let mut driver = Driver::start();
    let client = driver.open().await;
    let report = Report::of(&client, page).await;
    let console = driver::console(&client).await;
    client.close().await.expect("the browser closes");
    assert_eq!(driver.stop(), [], "processes that had to be killed");
    assert_eq!(processes::naming(driver.folder()), [], "processes that are left");
    Visit { report, preflights: traffic.preflights(), console }
}

/// The names of the calls that have to end with `outcome`.
fn ending_with(outcome: &str) -> Vec<&'static str> {
    CALLS.iter().filter(|call| call.1 == outcome).map(|call| call.0).collect()
}

#[tokio::test]
async fn every_call_of_the_page_ends_as_expected_on_axum() {
    check(&visit_axum(example_axum::shop::router()).await);
}

#[tokio::test]
async fn every_call_of_the_page_ends_as_expected_on_rocket() {
    let demo = example_rocket::Demo::start(example_rocket::shop::rocket(), [0, 0]).await.expect("a launch");
    check(&visit(&demo.page, &demo.traffic).await);
}

/// Every call ends as expected.
fn check(Visit { report, preflights, console }: &Visit) {
    let seen: Vec<_> = report.calls.iter().map(|call| (&*call.name, &*call.outcome)).collect();
    assert_eq!(seen, CALLS, "{console:#?}");
    assert_eq!(report.failed(), [], "{console:#?}");
    assert_eq!(report.summary, "✓ 26 of 26 calls ended as expected. The server saw 6 preflights.");
    assert_eq!((report.preflights, *preflights), (6, 6));

    // A call that fails for another reason than CORS looks the same to the page. The frames have
    // consoles of their own.
    let refusals = console.iter().filter(|line| line.contains("blocked by CORS policy"));
    let refused = ending_with("refused").into_iter().filter(|name| !name.contains("-from-"));
    assert_eq!(refusals.count(), refused.count(), "{console:#?}");
}

#[tokio::test]
async fn the_page_shows_red_where_a_server_answers_without_cors() {
    async fn without_cors(request: Request, next: Next) -> Response {
        let mut response = next.run(request).await;
        response.headers_mut().remove(header::ACCESS_CONTROL_ALLOW_ORIGIN);
        response
    }
    let api = Router::from(example_axum::shop::router()).layer(middleware::from_fn(without_cors));
    let Visit { report, .. } = visit_axum(api).await;

    let failed: Vec<_> = report.failed().into_iter().map(|(name, _)| name).collect();
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
    let Visit { report, .. } = visit_axum(api).await;

    let failed: Vec<_> = report.failed().into_iter().map(|(name, _)| name).collect();
    assert_eq!(failed, ending_with("refused"));
}

#[tokio::test]
async fn a_driver_that_is_dropped_takes_its_browser_with_it() {
    let driver = Driver::start();
    let folder = driver.folder().to_owned();
    let client = driver.open().await;
    assert!(processes::naming(&folder).len() > 1, "a driver and a browser");
    drop(driver);
    assert_eq!(processes::naming(&folder), []);
    assert!(!folder.exists());
    drop(client);
}
