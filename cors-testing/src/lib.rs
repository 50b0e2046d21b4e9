//! A test client that is a browser.
//!
//! It plays the [Fetch standard](https://fetch.spec.whatwg.org/) against a server in the same process: when a script's request
//! needs a preflight, what is sent, and what the script sees of the response. So a test asks what matters, whether the page works,
//! and not which headers are sent.
//!
//! ```
//! # use cors_runtime::{axum::{Router, routing::put}, cors};
//! use cors_testing::{Check, Fetch, Page};
//!
//! #[cors(origins = ["https://app.example.com"], headers = ["content-type"])]
//! async fn save_item() {}
//!
//! # #[tokio::main(flavor = "current_thread")] async fn main() {
//! let app: Router = Router::new().route("/items", put(save_item));
//! let save = Fetch::put("/items").header("content-type", "application/json").body("{}");
//!
//! Page::at("https://app.example.com").fetch(save.clone(), &app).await.expect_readable();
//! Page::at("https://other.example").fetch(save, &app).await.expect_refused(Check::Origin);
//! # }
//! ```
//!
//! A call that does not end as expected fails with the transcript: every request and answer, and the check that failed.

// Each module uses only modules above it.
mod header;
mod safelist;
mod cache;
mod request;
mod seen;
mod page;
mod fetch;

pub use page::Page;
pub use request::{Credentials, Fetch, Mode};
pub use seen::{Check, Exchange, Response, Seen};
