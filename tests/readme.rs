//! The README is true: its responses, its compile error and its figures. `migration.rs` compiles its diff, and the
//! doctests of this crate compile its other code.

use axum::body::Body;
use http_body_util::BodyExt;
use tower::ServiceExt;

// The program that the README shows.
include!("readme/cart.rs");

const README: &str = include_str!("../README.md");

/// The blocks of the README in a language.
fn blocks(language: &str) -> impl Iterator<Item = &'static str> {
    let opening = format!("```{language}\n");
    let after: Vec<_> = README.split(&opening).skip(1).collect();
    after.into_iter().map(|rest| rest.split("```").next().expect("the end of a block"))
}

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
async fn the_responses_in_the_readme_are_those_of_its_program() {
    assert!(README.contains(include_str!("readme/cart.rs")), "the README shows `readme/cart.rs`");
    let app = app().explained_answers(false);
    let mut transcripts = 0;
    for block in blocks("console") {
        let Some((command, printed)) = block.split_once("\nHTTP/1.1 ") else { continue };
        let (printed_head, printed_body) = printed.split_once("\n\n").expect("a head and a body");

        let response = app.clone().oneshot(request(command)).await.expect("a response");
        let lines = response.headers().iter().map(|(name, value)| {
            let value = value.to_str().expect("text");
            format!("{name}: {value}")
        });
        let head = std::iter::once(response.status().to_string()).chain(lines).collect::<Vec<_>>().join("\n");
        let body = response.into_body().collect().await.expect("a body").to_bytes();
        // The HTTP server adds this line.
        let printed_head = printed_head.strip_suffix("\ncontent-length: 0").unwrap_or(printed_head);
        assert_eq!(head, printed_head, "{command}");
        assert_eq!(body, printed_body, "{command}");
        transcripts += 1;
    }
    assert_eq!(transcripts, 4);
}

#[tokio::test]
async fn the_explanation_in_the_readme_is_that_of_its_program() {
    let mut without_head = blocks("console").filter(|block| !block.contains("\nHTTP/1.1 "));
    let block = without_head.next().expect("an explanation");
    let (command, printed) = block.split_once("\nCORS ").expect("a command and its response");
    let response = app().explained_answers(true).oneshot(request(command)).await.expect("a response");
    let body = response.into_body().collect().await.expect("a body").to_bytes();
    let body = String::from_utf8_lossy(&body).replace("tests/readme/cart.rs", "src/main.rs");
    assert_eq!(body.strip_prefix("CORS "), Some(printed));
}

#[test]
fn the_error_in_the_readme_is_that_of_the_compiler() {
    let golden = include_str!("ui/twelve_mistakes.stderr");
    let error = blocks("text").find(|block| block.starts_with("error: ")).expect("an error");
    let message: Vec<_> = error.lines().take_while(|line| !line.contains("-->")).collect();
    assert_eq!(message.len(), 3, "a headline, a help and a note");
    assert!(golden.contains(&message.join("\n")), "the compiler does not say\n{error}");
}

/// After a new measurement, the table has to be updated.
#[test]
fn the_figures_in_the_readme_are_those_that_were_measured() {
    let results = include_str!("../benches/RESULTS.md");
    let (_, table) = README.split_once("| | without CORS | `#[cors(...)]` |").expect("the table");
    let rows = table.lines().skip(2).map_while(|row| row.strip_prefix("| "));
    let figures: Vec<_> = rows.flat_map(|row| row.trim_end_matches(" |").split(" | ").skip(1)).collect();
    assert_eq!(figures.len(), 18, "{figures:?}");
    for figure in figures {
        assert!(results.contains(figure), "benches/RESULTS.md has no `{figure}`");
    }
}

#[tokio::test]
async fn an_annotated_handler_can_be_awaited() {
    let read: &'static str = read_cart().await;
    assert_eq!(read, "one teapot\n");
    let () = empty_cart().await;
}
