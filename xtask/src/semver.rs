//! `cargo xtask semver`: breaking changes in the public API since the last release.

use std::process::Command;

use crate::step::{self, heading};
use crate::tool;

const VERSION: &str = "0.51.0";

/// Not `cors-macros`: cargo-semver-checks reads no crate of macros. A macro that is removed or renamed does not
/// build in `cors-runtime`, and what its arguments may be is held by `tests/ui`.
const CHECKED: [&str; 2] = ["cors-policy", "cors-runtime"];

/// Compares the crates with the last tag `v*`, if there is one. Installs cargo-semver-checks if necessary.
///
/// # Errors
///
/// The API changed more than the version allows, or a command failed.
pub(crate) fn run() -> Result<(), String> {
    let Some(tag) = last_tag()? else {
        eprintln!(
            "no release to compare with: no tag `v*` leads to this commit (a shallow clone has no tags)"
        );
        return Ok(());
    };
    tool::install("cargo-semver-checks", VERSION)?;
    heading(&format!("public API, compared with {tag}"));
    let mut checks = Command::new(tool::path("cargo-semver-checks"));
    checks.current_dir(step::root()).args(["semver-checks", "--all-features", "--baseline-rev", &tag]);
    checks.args(CHECKED.iter().flat_map(|name| ["--package", name]));
    match checks.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(format!(
            "the comparison with {tag} failed; if the errors above name a breaking change, undo it or raise \
             `version` in Cargo.toml, then repeat\n\n    cargo xtask semver"
        )),
        Err(error) => Err(format!("{} did not start: {error}", checks.get_program().display())),
    }
}

/// The nearest release among the ancestors of this commit.
fn last_tag() -> Result<Option<String>, String> {
    let mut git = Command::new("git");
    git.current_dir(step::root()).args(["describe", "--tags", "--abbrev=0", "--match", "v[0-9]*"]);
    let output = git.output().map_err(|error| format!("`git describe` did not start: {error}"))?;
    let tag = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    Ok(output.status.success().then_some(tag))
}
