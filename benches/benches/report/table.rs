//! The table: one row for each measurement of this library, with the other libraries next to it.

use std::collections::BTreeSet;
use std::fmt::Write;

use cors_benches::numbers::{Numbers, grouped, ratio};
use cors_benches::{Case, Cors, Framework};

const HEADS: [&str; 12] = [
    "on",
    "case",
    "ours",
    "floor",
    "ours / floor",
    "floor as layer",
    "peer",
    "peer / ours",
    "peer / ours, time",
    "actix-cors",
    "poem",
    "salvo",
];

pub(crate) fn text(numbers: &Numbers) -> String {
    let rows = rows(numbers);
    let width = |column: usize| {
        let texts = rows.iter().map(|row| row[column].chars().count());
        texts.chain([HEADS[column].len()]).max().unwrap_or_default()
    };
    let widths: [usize; 12] = std::array::from_fn(width);
    let mut text = String::new();
    let mut line = |cells: &[String]| {
        for (index, (cell, width)) in cells.iter().zip(widths).enumerate() {
            _ = if index < 2 { write!(text, "| {cell:width$} ") } else { write!(text, "| {cell:>width$} ") };
        }
        text.push_str("|\n");
    };
    line(&HEADS.map(str::to_owned));
    let rule = |index: usize| {
        if index < 2 { "-".repeat(widths[index]) } else { "-".repeat(widths[index] - 1) + ":" }
    };
    line(&std::array::from_fn::<_, 12, _>(rule));
    for row in &rows {
        line(row);
    }
    text.push_str(
        "\nInstructions / heap allocations. A case that is answered by the handler: over the same server without CORS.
A preflight, and making a router (`start-up`): the whole. Peer: tower-http on tower and axum, rocket_cors on Rocket.
",
    );
    text
}

fn rows(numbers: &Numbers) -> Vec<[String; 12]> {
    let ours = Case::all().into_iter().filter(|case| case.subject.cors == Cors::Ours);
    let mut seen = BTreeSet::new();
    let mut rows = Vec::new();
    for case in ours {
        let (framework, scenario) = (case.subject.framework, &*case.scenario.name);
        if !seen.insert(case.to_string()) {
            continue;
        }
        let count = |framework, cors| numbers.instructions(framework, cors, scenario);
        let cell = |framework, cors| {
            let allocations = numbers.allocations(framework, cors, scenario);
            match (count(framework, cors), allocations) {
                (Some(count), Some(allocations)) => format!("{} / {}", grouped(count), grouped(allocations)),
                _ => "–".to_owned(),
            }
        };
        let times = |numerator: Option<i64>, denominator: Option<i64>| match (numerator, denominator) {
            (Some(numerator), Some(denominator)) if denominator > 0 => {
                format!("{:.2}", ratio(numerator, denominator))
            }
            _ => "–".to_owned(),
        };
        let (ours, floor, peer) =
            (count(framework, Cors::Ours), count(framework, Cors::Floor), count(framework, Cors::Peer));
        let time = |cors| numbers.nanoseconds(framework, cors, scenario);
        let time = match (time(Cors::Peer), time(Cors::Ours)) {
            (Some(peer), Some(ours)) if ours > 0.0 => format!("{:.1}", peer / ours),
            _ => "–".to_owned(),
        };
        rows.push([
            format!("{framework:?}"),
            scenario.to_owned(),
            cell(framework, Cors::Ours),
            cell(framework, Cors::Floor),
            times(ours, floor),
            cell(framework, Cors::FloorLayer),
            cell(framework, Cors::Peer),
            times(peer, ours),
            time,
            cell(Framework::Actix, Cors::Peer),
            cell(Framework::Poem, Cors::Peer),
            cell(Framework::Salvo, Cors::Peer),
        ]);
    }
    rows
}
