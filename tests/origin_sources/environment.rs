//! Origins from an environment variable. Each test runs the example or itself again, with another value.

use std::ffi::OsStr;
use std::process::{Command, Output};

use cors_runtime::rocket::{Cors, routes};
use cors_runtime::tower::CorsLayer;
use cors_runtime::{OriginSet, Policy, cors, policy};
use rocket::local::asynchronous::Client;

static FROM_ENV: OriginSet = OriginSet::from_env("CORS_TEST_ORIGINS");

const THREE_MISTAKES: &str = "https://app.example.com/, https://*.example.com\nhttp://partner.example ftp:";
const MESSAGES: [&str; 3] = [
    "CORS_TEST_ORIGINS: \"https://app.example.com/\": a serialized origin has no path; remove `/`: `https://app.example.com`",
    "CORS_TEST_ORIGINS: \"http://partner.example\": an origin without TLS cannot be trusted with credentials; \
     `https://partner.example`",
    "CORS_TEST_ORIGINS: \"ftp:\": `ftp:` does not begin with a scheme and `://`",
];

/// Runs an ignored test of this file in a process of its own, with the variable.
fn run_in_environment(test: &str, origins: Option<&OsStr>) -> Output {
    let mut command = Command::new(std::env::current_exe().expect("this test"));
    command.args(["--exact", &format!("environment::{test}"), "--ignored", "--nocapture"]);
    command.env_remove("CORS_TEST_ORIGINS").env("RUST_BACKTRACE", "0");
    if let Some(origins) = origins {
        command.env("CORS_TEST_ORIGINS", origins);
    }
    command.output().expect("the test runs")
}

fn assert_stops(test: &str, origins: Option<&str>, expected: &[&str]) {
    assert_stops_with(test, origins.map(OsStr::new), expected);
}

fn assert_stops_with(test: &str, origins: Option<&OsStr>, expected: &[&str]) {
    let output = run_in_environment(test, origins);
    assert!(!output.status.success(), "it started");
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    for line in expected {
        assert!(said.lines().any(|said| said.contains(line)), "{line:?} is missing:\n{said}");
    }
    assert!(!said.contains("it serves"));
}

fn assert_serves(test: &str, origins: &str) {
    let output = run_in_environment(test, Some(origins.as_ref()));
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("it serves"), "{said}");
}

#[test]
fn a_tower_layer_reads_the_variable() {
    assert_serves("tower_layer", "https://app.example.com");
    assert_serves("tower_layer", " https://other.example,\n\thttps://app.example.com,,");
    assert_serves("tower_layer", "https://app.example.com,https://*.example.com,https://app.example.com");
    assert_stops("tower_layer", None, &["the environment variable `CORS_TEST_ORIGINS` is not set"]);
    assert_stops(
        "tower_layer",
        Some(" , "),
        &["the environment variable `CORS_TEST_ORIGINS` names no origin"],
    );
    assert_stops("tower_layer", Some(THREE_MISTAKES), &MESSAGES);
}

/// What other programs take as a list.
#[test]
fn quotation_marks_brackets_and_semicolons_are_explained() {
    const QUOTED: &str = "an origin has no quotation marks or brackets around it; write it without them: ";
    let quoted = |entry: &str, bare: &str| format!("CORS_TEST_ORIGINS: {entry:?}: {QUOTED}`{bare}`");
    let one = quoted("\"https://a.com\"", "https://a.com");
    assert_stops("tower_layer", Some("\"https://a.com\""), &[&one]);
    let one = quoted("[\"https://a.com\"]", "https://a.com");
    assert_stops("tower_layer", Some("[\"https://a.com\"]"), &[&one]);
    let (one, two) =
        (quoted("[\"https://a.com\"", "https://a.com"), quoted("\"https://b.com\"]", "https://b.com"));
    assert_stops("tower_layer", Some("[\"https://a.com\", \"https://b.com\"]"), &[&one, &two]);
    assert_stops(
        "tower_layer",
        Some("https://a.com;https://b.com"),
        &["CORS_TEST_ORIGINS: \"https://a.com;https://b.com\": one string holds one origin, not a list; \
           separate the entries with commas: `https://a.com, https://b.com`"],
    );
    assert_stops(
        "tower_layer",
        Some("file:// null"),
        &[
            "CORS_TEST_ORIGINS: \"file://\": pages of any author can have the origin `file://`; remove it, and give \
             the page an origin of its own: no set can allow `file://`",
            "CORS_TEST_ORIGINS: \"null\": pages of any author can have the origin `null`; remove it, and give \
             the page an origin of its own: no set can allow `null`",
        ],
    );
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_not_utf_8_stops_the_start() {
    use std::os::unix::ffi::OsStrExt;
    let value = OsStr::from_bytes(b"https://app.example.com,\xff");
    let expected = ["the environment variable `CORS_TEST_ORIGINS` is not UTF-8"];
    assert_stops_with("tower_layer", Some(value), &expected);
}

#[test]
fn rocket_reads_the_variable_while_it_ignites() {
    assert_serves("rocket_server", "https://app.example.com");
    let not_set = "the environment variable `CORS_TEST_ORIGINS` is not set";
    assert_stops("rocket_server", None, &["the origins of CORS policies cannot be used", not_set]);
    assert_stops("rocket_server", Some(THREE_MISTAKES), &MESSAGES);
}

#[test]
#[ignore = "run by `a_tower_layer_reads_the_variable`"]
#[expect(clippy::print_stdout, reason = "read by the test that runs this one")]
fn tower_layer() {
    static POLICY: Policy = policy!(origins_from = FROM_ENV, credentials);
    let _layer = CorsLayer::new(&POLICY);
    assert!(POLICY.allows_origin(b"https://app.example.com"));
    assert!(!POLICY.allows_origin(b"https://evil.example"));
    println!("it serves");
}

#[cors(
    #[cfg(not(test))]
    origins = ["https://left-out.example"],
    #[cfg(test)]
    origins_from = FROM_ENV,
    credentials,
)]
#[rocket::get("/")]
fn handler() {}

#[tokio::test]
#[ignore = "run by `rocket_reads_the_variable_while_it_ignites`"]
#[expect(clippy::print_stdout, reason = "read by the test that runs this one")]
async fn rocket_server() {
    let client = Client::tracked(rocket::build().attach(Cors).mount("/", routes![handler])).await;
    let client = client.expect("a launch");
    let origin = rocket::http::Header::new("Origin", "https://app.example.com");
    let answer = client.get("/").header(origin).dispatch().await;
    assert_eq!(answer.headers().get_one("Access-Control-Allow-Origin"), Some("https://app.example.com"));
    println!("it serves");
}
