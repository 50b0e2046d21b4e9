//! Everything that was measured, and how numbers are shown.

use std::collections::BTreeMap;
use std::fs;

use crate::case::{Case, Cors, Framework, Subject};
use crate::results::{self, Counts};

/// All results of one run of the benchmarks.
pub struct Numbers {
    /// Instructions: over zero if the server without CORS answers too, otherwise in full.
    pub instructions: Counts,
    /// Heap allocations, likewise.
    pub allocations: Counts,
    /// Nanoseconds, likewise, for the scenarios that are timed.
    pub nanoseconds: BTreeMap<String, f64>,
}

impl Numbers {
    pub fn read() -> Self {
        let instructions = results::over_zero(&results::instructions());
        let allocations = results::over_zero(&allocations());
        Self { instructions, allocations, nanoseconds: nanoseconds() }
    }

    pub fn instructions(&self, framework: Framework, cors: Cors, scenario: &str) -> Option<i64> {
        self.instructions.get(&name(framework, cors, scenario)).copied()
    }

    pub fn allocations(&self, framework: Framework, cors: Cors, scenario: &str) -> Option<i64> {
        self.allocations.get(&name(framework, cors, scenario)).copied()
    }

    pub fn nanoseconds(&self, framework: Framework, cors: Cors, scenario: &str) -> Option<f64> {
        self.nanoseconds.get(&name(framework, cors, scenario)).copied()
    }
}

fn name(framework: Framework, cors: Cors, scenario: &str) -> String {
    format!("{}/{scenario}", Subject { framework, cors })
}

fn allocations() -> Counts {
    let text = results::read("allocations.txt");
    let line = |line: &str| {
        let mut words = line.split(' ');
        Some((words.next()?.to_owned(), words.next()?.parse().ok()?))
    };
    text.lines().map(|text| line(text).expect("`<case> <allocations> <bytes>`")).collect()
}

/// The fastest criterion sample of each case: other work on the machine can only slow a sample down.
fn nanoseconds() -> BTreeMap<String, f64> {
    let fastest = |case: &Case| {
        let subject = case.subject.to_string().replace('/', "_");
        let path = format!("criterion/{}/{subject}/new/sample.json", case.scenario.name);
        let text = fs::read_to_string(results::folder().join(path)).ok()?;
        let sample: serde_json::Value = serde_json::from_str(&text).expect("criterion writes JSON");
        let numbers = |name: &str| {
            sample[name].as_array()?.iter().map(serde_json::Value::as_f64).collect::<Option<Vec<f64>>>()
        };
        let (times, iterations): (Vec<_>, Vec<_>) = (numbers("times")?, numbers("iters")?);
        let each = times.iter().zip(iterations).map(|(time, iterations)| time / iterations);
        Some((case.to_string(), each.fold(f64::INFINITY, f64::min)))
    };
    let whole: BTreeMap<_, _> = Case::all().iter().filter_map(fastest).collect();
    let over = |case: &Case| {
        let name = case.to_string();
        let zero = case.zero().and_then(|zero| whole.get(&zero)).copied().unwrap_or_default();
        whole.get(&name).map(|nanoseconds| (name, nanoseconds - zero))
    };
    Case::all().iter().filter_map(over).collect()
}

/// With a space between thousands.
pub fn grouped(count: i64) -> String {
    let sign = if count < 0 { "−" } else { "" };
    let digits = count.unsigned_abs().to_string();
    let groups: Vec<_> = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy).collect();
    format!("{sign}{}", groups.join(" "))
}

#[expect(clippy::cast_precision_loss, reason = "counts of instructions are below 2^53")]
pub fn ratio(numerator: i64, denominator: i64) -> f64 {
    numerator as f64 / denominator as f64
}
