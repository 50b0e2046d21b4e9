//! Explanations say what browsers say, and where the policy is.

use std::fs;
use std::path::Path;

use cors_runtime::axum::{Router, get};
use cors_runtime::cors;
use cors_runtime::explain::{Blocked, Engine};
use http::Request;
use tower::ServiceExt as _;

/// The lines of Chromium's console in the scenarios of the browser tests, which are verbatim.
fn printed_by_chromium() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("browser/scenarios");
    let files = fs::read_dir(folder).expect("the scenarios").map(|entry| entry.expect("an entry").path());
    let texts: Vec<_> = files.map(|file| fs::read_to_string(file).expect("text")).collect();
    texts.join("\n")
}

#[test]
fn the_sentences_of_chromium_are_those_that_it_prints() {
    let printed = printed_by_chromium();
    let origin = Blocked::MissingAllowOrigin { origin: "https://admin.example.com", status: 200 };
    for (blocked, is_preflight) in [
        (origin, false),
        (origin, true),
        (Blocked::WildcardWithCredentials, false),
        (Blocked::WildcardWithCredentials, true),
        (Blocked::AllowCredentials { value: "" }, false),
        (Blocked::AllowCredentials { value: "" }, true),
        (Blocked::AllowCredentials { value: "True" }, false),
        (Blocked::Method { method: "PUT" }, true),
        (Blocked::Header { name: "x-other" }, true),
    ] {
        let sentence = blocked.sentence(Engine::Chromium, is_preflight);
        let line = format!("has been blocked by CORS policy: {sentence}\n");
        assert!(printed.contains(&line), "Chromium has not printed `{sentence}`");
    }
}

#[cors(origins = ["https://app.example.com"])]
async fn read_item() {}
const LINE_OF_READ_ITEM: u32 = line!() - 2;

#[tokio::test]
async fn an_explanation_names_the_handler_and_its_line() {
    let app: Router = Router::new().route("/items/{id}", get(read_item)).explained_answers(true);
    let request = Request::get("/items/7").header("origin", "https://www.app.example.com");
    let request = request.body(axum::body::Body::empty()).expect("a request");
    let response = app.oneshot(request).await.expect("a response");
    let line = response.headers().get("cors-explanation").and_then(|line| line.to_str().ok());
    let expected = format!(
        "the origin `https://www.app.example.com` is not allowed; policy: `read_item` \
         (tests/explanations.rs:{LINE_OF_READ_ITEM}); note: `https://app.example.com` is allowed; they differ in \
         `www.`; to allow it: write `origins = [\"https://app.example.com\", \"https://www.app.example.com\"]`"
    );
    assert_eq!(line, Some(&*expected));
}
