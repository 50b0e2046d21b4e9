//! The README prints what a server answers; here is whether it does.

use axum::body::Body;
use cors_runtime::axum::{Router, get};
use cors_runtime::cors;
use http::Request;
use http_body_util::BodyExt;
use tower::ServiceExt;

#[cors(origins = ["https://app.example.com", "http://localhost:*"], credentials, max_age = 600)]
async fn read_cart() -> &'static str {
    "one teapot\n"
}

#[cors(origins = ["https://app.example.com", "http://localhost:*"], credentials, max_age = 600)]
async fn empty_cart() {}

const README: &str = include_str!("../README.md");

/// The request of a `curl` command.
fn request(command: &str) -> Request<Body> {
    let method = if command.contains("-X OPTIONS") { "OPTIONS" } else { "GET" };
    let headers = command.split("-H '").skip(1).filter_map(|rest| rest.split('\'').next()?.split_once(": "));
    let request = Request::builder().method(method).uri("/cart");
    headers
        .fold(request, |request, (name, value)| request.header(name, value))
        .body(Body::empty())
        .expect("a request")
}

#[tokio::test]
async fn the_answers_in_the_readme_are_the_answers() {
    let app = Router::new().route("/cart", get(read_cart).delete(empty_cart));
    let mut transcripts = 0;
    for block in README.split("```console\n").skip(1) {
        let block = block.split("```").next().expect("the end of a block");
        let (command, printed) = block.split_once("\nHTTP/1.1 ").expect("a command and its answer");
        let (printed_head, printed_body) = printed.split_once("\n\n").expect("a head and a body");

        let response = app.clone().oneshot(request(command)).await.expect("an answer");
        let lines = response.headers().iter().map(|(name, value)| {
            let value = value.to_str().expect("text");
            format!("{name}: {value}")
        });
        let head = std::iter::once(response.status().to_string()).chain(lines).collect::<Vec<_>>().join("\n");
        let body = response.into_body().collect().await.expect("a body").to_bytes();
        // The server adds this one.
        let printed_head = printed_head.strip_suffix("\ncontent-length: 0").unwrap_or(printed_head);
        assert_eq!(head, printed_head, "{command}");
        assert_eq!(body, printed_body, "{command}");
        transcripts += 1;
    }
    assert_eq!(transcripts, 3);
}

#[tokio::test]
async fn an_annotated_handler_can_be_awaited() {
    let read: &'static str = read_cart().await;
    assert_eq!(read, "one teapot\n");
    let () = empty_cart().await;
}
