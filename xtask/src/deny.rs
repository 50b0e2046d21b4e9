//! `cargo xtask deny`: the licences, duplicates and sources of all dependencies, as `deny.toml` asks.

use std::process::Command;

use crate::step::{self, heading};
use crate::tool;

const VERSION: &str = "0.20.2";

/// Advisories are left out: their database has to be fetched, and a new one would fail an unchanged tree.
const CHECKS: [&str; 3] = ["licenses", "bans", "sources"];

/// Runs cargo-deny, and installs it first if necessary.
///
/// # Errors
///
/// A dependency breaks a rule of `deny.toml`, or cargo-deny could not be installed.
pub(crate) fn run() -> Result<(), String> {
    tool::install("cargo-deny", VERSION)?;
    heading("licences, duplicates and sources of dependencies");
    let mut deny = Command::new(tool::path("cargo-deny"));
    deny.current_dir(step::root()).arg("check").args(CHECKS);
    match deny.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(
            "a dependency breaks a rule of `deny.toml`; the errors above say which; to check again:\n\n    \
             cargo xtask deny"
                .to_owned(),
        ),
        Err(error) => Err(format!("{} did not start: {error}", deny.get_program().display())),
    }
}
