//! Random routers: the policy that answers is that of the handler that runs.
//!
//! Each router is built twice, of this library's parts and of axum's alone. What runs is compared with axum, and the
//! policy that answers is compared with what runs. For a million requests:
//!
//! ```sh
//! cargo test --release -p cors-tests --test routing_axum -- --ignored random
//! ```

mod attempt;
mod numbers;
mod part;
mod plain;
mod recipe;

use std::collections::BTreeMap;

use axum::body::Body;
use axum::response::Response;
use futures_util::FutureExt as _;
use http::Request;
use tower::ServiceExt as _;

use numbers::Numbers;
use part::{ORIGIN, PASS, RAN};
use recipe::Built;

/// What a response tells.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    status: u16,
    ran: Option<String>,
    /// The number of the policy whose headers the response has.
    policy: Option<usize>,
}

fn header<'r>(response: &'r Response, name: &str) -> Option<&'r str> {
    response.headers().get(name).map(|value| value.to_str().expect("text"))
}

fn send(app: &axum::Router, method: &str, path: &str, lines: &[(&str, &str)]) -> Response {
    let request =
        lines.iter().fold(Request::builder(), |request, (name, value)| request.header(*name, *value));
    let request = request.method(method).uri(path).header("Origin", ORIGIN).body(Body::empty());
    let response = app.clone().oneshot(request.expect("a request")).now_or_never();
    response.expect("nothing waits").expect("a response")
}

/// Sends a request, with or without what the layers ask for.
fn request(app: &axum::Router, method: &str, path: &str, passes: bool) -> Seen {
    let response = send(app, method, path, if passes { &[(PASS, "")] } else { &[] });
    let exposed = header(&response, "access-control-expose-headers");
    Seen {
        status: response.status().as_u16(),
        ran: header(&response, RAN).map(str::to_owned),
        policy: exposed.map(|name| name.trim_start_matches("x-").parse().expect("a number")),
    }
}

fn preflight(app: &axum::Router, method: &str, path: &str) -> Seen {
    let response = send(app, "OPTIONS", path, &[("Access-Control-Request-Method", method)]);
    let seconds = header(&response, "access-control-max-age");
    Seen {
        status: response.status().as_u16(),
        ran: header(&response, RAN).map(str::to_owned),
        policy: seconds.map(|seconds| seconds.parse().expect("a number")),
    }
}

/// How often something was seen.
type Counts = BTreeMap<&'static str, usize>;

fn check(built: &Built, numbers: &mut Numbers, counts: &mut Counts) -> Result<(), String> {
    let (app, model) = (&built.app, &built.model);
    for _ in 0..30 {
        let path = part::random_path(numbers);
        let method = numbers.pick(&["GET", "HEAD", "POST", "PUT", "DELETE"]);
        let expected = request(model, method, &path, true);
        let seen = request(app, method, &path, true);
        let denied = request(app, method, &path, false);
        let asked = preflight(app, method, &path);
        *counts.entry("requests").or_default() += 3;
        let fail = |what: &str| {
            Err(format!(
                "{what}: {method} {path}: axum {expected:?}, with {seen:?}, denied {denied:?}, preflight {asked:?}"
            ))
        };
        if (expected.status, &expected.ran) != (seen.status, &seen.ran) {
            return fail("another handler runs");
        }
        if let Some(ran) = &seen.ran {
            let policy = built.policy(ran);
            if built.strips_prefix && path.contains("//") {
                // axum strips both slashes: what ran cannot be found again.
                if [seen.policy, denied.policy].into_iter().flatten().any(|seen| Some(seen) != policy) {
                    return fail("a policy of another handler");
                }
                continue;
            }
            *counts
                .entry(if policy.is_some() { "run with a policy" } else { "run without a policy" })
                .or_default() += 1;
            let carries_none = (seen.policy, denied.policy, asked.policy) == (None, None, None);
            if carries_none && built.may_lose_default(ran) {
                continue;
            }
            if seen.policy != policy || denied.policy != policy {
                return fail(&format!("the policy of the response is not {policy:?}"));
            }
            if asked.policy != policy {
                return fail(&format!("the policy of the preflight is not {policy:?}"));
            }
            if policy.is_some() && asked.status != 204 {
                return fail("the preflight is refused");
            }
        } else if seen.status == 404 {
            *counts.entry("not found").or_default() += 1;
            if seen.policy != built.not_found || asked.policy != built.not_found {
                return fail(&format!("the policy of the 404 is not {:?}", built.not_found));
            }
        } else if seen.status == 405 {
            *counts.entry("not allowed").or_default() += 1;
        } else {
            return fail("neither a handler nor axum responds");
        }
    }
    Ok(())
}

fn check_many(first: u64, routers: u64) -> Counts {
    let mut counts = Counts::default();
    let mut failures = Vec::new();
    for seed in first..first + routers {
        let mut numbers = Numbers::new(seed);
        let built = recipe::build(&mut numbers);
        *counts.entry(built.arrangement).or_default() += 1;
        if let Err(failure) = check(&built, &mut numbers, &mut counts) {
            failures.push(format!(
                "seed {seed} ({}): {failure}\n{}",
                built.arrangement,
                built.steps.join("\n")
            ));
        }
    }
    assert!(failures.is_empty(), "{} of {routers} routers, such as\n{}", failures.len(), failures[0]);
    counts
}

#[test]
fn the_policy_that_answers_is_that_of_the_handler_that_runs() {
    let counts = check_many(0, 500);
    for (what, count) in &counts {
        assert!(*count > 20, "{what}: {counts:?}");
    }
}

#[test]
#[ignore = "takes minutes"]
fn the_same_for_a_million_random_requests() {
    let counts = check_many(1_000_000, 12_000);
    assert!(counts["requests"] > 1_000_000, "{counts:?}");
}
