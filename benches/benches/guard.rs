//! Compares the instruction counts of this library with the committed ones (`check`), or rewrites them (`bless`).

use std::fmt::Write;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use cors_benches::results::{self, Counts};
use cors_benches::{Case, Cors};

/// How much a count may change before it is reported, in percent.
const TOLERANCE: i64 = 5;

/// How much it may change in any case, in percent of the full count. Of a server with a thousand routes, Rocket's own part is
/// forty times ours, and has a few thousand instructions more in every third run.
const TOLERANCE_OF_FULL: i64 = 1;

fn main() -> ExitCode {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("instructions.txt");
    let ours: Vec<_> =
        Case::all().iter().filter(|case| case.subject.cors == Cors::Ours).map(Case::to_string).collect();
    let full = results::instructions();
    let mut measured = results::over_zero(&full);
    measured.retain(|name, _| ours.contains(name));
    if env::args().any(|argument| argument == "bless") {
        fs::write(&file, text(&measured)).expect("the file is writable");
        println!("{} cases are written to {}", measured.len(), file.display());
        return ExitCode::SUCCESS;
    }
    let committed = parse(&fs::read_to_string(&file).expect("the committed file"));
    let (failures, hints) = compare(&committed, &measured, &full);
    for line in hints.iter().chain(&failures) {
        println!("{line}");
    }
    if !failures.is_empty() {
        println!("\nIf that is meant, `cargo xtask bench bless` commits the new counts.");
        return ExitCode::FAILURE;
    }
    if !hints.is_empty() {
        println!("\nBetter than committed: `cargo xtask bench bless` holds it there.");
    }
    println!("{} cases are as benches/instructions.txt says, or better", measured.len());
    ExitCode::SUCCESS
}

fn text(counts: &Counts) -> String {
    let mut text = String::new();
    for (name, count) in counts {
        _ = writeln!(text, "{name} {count}");
    }
    text
}

fn parse(text: &str) -> Counts {
    let line = |line: &str| {
        let (name, count) = line.split_once(' ')?;
        Some((name.to_owned(), count.parse().ok()?))
    };
    text.lines().map(|text| line(text).expect("`<case> <instructions>`")).collect()
}

/// What is worse or cannot be compared, and what is better.
fn compare(committed: &Counts, measured: &Counts, full: &Counts) -> (Vec<String>, Vec<String>) {
    let (mut failures, mut hints) = (Vec::new(), Vec::new());
    for (name, &now) in measured {
        let Some(&then) = committed.get(name) else {
            failures.push(format!("{name}: {now} instructions, and no committed count"));
            continue;
        };
        let change = format!("{name}: {then} -> {now} instructions");
        let tolerated = (then * TOLERANCE / 100).max(full[name] * TOLERANCE_OF_FULL / 100);
        if now > then + tolerated {
            failures.push(change);
        } else if now < then - tolerated {
            hints.push(change);
        }
    }
    let gone = committed.keys().filter(|name| !measured.contains_key(*name));
    failures.extend(gone.map(|name| format!("{name}: committed, and not measured")));
    (failures, hints)
}
