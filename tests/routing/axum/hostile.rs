//! Hostile requests.

use std::io::{Error, ErrorKind};
use std::sync::{Arc, Mutex};

use cors_runtime::axum::{Router, put};
use cors_runtime::cors;
use cors_tests::exchange::{self, Exchange as _};
use cors_tests::message::{FieldLine, Request, Response};
use cors_tests::notation::read_cases;
use cors_tests::run::{Failed, Subject};
use cors_tests::servers::axum::router;
use cors_tests::witness::Witness;
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt as _};

/// Keeps the events of the level `ERROR`.
#[derive(Clone, Default)]
struct Errors(Arc<Mutex<Vec<String>>>);

impl<S: Subscriber> Layer<S> for Errors {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if *event.metadata().level() == Level::ERROR {
            self.0.lock().unwrap().push(format!("{event:?}"));
        }
    }
}

#[tokio::test]
async fn nothing_is_logged_at_error_level() -> Result<(), Failed> {
    let errors = Errors::default();
    let guard = tracing::subscriber::set_default(tracing_subscriber::registry().with(errors.clone()));
    tracing::error!("seen");
    assert_eq!(errors.0.lock().unwrap().drain(..).count(), 1, "errors are kept");

    let mut cases = read_cases("cases");
    cases.retain(|case| case.place.file == "hostile.http");
    let witness = Witness::default();
    let exchange = exchange::Router(router(witness.clone()));
    let report = Subject { names: &["axum", "router"], exchange, witness, prefix: "" }.run(&cases).await;
    drop(guard);

    assert_eq!(*errors.0.lock().unwrap(), Vec::<String>::new());
    report.conclude()
}

#[cors(origins = ["https://app.example.com"], headers = ["x-first", "x-second"])]
async fn listed() {}

#[cors(origins = ["https://app.example.com"], headers = ["*"])]
async fn starred() {}

#[cors(origins = ["https://app.example.com"], credentials, headers = ["*"])]
async fn echoed() {}

/// The answer to a preflight; the one that is explained may be longer, but not by much.
async fn preflight(path: &str, lines: &[&[u8]]) -> Result<Response, Error> {
    let explained = send(path, lines, true).await?;
    let plain = send(path, lines, false).await?;
    assert_eq!(explained.status == 200, plain.status == 403, "{path}");
    if explained.status == 200 {
        let length: usize = explained.lines.iter().map(|line| line.value.len()).sum();
        assert!(length + explained.body.len() < 8192, "{path}: {length} and {}", explained.body.len());
    }
    Ok(plain)
}

async fn send(path: &str, lines: &[&[u8]], explained: bool) -> Result<Response, Error> {
    let server: Router = Router::new()
        .route("/listed", put(listed))
        .route("/starred", put(starred))
        .route("/echoed", put(echoed))
        .explained_answers(explained);
    let request = Request {
        method: "OPTIONS".into(),
        target: path.into(),
        lines: [
            FieldLine::new("Origin", b"https://app.example.com"),
            FieldLine::new("Access-Control-Request-Method", b"PUT"),
        ]
        .into_iter()
        .chain(lines.iter().map(|line| FieldLine::new("Access-Control-Request-Headers", line)))
        .collect(),
        body: Vec::new(),
    };
    exchange::Router(server).send(&request).await.map_err(|error| Error::new(ErrorKind::InvalidData, error))
}

/// A parser that backtracks would not finish these.
#[tokio::test]
async fn asked_headers_of_2_mib_are_read_once() -> Result<(), Error> {
    let many = 2 << 20;
    let names = b"x-first,".repeat(many / 8);
    let with_another = [names.as_slice(), b"x-third"].concat();
    let name = b"a".repeat(many);
    let commas = b",".repeat(many);
    let spaces = [b"x-first,".as_slice(), &b" ".repeat(many), b"x-second"].concat();
    let spaces_inside = [b"x-first".as_slice(), &b" \t".repeat(many / 2), b"x-second"].concat();
    for (path, line, status) in [
        ("/listed", &names, 204),
        ("/listed", &with_another, 403),
        ("/listed", &name, 403),
        ("/listed", &commas, 204),
        ("/listed", &spaces, 204),
        ("/listed", &spaces_inside, 403),
        ("/starred", &names, 204),
        ("/starred", &with_another, 204),
        ("/starred", &name, 204),
        ("/starred", &commas, 204),
        ("/starred", &spaces_inside, 403),
        ("/echoed", &names, 204),
        ("/echoed", &name, 204),
        ("/echoed", &spaces_inside, 403),
    ] {
        assert_eq!(preflight(path, &[line]).await?.status, status, "{path} {}", &line.len());
    }
    Ok(())
}

#[tokio::test]
async fn asked_headers_in_thousands_of_lines_are_read_once() -> Result<(), Error> {
    let mut lines = vec![&b"x-first"[..]; 20_000];
    assert_eq!(preflight("/listed", &lines).await?.status, 204);
    lines.push(b"x-third");
    assert_eq!(preflight("/listed", &lines).await?.status, 403);
    assert_eq!(preflight("/starred", &lines).await?.status, 204);
    let echo = preflight("/echoed", &lines).await?.lines;
    assert_eq!(echo.iter().filter(|line| line.is("access-control-allow-headers")).count(), lines.len());
    Ok(())
}
