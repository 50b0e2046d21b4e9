//! `cargo xtask bless`: golden files, rewritten.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::browser;
use crate::step::{self, Step};

const BLESS: &[Step<'_>] = &[
    Step {
        heading: "golden compiler errors",
        environment: &[("TRYBUILD", "overwrite")],
        cargo: &["test", "--package", "cors-tests", "--test", "ui"],
    },
    Step {
        heading: "golden expansion",
        environment: &[("CORS_BLESS", "1")],
        cargo: &["test", "--package", "cors-macros", "--lib"],
    },
    Step {
        heading: "golden compiler errors with Rocket alone",
        environment: &[("TRYBUILD", "overwrite")],
        cargo: &["test", "--package", "cors-tests-rocket-only"],
    },
    Step {
        heading: "golden compiler errors with axum alone",
        environment: &[("TRYBUILD", "overwrite")],
        cargo: &["test", "--package", "cors-tests-axum-only"],
    },
    Step {
        heading: "messages in Chromium's console",
        environment: &[("CORS_BLESS", "1")],
        cargo: &["test", "--package", "cors-tests-browser", "every_scenario"],
    },
    Step {
        heading: "mistakes in configuration",
        environment: &[("CORS_BLESS", "1")],
        cargo: &["test", "--package", "cors-tests", "--test", "start_up"],
    },
    // Its tables are made from the golden compiler errors.
    Step {
        heading: "reference",
        environment: &[("CORS_BLESS", "1")],
        cargo: &["test", "--package", "cors-tests", "--test", "catalogue"],
    },
];

/// Rewrites the golden files, with the pinned toolchain only.
///
/// # Errors
///
/// Says which step failed, or what to install.
pub(crate) fn run() -> Result<(), String> {
    require_pinned_toolchain()?;
    browser::require(&[browser::CHROMIUM])?;
    step::run_all(BLESS)?;
    eprintln!("\nxtask: the golden files are written; read `git diff` before you commit them");
    Ok(())
}

/// Compiler errors are worded differently by each toolchain, so only the pinned one may write them.
fn require_pinned_toolchain() -> Result<(), String> {
    let file = step::root().join("rust-toolchain.toml");
    let pinned = pinned_channel(&file)?;
    let output = Command::new("rustc").arg("--version").current_dir(step::root()).output();
    let output = output.map_err(|error| format!("`rustc --version` did not start: {error}"))?;
    let version = String::from_utf8_lossy(&output.stdout);
    if version.split_whitespace().nth(1) == Some(&*pinned) {
        return Ok(());
    }
    Err(format!(
        "golden files are made by rustc {pinned}, but this is {}; omit `+toolchain`, or run\n\n    \
         rustup toolchain install {pinned}",
        version.trim()
    ))
}

fn pinned_channel(file: &Path) -> Result<String, String> {
    let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let channel = text.lines().find_map(|line| line.trim().strip_prefix("channel"));
    let channel = channel.and_then(|rest| rest.split('"').nth(1));
    channel.map(str::to_owned).ok_or_else(|| format!("{} names no channel", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pinned_toolchain_is_found() {
        let channel = pinned_channel(&step::root().join("rust-toolchain.toml")).unwrap();
        assert_eq!(channel.split('.').count(), 3, "an exact version, not {channel}");
    }
}
