//! Handlers in a crate of an older edition than that of the attribute: both the code of the crate and
//! the expansion keep their meaning.
#![forbid(unsafe_code)]
#![deny(warnings, clippy::pedantic, clippy::nursery, rust_2024_compatibility, keyword_idents_2024)]
#![allow(edition_2024_expr_fragment_specifier, reason = "the macro below is about this edition's `expr`")]

use std::future::{ready, Future, IntoFuture};

use axum::http::Uri;
use axum::response::IntoResponse;
use cors_runtime::axum::{get, Router};
use cors_runtime::cors;
use futures_util::FutureExt;

const PARTNER: &str = "https://partner.example.org";

#[cors(
    origins = ["https://app.example.com", PARTNER, #[cfg(test)] "http://localhost:3000"],
    credentials,
    headers = ["content-type"],
    max_age = 60 * 60
)]
async fn every_argument(uri: Uri) -> impl IntoResponse {
    ready(()).await;
    uri.to_string()
}

#[cors(origins = ["*"])]
async fn borrows<'a, T: AsRef<str> + Sync>(a: &'a str, b: &str, c: &T) -> &'a str {
    ready(()).await;
    a.get(b.len() + c.as_ref().len()..).unwrap_or(a)
}

#[cors(origins = ["*"])]
async fn elided(text: &str) -> &str {
    ready(()).await;
    text.trim()
}

#[cors(origins = ["*"])]
fn not_async(text: &str) -> impl Future<Output = usize> + use<> {
    let len = text.len();
    async move { len }
}

/// In this edition, captured lifetimes have to be named explicitly, and others may be.
#[cors(origins = ["*"])]
fn not_async_that_borrows(text: &str) -> impl Future<Output = &str> + '_ {
    let trimmed = text.trim();
    async move { trimmed }
}

#[cors(origins = ["*"])]
async fn opaque(text: String) -> impl Iterator<Item = char> {
    ready(()).await;
    text.into_bytes().into_iter().map(char::from)
}

macro_rules! handlers {
    ($($name:ident [$($origin:expr),*] $age:expr)+) => {
        $(
            #[cors(origins = [$($origin),*], max_age = $age)]
            async fn $name() -> u8 {
                ready(()).await;
                1
            }
        )+
    };
}
handlers! {
    from_literals ["https://app.example.com", "https://www.example.com"] 60
    from_constants [PARTNER, concat!("https://", "www.example.com")] 6 * 60
}

#[test]
fn handlers_of_the_older_edition_are_mounted_and_awaited() {
    let router: Router = Router::new().route("/", get(every_argument));
    assert!(format!("{router:?}").contains("Router"));
    assert!(every_argument(Uri::default()).into_future().now_or_never().is_some());
    assert_eq!(borrows("teapot", "a", &"bc").into_future().now_or_never(), Some("pot"));
    assert_eq!(elided(" tea ").into_future().now_or_never(), Some("tea"));
    assert_eq!(not_async("tea").into_future().now_or_never(), Some(3));
    assert_eq!(not_async_that_borrows(" tea ").into_future().now_or_never(), Some("tea"));
    assert_eq!(opaque("ab".to_owned()).into_future().now_or_never().map(Iterator::count), Some(2));
    assert_eq!(from_literals().into_future().now_or_never(), Some(1));
    assert_eq!(from_constants().into_future().now_or_never(), Some(1));
}
