//! Makes the table, the verdicts on the targets, and the plots, from what the other benchmarks measured.

#[path = "report/table.rs"]
mod table;
#[path = "report/targets.rs"]
mod targets;
#[path = "report/plots.rs"]
mod plots;

use std::fmt::Write;
use std::fs;
use std::path::Path;

use cors_benches::numbers::Numbers;
use cors_benches::results;

const HEAD: &str = "\
# What CORS costs a request

Made by `cargo xtask bench`; not to be edited. `README.md` says what the columns are.

";

/// The tables that other commands have written.
const TABLES: [(&str, &str); 3] = [
    ("Requests a second", "load.md"),
    ("What 100 handlers cost a build", "build-100.md"),
    ("What 1 000 handlers cost a build", "build-1000.md"),
];

fn main() {
    let numbers = Numbers::read();
    let mut text = format!("{HEAD}{}\n{}", table::text(&numbers), targets::text(&numbers));
    for (title, file) in TABLES {
        // What was not measured has no file.
        if let Ok(table) = fs::read_to_string(results::folder().join(file)) {
            _ = write!(text, "\n## {title}\n\n{}\n", table.trim());
        }
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::write(folder.join("RESULTS.md"), &text).expect("the file is writable");
    plots::write(&numbers, &folder.join("plots"));
    println!("{text}");
}
