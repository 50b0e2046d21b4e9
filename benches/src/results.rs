//! The measurements, read from the files that the benchmarks have written, by the name of the case.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::case::Case;

/// Over zero, a count may be negative: a refusal may cost less than the handler.
pub type Counts = BTreeMap<String, i64>;

/// The folder of the measurements.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/bench-results")
}

/// The text of a file in [`folder`].
pub fn read(name: &str) -> String {
    let path = folder().join(name);
    fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}; run `cargo xtask bench`", path.display()))
}

/// The instructions of one request of each case in full, from gungraun's lines of JSON, which name a case by its position.
/// Of several counts of a case the lowest.
pub fn instructions() -> Counts {
    let cases = Case::all();
    // Those of the guard do not replace those of the comparison, which has more cases.
    let text = read(if cfg!(feature = "peers") { "instructions.json" } else { "guard.json" });
    let mut counts = Counts::new();
    for line in text.lines().filter(|line| line.starts_with('{')) {
        let run: Value = serde_json::from_str(line).expect("gungraun prints JSON");
        let id = run["id"].as_str().expect("an id");
        let place: usize = id.rsplit('_').next().and_then(|place| place.parse().ok()).expect("a place");
        let count = run["profiles"][0]["data"]["total"]["metrics"]["Ir"]["values"]["new"].as_i64();
        let case = &cases[place];
        let runs = i64::try_from(case.counted_runs()).expect("few runs");
        let count = count.expect("a number of instructions") / runs;
        counts.entry(case.to_string()).and_modify(|known| *known = count.min(*known)).or_insert(count);
    }
    assert_eq!(counts.len(), cases.len(), "gungraun left out cases");
    counts
}

/// The cost of a server with CORS beyond that of the same server without, for requests that both answer; for
/// all others, the full cost.
pub fn over_zero(whole: &Counts) -> Counts {
    let subtract = |case: &Case| {
        let name = case.to_string();
        let zero = case.zero().map_or(0, |zero| whole[&zero]);
        let over = whole[&name] - zero;
        (name, over)
    };
    Case::all().iter().map(subtract).collect()
}
