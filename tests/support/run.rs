//! Runs cases against a server.

use std::collections::BTreeMap;
use std::fmt;

use crate::case::Case;
use crate::comparison::difference;
use crate::exchange::Exchange;
use crate::witness::Witness;

/// A server, and a way to reach it.
#[derive(Debug, Clone)]
pub struct Subject<'a, E> {
    /// The names for `! not on …`: the framework of the server and the way of sending.
    pub names: &'a [&'a str],
    /// How requests are sent.
    pub exchange: E,
    /// Where the server records what ran.
    pub witness: Witness,
    /// The path under which the server is mounted, without a trailing `/`.
    pub prefix: &'a str,
}

/// The result of a run.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// How many cases of each file ran.
    pub run: BTreeMap<String, usize>,
    /// Cases that did not run, with the reason.
    pub left_out: Vec<String>,
    /// Cases that failed: name, place, subject and diff.
    pub failures: Vec<String>,
}

impl<E: Exchange> Subject<'_, E> {
    /// Runs the cases one after the other.
    pub async fn run(&self, cases: &[Case]) -> Report {
        let mut report = Report::default();
        for case in cases {
            let count = report.run.entry(case.place.file.clone()).or_default();
            if !case.runs_on(self.names) {
                let here =
                    case.exceptions.iter().filter(|exception| self.names.contains(&exception.on.as_str()));
                report.left_out.extend(here.map(|exception| {
                    format!("{} ({}): not on {}: {}", case.name, case.place, exception.on, exception.reason)
                }));
                continue;
            }
            *count += 1;
            if let Err(difference) = self.run_case(case).await {
                let on = self.names.join(", ");
                report.failures.push(format!("{}\n  cases/{} on {on}\n{difference}", case.name, case.place));
            }
        }
        report
    }

    async fn run_case(&self, case: &Case) -> Result<(), String> {
        let mut request = case.request.clone();
        request.target.insert_str(0, self.prefix);
        self.witness.take();
        let response = self.exchange.send(&request).await?;
        difference(&request, &case.expected, &response, &self.witness.take()).map_or(Ok(()), Err)
    }
}

impl Report {
    /// Whether cases of every file ran, and all of them passed.
    pub fn passed(&self) -> bool {
        self.failures.is_empty() && !self.run.is_empty() && self.run.values().all(|&count| count > 0)
    }

    /// Prints what ran, and gives the result of a test.
    ///
    /// # Errors
    ///
    /// Every failure, if the run did not pass.
    #[expect(clippy::print_stdout, reason = "how many cases were run is part of a test's output")]
    pub fn conclude(self) -> Result<(), Failed> {
        if self.passed() {
            println!("{self}");
            Ok(())
        } else {
            Err(Failed(self))
        }
    }
}

/// A run that did not pass. A test that returns it fails without the backtrace of a panic.
pub struct Failed(Report);

impl fmt::Debug for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not every case passed\n{}", self.0)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for failure in &self.failures {
            writeln!(f, "FAILED {failure}")?;
        }
        for left_out in &self.left_out {
            writeln!(f, "left out: {left_out}")?;
        }
        for (file, count) in &self.run {
            writeln!(f, "{count:>4} {file}")?;
        }
        write!(f, "{:>4} cases run, {} failed", self.run.values().sum::<usize>(), self.failures.len())
    }
}

#[cfg(test)]
mod tests;
