//! What the benchmarks measured, as they left it in files, by the name of the case.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::case::Case;

/// Over zero, a count may be negative: a refusal may cost less than the handler.
pub type Counts = BTreeMap<String, i64>;

/// Where the benchmarks leave what they measured.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/bench-results")
}

/// The text of a file in [`folder`].
pub fn read(name: &str) -> String {
    let path = folder().join(name);
    fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}; run `cargo xtask bench`", path.display()))
}

/// The instructions of each case, whole, from gungraun's lines of JSON, which name a case by its place.
pub fn instructions() -> Counts {
    let names: Vec<String> = Case::all().iter().map(Case::to_string).collect();
    // The guard's do not take the place of the comparison's, which are of more cases.
    let text = read(if cfg!(feature = "peers") { "instructions.json" } else { "guard.json" });
    let mut counts = Counts::new();
    for line in text.lines().filter(|line| line.starts_with('{')) {
        let run: Value = serde_json::from_str(line).expect("gungraun prints JSON");
        let id = run["id"].as_str().expect("an id");
        let place: usize = id.rsplit('_').next().and_then(|place| place.parse().ok()).expect("a place");
        let count = run["profiles"][0]["data"]["total"]["metrics"]["Ir"]["values"]["new"].as_i64();
        counts.insert(names[place].clone(), count.expect("a number of instructions"));
    }
    assert_eq!(counts.len(), names.len(), "gungraun left out cases");
    counts
}

/// What a server with CORS costs more than the same one without, for requests that both answer; for all
/// others, the whole.
pub fn over_zero(whole: &Counts) -> Counts {
    let subtract = |case: &Case| {
        let name = case.to_string();
        let zero = case.zero().map_or(0, |zero| whole[&zero]);
        let over = whole[&name] - zero;
        (name, over)
    };
    Case::all().iter().map(subtract).collect()
}
