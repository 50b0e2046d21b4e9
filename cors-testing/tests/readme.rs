//! The transcript in the README is that of its program.

use cors_runtime::axum::{Router, routing::put};
use cors_runtime::cors;
use cors_testing::{Check, Fetch, Page};

#[cors(origins = ["https://app.example.com"], credentials, headers = ["content-type"])]
async fn save_item() {}

#[tokio::test]
async fn the_transcript_is_true() {
    let app: Router = Router::new().route("/items/{id}", put(save_item)).explained_answers(false);
    let save =
        Fetch::put("/items/7").header("content-type", "application/json").body("{}").with_credentials();
    Page::at("https://app.example.com").fetch(save.clone(), &app).await.expect_readable();
    let seen = Page::at("https://other.example").fetch(save, &app).await;
    seen.expect_refused(Check::Origin);
    let (_, transcript) = include_str!("../README.md").split_once("```text\n").expect("a transcript");
    let (transcript, _) = transcript.split_once("```").expect("its end");
    assert_eq!(seen.to_string(), transcript);
}
