//! Why a request is refused, or why a page cannot read a response.
//!
//! # Explained answers
//!
//! A browser prints one sentence about a request that it blocks, and it does not know the policy. The most frequent mistake is a
//! header that is missing in `headers`: a preflight that is refused with a bare 403 then makes Chromium print "No
//! 'Access-Control-Allow-Origin' header is present", which leads to the wrong argument.
//!
//! So answers explain themselves in builds with `debug_assertions`, such as those of `cargo run` and `cargo test`:
//!
//! * A preflight whose origin is allowed, but not its method or headers, is answered with 200 and with everything that was
//!   accepted up to the check that failed. The browser makes the same check, and names it. The body explains more: which policy
//!   was applied, where it is written, and which edit would allow the request.
//! * Other preflights are refused with 403, and the same body.
//! * Every response that a page cannot read has the header `CORS-Explanation`, which says why on one line; and so has one whose
//!   CORS headers were written by the handler, and replaced by the policy.
//!
//! ```text
//! CORS refuses this preflight: the request header `content-type` is not allowed.
//!
//!   origin      https://app.example.com  allowed
//!   method      PUT                      allowed
//!   headers     content-type             not allowed
//!
//! The policy of PUT /items/7 is `replace_item` (src/main.rs:12):
//!   origins = ["https://app.example.com"]
//!
//! To allow it:
//!   write `headers = ["content-type"]`
//!
//! The console says:
//!   Chromium  Request header field content-type is not allowed by Access-Control-Allow-Headers in preflight response.
//!   ...
//! ```
//!
//! An explained answer is never a permission: where browsers would take it for one, it is a 403.
//!
//! They can be turned on and off in code: for an axum router by `Router::explained_answers`, for Rocket by
//! `Cors.explained_answers`, for a tower service by `CorsLayer::explained_answers`. The environment variable
//! `CORS_EXPLAINED_ANSWERS=off` turns off those that are on by default. Rocket's log says at launch whether they are on.
//!
//! In a release build they are off, and the program contains none of their code. With the feature `explain` it does, and they can
//! be turned on, for example by its environment:
//!
//! ```
//! # use cors_runtime::axum::Router;
//! # let app: Router = Router::new();
//! let app = app.explained_answers(std::env::var_os("EXPLAIN").is_some());
//! ```
//!
//! An explanation shows the policy to everyone who sends a request. What the request says is escaped and cut in it.

// Each module uses only modules above it.
pub(crate) mod shown;
pub(crate) mod asked;
mod check;
mod nearest;
mod fault;
mod console;
pub(crate) mod explanation;

pub use check::Check;
pub use console::{Blocked, Engine};
pub use explanation::{CheckOutcome, Explanation};
