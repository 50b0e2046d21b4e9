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
//!
//! # Events and counters
//!
//! Those who run a program can be told what its users do not report. With the feature `tracing`, a refusal is an event of
//! [tracing](https://docs.rs/tracing): a preflight that is refused, a request that is refused by `refuse_other_origins`, or one
//! whose response a page cannot read because of its origin. Nothing is computed unless a subscriber listens to the target
//! `cors_runtime` at the level `INFO`; in a Rocket application without a subscriber, the event is in Rocket's log. For each policy
//! and check there is at most one event a second, whatever is sent.
//!
//! | Field | Value |
//! |---|---|
//! | `message` | `CORS: `, and the [reason](CheckOutcome::reason) |
//! | `check` | the [check](Check) that failed: `origin`, `method` or `headers` |
//! | `origin`, `method`, `path` | what was asked, escaped and cut after 100 bytes; of a preflight, the method that it asks for |
//! | `policy`, `at` | the handler, if the policy has one of its own, and the file and line of the attribute |
//! | `hint`, `edit` | the [hint](CheckOutcome::hint) and the [edit](CheckOutcome::edit), if there are any |
//! | `suppressed` | how many events there would have been since the last one of this policy and check |
//!
//! Another event tells that answers are explained.
//!
//! With the feature `metrics`, two counters of [metrics](https://docs.rs/metrics) count for each policy, whose handler and file are
//! the labels `policy` and `file`:
//!
//! | Counter | Label | Values |
//! |---|---|---|
//! | `cors_preflights` | `outcome` | `accepted`, or the check that failed: `origin`, `method`, `headers` |
//! | `cors_requests` | `verdict` | of the requests with `Origin`: `allowed`; `not_allowed`, if the page cannot read the response; `refused` |

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
