//! The page of the examples, as a test reads it.

use std::time::{Duration, Instant};

use fantoccini::Client;
use serde::Deserialize;
use tokio::time::sleep;

const PATIENCE: Duration = Duration::from_mins(1);

const READ: &str = r#"
    const { done, preflights } = document.body.dataset;
    const calls = [...document.querySelectorAll("[data-call]")].map((row) => ({
        name: row.dataset.call,
        verdict: row.dataset.verdict,
        outcome: row.dataset.outcome ?? "",
        text: row.innerText,
    }));
    const summary = document.getElementById("summary")?.innerText ?? "";
    return { done: done === "true", preflights: Number(preflights ?? 0), calls, summary };
"#;

/// What the page shows after its last call.
#[derive(Debug, Deserialize)]
pub(crate) struct Report {
    done: bool,
    /// The line at the top.
    pub(crate) summary: String,
    /// How many preflights the API saw, as the page shows it.
    pub(crate) preflights: usize,
    pub(crate) calls: Vec<Call>,
}

/// One row of the page.
#[derive(Debug, Deserialize)]
pub(crate) struct Call {
    pub(crate) name: String,
    /// `pass` or `fail`.
    pub(crate) verdict: String,
    /// What the browser did: `allowed`, `refused` or `opaque`.
    pub(crate) outcome: String,
    text: String,
}

impl Report {
    /// Opens the page and waits until it has made its calls.
    ///
    /// # Panics
    ///
    /// If the page does not finish.
    pub(crate) async fn of(client: &Client, page: &str) -> Self {
        client.goto(page).await.expect("the page is served");
        let deadline = Instant::now() + PATIENCE;
        loop {
            let read = client.execute(READ, Vec::new()).await.expect("the page can be read");
            let report: Self = serde_json::from_value(read).expect("the script returns a report");
            if report.done {
                return report;
            }
            assert!(Instant::now() < deadline, "the page is not done: {report:#?}");
            sleep(Duration::from_millis(50)).await;
        }
    }

    /// The names of the calls that did not end as the page expects, with what it says about them.
    pub(crate) fn failed(&self) -> Vec<(&str, &str)> {
        let failed = self.calls.iter().filter(|call| call.verdict != "pass");
        failed.map(|call| (&*call.name, &*call.text)).collect()
    }
}
