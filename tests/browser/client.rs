//! The test client ends every call as the engines do.

use cors_testing::{Credentials, Fetch, Mode, Page, Seen};

use crate::record::Record;
use crate::scenario::{self, Scenario, Step};
use crate::servers;

/// Chromium stands for the engines: lines that hold in every engine hold in it.
const NAMES: [&str; 2] = ["chromium", "axum"];
const API: &str = "https://api.example.com";

/// What the client does not play, by name, and why.
const OTHERWISE: [(&str, &str); 5] = [
    ("A cached answer to every origin is used for another", "it has no HTTP cache"),
    ("A cached answer without `Vary` is used for another origin", "it has no HTTP cache"),
    ("A cookie from another site's page", "it blocks no cookies"),
    ("A cookie is set by an answer, and sent", "its cookie is that of the test"),
    ("A cookie that is set by an answer which is not read is sent too", "its cookie is that of the test"),
];

/// How many scenarios are about something that is neither `fetch` nor `XMLHttpRequest`: elements, or `performance`.
const ABOUT_OTHERS: usize = 31;

fn is_about_others(scenario: &Scenario) -> bool {
    let is_other = |step: &Step| {
        !matches!(&*step.way, "fetch" | "xhr") || step.options.iter().any(|option| option == "timed")
    };
    scenario.steps.iter().any(is_other)
}

fn page(page: &scenario::Page, scenario: &str) -> Page {
    let is_opaque = page.sandboxed || page.origin == "file://";
    let opened = if is_opaque { Page::sandboxed() } else { Page::at(&page.origin.replace("<port>", "8000")) };
    let is_same_site = !is_opaque && page.origin.ends_with(".example.com");
    match page.cookie {
        Some(attributes) if attributes == "SameSite=None" || is_same_site => {
            opened.cookie(&format!("{scenario}=1"))
        }
        _ => opened,
    }
}

fn call(step: &Step, scenario: &str) -> Fetch {
    let has = |name: &str| step.options.iter().any(|option| option == name);
    let base = if step.target.starts_with('/') { API } else { "" };
    let joint = if step.target.contains('?') { '&' } else { '?' };
    let target = format!("{base}{}{joint}scenario={scenario}", step.target.replace("<port>", "8000"));
    let mut call = Fetch::new(&step.method, &target);
    for (name, value) in &step.headers {
        call = call.header(name, value);
    }
    if let Some(body) = &step.body {
        call = call.body(body.clone());
    }
    if has("credentials") {
        call = call.credentials(Credentials::Include);
    }
    if has("no-cors") {
        call = call.mode(Mode::NoCors);
    }
    if has("streamed") || has("listening") {
        call = call.listening_to_upload();
    }
    call
}

/// What the page sees, in the notation of scenarios.
fn lines(seen: &Seen, expected: &[&str]) -> Vec<String> {
    let Some(response) = seen.response() else {
        return vec![if seen.is_opaque() { "< opaque" } else { "< refused" }.to_owned()];
    };
    let mut lines = vec![format!("< {}", response.status.as_u16())];
    for line in expected {
        let Some((name, _)) = line.strip_prefix("< ").and_then(|line| line.split_once(": ")) else {
            continue;
        };
        lines.push(if name == "body" {
            format!("< body: {}", response.text())
        } else {
            let values: Vec<_> = response.headers.get_all(name).iter().map(|value| value.to_str()).collect();
            let values: Result<Vec<_>, _> = values.into_iter().collect();
            let value = values.expect("a text").join(", ");
            format!("< {name}: {}", if value.is_empty() { "hidden" } else { &value })
        });
    }
    lines
}

#[tokio::test]
async fn the_test_client_ends_every_call_as_the_engines_do() {
    let record = Record::default();
    let server = servers::axum::noted(&record, false);
    let (mut run, mut about_others, mut otherwise, mut failures) = (0, 0, Vec::new(), Vec::new());
    for scenario in scenario::read_all() {
        if is_about_others(&scenario) {
            about_others += 1;
            continue;
        }
        run += 1;
        let mut differences = Vec::new();
        let mut open = Page::sandboxed();
        let mut origin = String::new();
        for step in &scenario.steps {
            if let Some(opened) = &step.page {
                open = page(opened, &scenario.id);
                origin = match open.origin() {
                    "null" if opened.origin == "file://" && !opened.sandboxed => opened.origin.clone(),
                    serialized => serialized.to_owned(),
                };
            }
            let expected = step.expected(NAMES);
            let expected: Vec<_> = expected.into_iter().filter(|line| !line.starts_with("console")).collect();
            let seen = open.fetch(call(step, &scenario.id), &server).await;
            let mut came = lines(&seen, &expected);
            let noted = record.take(&scenario.id, &origin);
            came.extend(noted.iter().map(|line| format!("| {}", line.replace(":8000", ":<port>"))));
            if came != expected {
                differences.push(format!("  expected {expected:?}\n  came     {came:?}"));
            }
        }
        if differences.is_empty() {
            continue;
        }
        if OTHERWISE.iter().any(|(name, _)| *name == scenario.name) {
            otherwise.push(scenario.name);
        } else {
            failures.push(format!("{}: {}\n{}", scenario.id, scenario.name, differences.join("\n")));
        }
    }
    assert!(failures.is_empty(), "{} of {run} scenarios:\n{}", failures.len(), failures.join("\n"));
    otherwise.sort();
    assert_eq!(otherwise, OTHERWISE.map(|(name, _)| name), "these end otherwise, and no others");
    assert_eq!(about_others, ABOUT_OTHERS);
}
