//! What a browser does with the answer to a preflight.

use crate::case::Case;
use crate::exchange::Exchange;
use crate::message::{Request, Response};

/// Sends every preflight of the cases that is refused, and checks that a browser refuses the answer too.
///
/// # Panics
///
/// If it would not, with the name of the case; or if no case was run.
pub async fn no_refusal_becomes_a_permission<E: Exchange>(names: &[&str], exchange: &E, cases: &[Case]) {
    let refused = |case: &&Case| case.expected.status == 403 && case.request.method == "OPTIONS";
    let mut explained = 0;
    for case in cases.iter().filter(refused).filter(|case| case.runs_on(names)) {
        let response =
            exchange.send(&case.request).await.unwrap_or_else(|error| panic!("{}: {error}", case.name));
        assert!(!accepts(&case.request, &response), "{} ({}): {response:?}", case.name, case.place);
        explained += usize::from(response.status == 200);
    }
    assert!(explained > 10, "{explained} refusals were explained by their headers");
}

/// Whether a browser sends the request after this preflight and its answer
/// (<https://fetch.spec.whatwg.org/#cors-preflight-fetch>, step 7). It takes `*` to mean `Authorization` too, as engines do.
fn accepts(preflight: &Request, answer: &Response) -> bool {
    let asked = |name| lines(&preflight.lines, name);
    let said = |name| lines(&answer.lines, name);
    let [origin] = &asked("origin")[..] else { return false };
    let [method] = &asked("access-control-request-method")[..] else { return false };
    let allow_origin = said("access-control-allow-origin");
    let is_credentialed = said("access-control-allow-credentials") == ["true"];
    let has_access = match &allow_origin[..] {
        [allowed] => allowed == origin || (*allowed == "*" && !is_credentialed),
        _ => false,
    };
    let names = |lines: Vec<String>| -> Vec<String> {
        lines.iter().flat_map(|line| line.split(',')).map(|name| name.trim().to_owned()).collect()
    };
    let methods = names(said("access-control-allow-methods"));
    let has_method = ["GET", "HEAD", "POST"].contains(&method.as_str())
        || methods.iter().any(|allowed| allowed == "*" || allowed == method);
    let headers = names(said("access-control-allow-headers"));
    let has_header =
        |name: &String| headers.iter().any(|allowed| allowed == "*" || allowed.eq_ignore_ascii_case(name));
    (200..300).contains(&answer.status)
        && has_access
        && has_method
        && names(asked("access-control-request-headers"))
            .iter()
            .filter(|name| !name.is_empty())
            .all(has_header)
}

fn lines(lines: &[crate::message::FieldLine], name: &str) -> Vec<String> {
    let of_name = lines.iter().filter(|line| line.is(name));
    of_name.map(|line| String::from_utf8_lossy(&line.value).into_owned()).collect()
}
