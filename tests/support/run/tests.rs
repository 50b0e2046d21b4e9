use super::*;
use crate::message::{FieldLine, Request, Response};
use crate::notation::parse_file;

/// Answers every request with 200 and the target it was sent.
struct Echo(Witness);

impl Exchange for Echo {
    async fn send(&self, request: &Request) -> Result<Response, String> {
        self.0.note("echo");
        if request.target == "/broken" {
            return Err("the connection failed".to_owned());
        }
        Ok(Response {
            status: 200,
            lines: vec![FieldLine::new("Target", request.target.as_bytes())],
            body: Vec::new(),
        })
    }
}

async fn run(prefix: &str, text: &str) -> Report {
    let witness = Witness::default();
    let subject = Subject { names: &["echo", "memory"], exchange: Echo(witness.clone()), witness, prefix };
    subject.run(&parse_file("some.http", text).unwrap()).await
}

#[tokio::test]
async fn cases_that_hold_pass() {
    let text =
        "# h\n\n# a\n> GET /a\n< 200\n< Target: /a\n! ran: echo\n\n# b\n> GET /b\n< 200\n< Target: /b\n";
    let report = run("", text).await;
    assert!(report.passed(), "{report}");
    assert_eq!(report.run["some.http"], 2);
}

#[tokio::test]
async fn a_wrong_expectation_fails_with_name_place_subject_and_difference() {
    let report = run("", "# h\n\n# A name\n> GET /a\n< 200\n< Target: /b\n").await;
    assert!(!report.passed());
    assert_eq!(
        report.failures,
        ["A name\n  cases/some.http:3 on echo, memory\n  200\n- Target: /b\n+ Target: /a\n"]
    );
}

#[tokio::test]
async fn a_run_that_passed_ends_a_test_well_and_no_other_does() {
    assert!(run("", "# h\n\n# a\n> GET /a\n< 200\n< Target: /a\n").await.conclude().is_ok());
    let failed = run("", "# h\n\n# A name\n> GET /a\n< 404\n").await.conclude().unwrap_err();
    assert!(format!("{failed:?}").contains("FAILED A name\n  cases/some.http:3 on"), "{failed:?}");
}

#[tokio::test]
async fn every_failure_is_reported() {
    let report =
        run("", "# h\n\n# a\n> GET /broken\n< 200\n\n# b\n> GET /b\n< 404\n\n# c\n> GET /\n< 500\n").await;
    assert_eq!(report.failures.len(), 3);
    assert!(report.failures[0].ends_with("the connection failed"), "{report}");
}

#[tokio::test]
async fn a_case_is_left_out_with_its_reason() {
    let text = "# h\n\n# a\n> GET /a\n< 404\n! not on memory: a reason\n\n# b\n> GET /b\n< 200\n< Target: /b\n! not on tcp: r\n";
    let report = run("", text).await;
    assert!(report.passed(), "{report}");
    assert_eq!(report.run["some.http"], 1);
    assert_eq!(report.left_out, ["a (some.http:3): not on memory: a reason"]);
}

#[tokio::test]
async fn a_file_of_which_nothing_was_run_fails() {
    let report = run("", "# h\n\n# a\n> GET /a\n< 200\n! not on echo: a reason\n").await;
    assert!(report.failures.is_empty());
    assert!(!report.passed());
    assert!(!Report::default().passed());
}

#[tokio::test]
async fn targets_are_sent_below_the_prefix() {
    let report = run("/api", "# h\n\n# a\n> GET /a?b\n< 200\n< Target: /api/a?b\n").await;
    assert!(report.passed(), "{report}");
}
