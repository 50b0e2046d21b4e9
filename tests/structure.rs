//! The rules of `ARCHITECTURE.md` that a test can read off the sources.

use std::fs;
use std::path::{Path, PathBuf};

const CRATES: [&str; 3] = ["cors-policy", "cors-macros", "cors-runtime"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The sources of a crate, each with the module of the crate's root that it belongs to.
fn sources(name: &str) -> Vec<(PathBuf, String)> {
    fn collect(folder: &Path, module: Option<&str>, found: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).expect("a folder of sources") {
            let path = entry.expect("an entry").path();
            let stem = path.file_stem().and_then(|stem| stem.to_str()).expect("a name").to_owned();
            let module = module.map_or(stem, str::to_owned);
            if path.is_dir() {
                collect(&path, Some(&module), found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push((path, module));
            }
        }
    }
    let mut found = Vec::new();
    collect(&root().join(name).join("src"), None, &mut found);
    found
}

/// The modules that a text names by `crate::`.
fn named_modules(text: &str) -> impl Iterator<Item = &str> {
    let named = text.split("crate::").skip(1);
    named.filter_map(|rest| {
        rest.split(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')).next()
    })
}

#[test]
fn a_module_uses_only_modules_above_it() {
    for name in CRATES {
        let lib = fs::read_to_string(root().join(name).join("src/lib.rs")).expect("a crate");
        let order: Vec<_> =
            lib.lines().filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';')).collect();
        assert!(order.len() > 4, "the modules of {name} were not found");
        let place = |module: &str| order.iter().position(|listed| *listed == module);
        for (path, module) in sources(name) {
            let Some(own) = place(&module) else { continue };
            let text = fs::read_to_string(&path).expect("a source");
            for used in named_modules(&text) {
                if let Some(place) = place(used) {
                    assert!(place <= own, "{} uses `{used}`, which stands below it", path.display());
                }
            }
        }
    }
}

#[test]
fn a_file_has_at_most_400_lines() {
    for name in CRATES {
        for (path, _) in sources(name) {
            let lines = fs::read_to_string(&path).expect("a source").lines().count();
            assert!(lines <= 400, "{} has {lines} lines", path.display());
        }
    }
}

#[test]
fn the_macro_writes_code_in_two_modules() {
    for (path, module) in sources("cors-macros") {
        let name = path.display();
        let quotes = fs::read_to_string(&path).expect("a source").contains("quote!");
        assert!(!quotes || ["expand", "fallback", "tests"].contains(&&*module), "{name} quotes");
    }
}

/// Two versions of the matcher could find two routes for one path.
#[test]
fn paths_are_matched_by_the_matcher_of_axum() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("a lock file");
    assert_eq!(lock.matches("name = \"matchit\"").count(), 1);
}
