//! Makes the table, the verdicts on the targets, and the plots, from what the other benchmarks measured.

#[path = "report/table.rs"]
mod table;
#[path = "report/targets.rs"]
mod targets;
#[path = "report/plots.rs"]
mod plots;

use std::fs;
use std::path::Path;

use cors_benches::numbers::Numbers;

const HEAD: &str = "\
# What CORS costs a request

Made by `cargo xtask bench`; not to be edited. `README.md` says what the columns are.

";

fn main() {
    let numbers = Numbers::read();
    let text = format!("{HEAD}{}\n{}", table::text(&numbers), targets::text(&numbers));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::write(folder.join("RESULTS.md"), &text).expect("the file is writable");
    plots::write(&numbers, &folder.join("plots"));
    println!("{text}");
}
