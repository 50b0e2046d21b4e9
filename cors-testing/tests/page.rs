//! A page against servers that are written for it.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use cors_testing::{Check, Credentials, Fetch, Mode, Page};
use http::{Request, Response};
use http_body_util::Full;
use tower_service::Service;

/// A server that answers preflights and all else with these headers.
#[derive(Clone, Copy)]
struct Server {
    preflight: &'static [(&'static str, &'static str)],
    other: &'static [(&'static str, &'static str)],
}

impl Service<Request<Full<Bytes>>> for Server {
    type Response = Response<Full<Bytes>>;
    type Error = Infallible;
    type Future = Ready<Result<Self::Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Full<Bytes>>) -> Self::Future {
        let headers = if request.method() == "OPTIONS" { self.preflight } else { self.other };
        let builder = Response::builder().status(if request.uri().path() == "/away" { 307 } else { 200 });
        let builder = headers.iter().fold(builder, |builder, (name, value)| builder.header(*name, *value));
        ready(Ok(builder.body(Full::default()).expect("a response")))
    }
}

const APP: &str = "https://app.example.com";
const ANY: Server = Server {
    preflight: &[
        ("access-control-allow-origin", "*"),
        ("access-control-allow-methods", "PUT"),
        ("access-control-allow-headers", "*"),
        ("access-control-max-age", "60"),
    ],
    other: &[("access-control-allow-origin", "*"), ("x-total", "7")],
};

fn sent(seen: &cors_testing::Seen) -> Vec<&str> {
    seen.exchanges().iter().map(|exchange| &*exchange.method).collect()
}

#[tokio::test]
async fn a_preflight_is_kept_as_long_as_the_server_says() {
    let mut page = Page::at(APP);
    let put = Fetch::put("/items");
    assert_eq!(sent(&page.fetch(put.clone(), &ANY).await), ["OPTIONS", "PUT"]);
    page.wait(Duration::from_secs(59));
    assert_eq!(sent(&page.fetch(put.clone(), &ANY).await), ["PUT"]);
    page.wait(Duration::from_secs(1));
    assert_eq!(sent(&page.fetch(put.clone(), &ANY).await), ["OPTIONS", "PUT"]);

    let mut page = Page::at(APP).longest_max_age(Duration::from_secs(10));
    page.fetch(put.clone(), &ANY).await;
    page.wait(Duration::from_secs(10));
    assert_eq!(sent(&page.fetch(put, &ANY).await), ["OPTIONS", "PUT"]);
}

#[tokio::test]
async fn a_wildcard_means_authorization_to_engines_and_not_to_the_standard() {
    let put = Fetch::put("/items").header("authorization", "token");
    Page::at(APP).fetch(put.clone(), &ANY).await.expect_readable();
    Page::at(APP).wildcard_without_authorization().fetch(put, &ANY).await.expect_refused(Check::Headers);
}

#[tokio::test]
async fn each_check_refuses() {
    let refused = async |fetch: Fetch, server: &Server| Page::at(APP).fetch(fetch, server).await.refused_by();
    let none = Server { preflight: &[], other: &[] };
    assert_eq!(refused(Fetch::get("/"), &none).await, Some(Check::Origin));
    assert_eq!(refused(Fetch::get("/").with_credentials(), &ANY).await, Some(Check::Origin));
    let exact = Server { other: &[("access-control-allow-origin", APP)], ..ANY };
    assert_eq!(refused(Fetch::get("/").with_credentials(), &exact).await, Some(Check::Credentials));
    assert_eq!(refused(Fetch::delete("/"), &ANY).await, Some(Check::Method));
    assert_eq!(refused(Fetch::new("put", "/"), &ANY).await, None, "the method is normalized");
    assert_eq!(refused(Fetch::new("TRACE", "/"), &ANY).await, Some(Check::Request));
    assert_eq!(refused(Fetch::get("/").mode(Mode::SameOrigin), &ANY).await, Some(Check::Request));
    assert_eq!(refused(Fetch::put("/").mode(Mode::NoCors), &ANY).await, Some(Check::Request));
}

#[tokio::test]
async fn a_script_sees_what_is_exposed() {
    let seen = Page::at(APP).fetch(Fetch::get("/"), &ANY).await;
    assert!(!seen.expect_readable().headers.contains_key("x-total"));
    let own = Page::at("https://api.example.com").fetch(Fetch::get("/"), &ANY).await;
    assert_eq!(own.expect_readable().headers["x-total"], "7");
    assert!(!own.exchanges()[0].request_headers.contains_key("origin"));
    assert!(Page::at(APP).fetch(Fetch::get("/").mode(Mode::NoCors), &ANY).await.is_opaque());
}

#[tokio::test]
async fn redirects_taint_the_origin_and_end() {
    let away =
        Server { other: &[("access-control-allow-origin", "*"), ("location", "https://b.example/")], ..ANY };
    let seen = Page::at(APP).fetch(Fetch::get("/away"), &away).await;
    seen.expect_readable();
    let origins: Vec<_> =
        seen.exchanges().iter().map(|exchange| &exchange.request_headers["origin"]).collect();
    assert_eq!(origins, [APP, "null"]);
    let around = Server { other: &[("access-control-allow-origin", "*"), ("location", "/away")], ..ANY };
    let seen = Page::at(APP).fetch(Fetch::get("/away"), &around).await;
    seen.expect_refused(Check::Redirect);
    assert_eq!(seen.exchanges().len(), 21);
}

#[tokio::test]
async fn credentials_are_sent_as_the_mode_says() {
    let cookies = async |page: Page, credentials| {
        let seen = page.cookie("session=1").fetch(Fetch::get("/").credentials(credentials), &ANY).await;
        seen.exchanges()[0].request_headers.contains_key("cookie")
    };
    let own = || Page::at("https://api.example.com");
    assert!(!cookies(Page::at(APP), Credentials::SameOrigin).await);
    assert!(cookies(Page::at(APP), Credentials::Include).await);
    assert!(cookies(own(), Credentials::SameOrigin).await);
    assert!(!cookies(own(), Credentials::Omit).await);
}

#[tokio::test]
async fn a_transcript_escapes_and_cuts() {
    let hostile = Server { other: &[("access-control-allow-origin", "a\tb")], ..ANY };
    let seen = Page::at(APP).fetch(Fetch::get(&format!("/{}", "a".repeat(10_000))), &hostile).await;
    let transcript = seen.to_string();
    assert!(transcript.len() < 1000, "{transcript}");
    assert!(transcript.contains("is `a\\tb`, not `https://app.example.com`"), "{transcript}");
}
