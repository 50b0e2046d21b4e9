//! What is told to those who watch a running program: events of `tracing`, and counters of `metrics`.

use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};

use axum::body::Body;
use cors_runtime::axum::{Router, get};
use cors_runtime::rocket::Cors;
use cors_runtime::tower::CorsLayer;
use cors_runtime::{Policy, cors, policy};
use http::{Request, Response, StatusCode};
use metrics_util::debugging::{DebugValue, DebuggingRecorder, Snapshotter};
use rocket::http::{Header, Method};
use rocket::local::asynchronous::Client;
use tower::{Layer as _, ServiceExt as _, service_fn};
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use tracing_subscriber::registry;

/// The events about refusals, each on one line.
#[derive(Clone, Default)]
struct Events(Arc<Mutex<Vec<String>>>);

impl Events {
    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().expect("no test panics while it holds the lock"))
    }

    /// Listens until the guard is dropped, in this thread.
    fn listen(&self) -> tracing::subscriber::DefaultGuard {
        tracing::subscriber::set_default(registry().with(self.clone()))
    }
}

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = write!(self.0, "{}={value:?} ", field.name());
    }
}

impl<S: Subscriber> Layer<S> for Events {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let is_refusal = event.fields().any(|field| field.name() == "check");
        if event.metadata().target() == "cors_runtime" && is_refusal {
            let mut line = Line(format!("{} ", event.metadata().level()));
            event.record(&mut line);
            self.0.lock().expect("no test panics while it holds the lock").push(line.0.trim_end().to_owned());
        }
    }
}

fn request(method: &str, path: &str, headers: &[(&str, &str)]) -> Request<Body> {
    let builder =
        headers.iter().fold(Request::builder().method(method).uri(path), |builder, (name, value)| {
            builder.header(*name, *value)
        });
    builder.body(Body::empty()).expect("a request")
}

fn preflight<'a>(origin: &'a str, method: &'a str, headers: &'a str) -> [(&'a str, &'a str); 3] {
    [
        ("origin", origin),
        ("access-control-request-method", method),
        ("access-control-request-headers", headers),
    ]
}

const APP: &str = "https://app.example.com";

/// A function of routes whose policies are its own: events are limited for each policy.
macro_rules! router {
    () => {{
        #[cors(origins = ["https://app.example.com"])]
        async fn read_item() {}

        #[cors(origins = ["https://app.example.com"], refuse_other_origins)]
        async fn replace_item() {}

        Router::new().route("/items", get(read_item).put(replace_item))
    }};
}

async fn send(router: &Router, request: Request<Body>) -> StatusCode {
    let Ok(response) = router.clone().oneshot(request).await;
    response.status()
}

#[tokio::test]
async fn an_event_for_each_kind_of_refusal() {
    let events = Events::default();
    let _guard = events.listen();
    let router = router!();
    for headers in [
        preflight("https://app.example.net", "PUT", ""),
        preflight(APP, "DELETE", ""),
        // The path's policy allows neither the origin nor the method.
        preflight("https://app.example.org", "DELETE", ""),
        preflight(APP, "PUT", "content-typ"),
    ] {
        send(&router, request("OPTIONS", "/items?id=7", &headers)).await;
    }
    let router = router!();
    for method in ["GET", "PUT"] {
        send(&router, request(method, "/items", &[("origin", "http://app.example.com")])).await;
    }
    // Nothing is refused here, or no page asks.
    send(&router, request("OPTIONS", "/items", &preflight(APP, "PUT", ""))).await;
    send(&router, request("GET", "/items", &[("origin", APP)])).await;
    send(&router, request("GET", "/items", &[])).await;
    let navigation = [("origin", "https://other.example"), ("sec-fetch-mode", "navigate")];
    send(&router, request("GET", "/items", &navigation)).await;

    let lines = events.take().into_iter().map(|line| {
        let (before, after) = line.split_once("at=tests/watching.rs:").expect("a place");
        // The line in this file is left out.
        format!("{before}at={}", after.trim_start_matches(|digit: char| digit.is_ascii_digit()))
    });
    let expected = include_str!("watching/events.txt");
    assert_eq!(lines.collect::<Vec<_>>().join("\n"), expected.trim_end());
}

#[tokio::test]
async fn a_flood_is_one_event() {
    let events = Events::default();
    let _guard = events.listen();
    let router = router!();
    for number in 0..1000 {
        let origin = format!("https://{number}.evil.example<b>é{}", "a".repeat(10_000));
        send(&router, request("GET", "/items", &[("origin", &origin)])).await;
    }
    let lines = events.take();
    assert!((1..100).contains(&lines.len()), "{} events", lines.len());
    assert!(lines[0].len() < 1000, "{}", lines[0]);
    assert!(lines[0].is_ascii() && !lines[0].contains(char::is_control), "{}", lines[0]);
}

#[tokio::test]
async fn a_layer_tells_too() {
    static POLICY: Policy = policy!(origins = ["https://app.example.com"]);
    let events = Events::default();
    let _guard = events.listen();
    let service = service_fn(async |_: Request<Body>| Ok::<_, String>(Response::new(Body::empty())));
    let service = CorsLayer::new(&POLICY).layer(service);
    let refused = request("OPTIONS", "/", &preflight(APP, "PUT", "x-key"));
    service.oneshot(refused).await.expect("a response");
    assert_eq!(events.take().len(), 1);
}

#[rocket::async_test]
async fn rocket_tells_once() {
    #[cors(origins = ["https://app.example.com"], refuse_other_origins)]
    #[rocket::get("/items")]
    fn read_item() {}

    let recorder = DebuggingRecorder::new();
    let snapshotter = recorder.snapshotter();
    let _recorder = metrics::set_default_local_recorder(&recorder);
    let events = Events::default();
    let _guard = events.listen();
    let rocket = rocket::build().attach(Cors).mount("/", cors_runtime::rocket::routes![read_item]);
    let client = Client::untracked(rocket).await.expect("it launches");
    let other = Header::new("origin", "https://other.example");
    let refused = client.req(Method::Get, "/items").header(other.clone()).dispatch().await;
    assert_eq!(refused.status().code, 403);
    client
        .req(Method::Options, "/items")
        .header(other)
        .header(Header::new("access-control-request-method", "GET"))
        .dispatch()
        .await;
    assert_eq!(events.take().len(), 1, "the check and the policy are the same");
    assert_eq!(
        counted(&snapshotter),
        [
            "cors_preflights outcome=origin policy=read_item: 1",
            "cors_requests policy=read_item verdict=refused: 1"
        ]
    );
}

/// The counters, without the file.
fn counted(snapshotter: &Snapshotter) -> Vec<String> {
    let mut lines: Vec<_> = snapshotter
        .snapshot()
        .into_vec()
        .into_iter()
        .map(|(key, _, _, value)| {
            let mut labels: Vec<_> = key.key().labels().collect();
            labels.retain(|label| label.key() != "file" || label.value() != file!());
            labels.sort();
            let labels = labels.iter().map(|label| format!("{}={}", label.key(), label.value()));
            let labels = labels.collect::<Vec<_>>().join(" ");
            let DebugValue::Counter(count) = value else { panic!("{value:?} is no counter") };
            format!("{} {labels}: {count}", key.key().name())
        })
        .collect();
    lines.sort();
    lines
}

#[tokio::test]
async fn what_is_decided_is_counted() {
    let recorder = DebuggingRecorder::new();
    let snapshotter = recorder.snapshotter();
    let _recorder = metrics::set_default_local_recorder(&recorder);
    let router = router!();
    for _ in 0..3 {
        send(&router, request("OPTIONS", "/items", &preflight(APP, "PUT", ""))).await;
        send(&router, request("GET", "/items", &[("origin", APP)])).await;
    }
    send(&router, request("OPTIONS", "/items", &preflight(APP, "DELETE", ""))).await;
    send(&router, request("OPTIONS", "/items", &preflight(APP, "PUT", "x-key"))).await;
    send(&router, request("GET", "/items", &[("origin", "https://other.example")])).await;
    send(&router, request("PUT", "/items", &[("origin", "https://other.example")])).await;
    send(&router, request("GET", "/items", &[])).await;
    assert_eq!(
        counted(&snapshotter),
        [
            "cors_preflights outcome=accepted policy=replace_item: 3",
            "cors_preflights outcome=headers policy=replace_item: 1",
            "cors_preflights outcome=method policy=read_item: 1",
            "cors_requests policy=read_item verdict=allowed: 3",
            "cors_requests policy=read_item verdict=not_allowed: 1",
            "cors_requests policy=replace_item verdict=refused: 1",
        ]
    );
}
