//! The targets for build times and sizes, one line each:
//! `<number>|<what>|<target>|<measured>|<met or not met>`.

use std::fmt::Write;

use super::table::Cell;

/// How much longer `cargo check` may take with `#[cors(...)]`, after one handler is edited.
const CHECK: f64 = 1.3;
/// How long the attribute and its own dependencies may take to build, in seconds.
const ATTRIBUTE: f64 = 5.0;
/// How much a binary may grow, in KiB.
const SIZE: f64 = 100.0;

/// `edited` and `sizes` list the programs without CORS, with `#[cors(...)]`, and with a layer per route.
pub(super) fn lines(attribute: Cell, edited: [[Cell; 3]; 2], sizes: [Cell; 3]) -> String {
    let mut lines = String::new();
    let mut line = |number, what, target: String, measured: f64, limit: f64, unit| {
        let verdict = if measured <= limit { "met" } else { "not met" };
        _ = writeln!(lines, "{number}|{what}|{target}|{measured:.2}{unit}|{verdict}");
    };
    let places = ["incremental check, handlers in `main.rs`", "incremental check, handlers in modules"];
    for (what, edited) in places.into_iter().zip(edited) {
        let ratio = edited[1].value() / edited[0].value();
        line("P9", what, format!("at most {CHECK} × without CORS"), ratio, CHECK, " ×");
    }
    let seconds = attribute.value();
    line(
        "P9",
        "the attribute and its own dependencies",
        format!("at most {ATTRIBUTE} s"),
        seconds,
        ATTRIBUTE,
        " s",
    );
    let grown = (sizes[1].value() - sizes[0].value()) / 1024.0;
    line(
        "P10",
        "stripped release binary",
        format!("at most {SIZE} KiB more than without CORS"),
        grown,
        SIZE,
        " KiB",
    );
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_over_the_limit_does_not_meet_its_target() {
        let lines = lines(
            Cell::Seconds(5.5),
            [[1.0, 1.25, 9.0], [1.0, 1.35, 9.0]].map(|edited| edited.map(Cell::Seconds)),
            [1 << 20, (1 << 20) + 50 * 1024, 1 << 21].map(Cell::Bytes),
        );
        let verdicts: Vec<_> = lines.lines().map(|line| line.rsplit('|').next().unwrap()).collect();
        assert_eq!(verdicts, ["met", "not met", "not met", "met"]);
        assert!(lines.contains("|50.00 KiB|"), "{lines}");
    }
}
