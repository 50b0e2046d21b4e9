//! Handlers in a crate that has renamed `cors-runtime`.
#![forbid(unsafe_code)]
#![deny(warnings, clippy::pedantic, clippy::nursery)]
#![allow(clippy::redundant_pub_crate, reason = "`unreachable_pub` asks for the opposite")]

use std::future::ready;

use futures_util::FutureExt;
use policies::axum::{Router, get};
use policies::cors;

/// A framework that re-exports the crate.
pub mod framework {
    pub use policies as cross_origin;
}

const PARTNER: &str = "https://partner.example.org";
const TOKEN: &str = "x-token";

/// Every part of the expansion that names the crate.
#[cors(
    origins = ["https://app.example.com", PARTNER, #[cfg(test)] "http://localhost:3000"],
    credentials,
    methods = ["PUT"],
    headers = ["content-type", TOKEN],
    expose_headers = [TOKEN],
    max_age = 60 * 60,
    preflight_status = 100 + 100,
    crate = policies
)]
async fn by_its_name() -> u8 {
    ready(()).await;
    1
}

#[cors(crate = ::policies, origins = [#[cfg(test)] PARTNER, concat!("https://", "www.example.com")])]
async fn from_the_root() -> u8 {
    ready(()).await;
    2
}

#[framework::cross_origin::cors(origins = ["*"], crate = crate::framework::cross_origin)]
async fn through_a_framework() -> &'static str {
    ready(()).await;
    "3"
}

mod module {
    #[super::framework::cross_origin::cors(origins = ["*"], crate = super::framework::cross_origin)]
    pub(super) async fn through_a_parent() -> &'static str {
        std::future::ready(()).await;
        "4"
    }
}

#[test]
fn a_handler_needs_the_crate_by_one_name_only() {
    let router: Router =
        Router::new().route("/a", get(through_a_framework)).route("/b", get(module::through_a_parent));
    assert!(format!("{router:?}").contains("Router"));
    assert_eq!(by_its_name().into_future().now_or_never(), Some(1));
    assert_eq!(from_the_root().into_future().now_or_never(), Some(2));
    assert_eq!(through_a_framework().into_future().now_or_never(), Some("3"));
    assert_eq!(module::through_a_parent().into_future().now_or_never(), Some("4"));
}
