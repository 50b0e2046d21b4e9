//! Every scenario in every chosen engine, against every framework.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs};

use futures_util::future::join_all;

use crate::engine::Engine;
use crate::runner::{Consoles, Outcome, Run, run};
use crate::scenario::{Scenario, read_all};
use crate::servers::Framework;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[expect(clippy::print_stdout, reason = "`cargo xtask browsers` shows the table")]
async fn every_scenario_ends_as_expected() {
    let scenarios = read_all();
    let engines = Engine::chosen().into_iter().map(async |engine| {
        let mut runs = Vec::new();
        for framework in Framework::ALL {
            runs.push(run(engine, framework, &scenarios).await);
        }
        runs
    });
    let runs: Vec<_> = join_all(engines).await.into_iter().flatten().collect();
    println!("{}", table(&scenarios, &runs));
    if env::var_os("CORS_BLESS").is_some() {
        return bless(&runs[0].consoles);
    }
    let failures = failures(&scenarios, &runs);
    assert!(failures.is_empty(), "{failures}");
}

/// Scenarios in rows, runs in columns, and the count.
fn table(scenarios: &[Scenario], runs: &[Run]) -> String {
    let width = scenarios.iter().map(|scenario| scenario.name.chars().count()).max().unwrap_or_default();
    let mut table = format!("\n{:width$}", "");
    for run in runs {
        let _ = write!(table, "  {:^8}", run.engine.name());
    }
    let _ = write!(table, "\n{:width$}", "");
    for run in runs {
        let _ = write!(table, "  {:^8}", run.framework.column());
    }
    let (mut passed, mut failed, mut left_out) = (0, 0, 0);
    for (number, scenario) in scenarios.iter().enumerate() {
        let _ = write!(table, "\n{:width$}", scenario.name);
        for run in runs {
            let (count, word) = match run.outcomes[number] {
                Outcome::AsExpected => (&mut passed, "ok"),
                Outcome::NotRun => (&mut left_out, "–"),
                Outcome::Otherwise(_) => (&mut failed, "FAILED"),
            };
            *count += 1;
            let _ = write!(table, "  {word:^8}");
        }
    }
    let versions: BTreeSet<_> =
        runs.iter().map(|run| format!("{} {}", run.engine.name(), run.version)).collect();
    let versions = Vec::from_iter(versions).join(", ");
    let (rows, columns) = (scenarios.len(), runs.len());
    let _ = write!(
        table,
        "\n\n{versions}\n{rows} scenarios in {columns} columns: {passed} as expected, {failed} not, \
         {left_out} not run (README.md says why)\n"
    );
    table
}

/// The unexpected results, with the place of each scenario.
fn failures(scenarios: &[Scenario], runs: &[Run]) -> String {
    let mut text = String::new();
    for (number, scenario) in scenarios.iter().enumerate() {
        for run in runs {
            let Outcome::Otherwise(steps) = &run.outcomes[number] else { continue };
            let place = scenario.file.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(&scenario.file);
            let (place, line) = (place.display(), scenario.steps[0].lines.0);
            let [engine, framework] = [run.engine.name(), run.framework.column()];
            let _ = writeln!(text, "\n{place}:{line}: {} ({engine}, {framework})", scenario.name);
            for (step, [expected, came]) in scenario.steps.iter().zip(steps) {
                let _ = writeln!(text, "    > {} {} {}", step.way, step.method, step.target);
                let [expected, came] = [expected, came].map(|lines| lines.join("\n      "));
                let _ = write!(text, "    expected\n      {expected}\n    came\n      {came}\n");
            }
        }
    }
    text
}

/// Writes the messages of Chromium's console into the scenarios.
fn bless(consoles: &Consoles) {
    let mut files: BTreeMap<&PathBuf, Vec<String>> = BTreeMap::new();
    // From the last step to the first, so that no position shifts before it is used.
    for ((file, (first, last)), console) in consoles.iter().rev() {
        let lines = files.entry(file).or_insert_with(|| {
            fs::read_to_string(file).expect("a text").lines().map(str::to_owned).collect()
        });
        let step: Vec<_> = lines.drain(first - 1..*last).collect();
        let others = step.into_iter().filter(|line| !line.starts_with("console "));
        let blessed: Vec<_> = others.chain(console.iter().cloned()).collect();
        lines.splice(first - 1..first - 1, blessed);
    }
    for (file, lines) in files {
        fs::write(file, lines.join("\n") + "\n").expect("the scenarios can be written");
    }
}

/// Every line counts: a missing, an additional or a different line is a failure.
#[tokio::test]
async fn a_scenario_that_ends_otherwise_is_reported() {
    let mut scenarios = read_all();
    scenarios.retain(|scenario| scenario.name == "PUT from another origin is never sent");
    let [scenario] = &scenarios[..] else { panic!("there is one of this name") };
    assert_eq!(scenario.steps[0].expected.len(), 3, "what the page, the server and the console have to say");
    let mut altered = vec![scenario.clone()];
    for line in 0..3 {
        let mut less = scenario.clone();
        less.steps[0].expected.remove(line);
        let mut otherwise = scenario.clone();
        otherwise.steps[0].expected[line].text.push('0');
        altered.extend([less, otherwise]);
    }
    let outcomes = run(Engine::Chromium, Framework::Axum, &altered).await.outcomes;
    let as_expected = |outcome| matches!(outcome, &Outcome::AsExpected);
    assert!(as_expected(&outcomes[0]));
    assert_eq!(outcomes.iter().filter(|outcome| as_expected(outcome)).count(), 1);
}

/// Every difference has a row in the README, and every row a difference.
#[test]
fn every_difference_is_told_in_the_readme() {
    let readme = include_str!("README.md");
    let (_, table) = readme.split_once("## Differences").expect("a section");
    let told: BTreeSet<_> = table
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once('`'))
        .map(|(name, _)| name)
        .collect();
    let scenarios = read_all();
    let named: BTreeSet<_> = scenarios.iter().flat_map(Scenario::differences).collect();
    assert_eq!(named, told);
}

#[test]
fn no_two_scenarios_have_one_name() {
    let scenarios = read_all();
    let names: BTreeSet<_> = scenarios.iter().map(|scenario| &scenario.name).collect();
    assert_eq!(names.len(), scenarios.len());
}
