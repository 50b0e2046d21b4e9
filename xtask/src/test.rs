//! `cargo xtask test` and `cargo xtask browsers`.

use crate::browser;
use crate::step::{self, Step};

/// Cheapest first.
const TEST: &[Step<'_>] = &[
    Step { heading: "format", environment: &[], cargo: &["fmt", "--all", "--check"] },
    Step {
        heading: "format of the benchmarks",
        environment: &[],
        cargo: &["fmt", "--manifest-path", "benches/Cargo.toml", "--check"],
    },
    Step {
        heading: "lints",
        environment: &[],
        cargo: &["clippy", "--workspace", "--all-targets", "--all-features", "--", "-D", "warnings"],
    },
    Step {
        heading: "documentation",
        environment: &[("RUSTDOCFLAGS", "-Dwarnings")],
        cargo: &["doc", "--workspace", "--all-features", "--no-deps"],
    },
    Step { heading: "tests", environment: &[], cargo: &["test", "--workspace", "--all-features"] },
];

const BROWSERS: &[Step<'_>] = &[Step {
    heading: "browsers",
    environment: &[("BROWSERS", "chromium,firefox,webkit")],
    cargo: &["test", "--package", "cors-tests-browser", "--", "--nocapture"],
}];

/// Runs every test, and the lints before them.
///
/// # Errors
///
/// Says which step failed, or what to install.
pub(crate) fn run() -> Result<(), String> {
    step::heading("tools");
    require_component("fmt", "rustfmt")?;
    require_component("clippy", "clippy")?;
    browser::require(&[browser::CHROMIUM])?;
    step::run_all(TEST)?;
    eprintln!("\nxtask: everything passed");
    Ok(())
}

/// Runs the browser tests in every browser.
///
/// # Errors
///
/// As for [`run`].
pub(crate) fn browsers() -> Result<(), String> {
    step::heading("tools");
    browser::require(browser::ALL)?;
    step::run_all(BROWSERS)
}

fn require_component(subcommand: &str, component: &str) -> Result<(), String> {
    let output = step::cargo().args([subcommand, "--version"]).output();
    if output.is_ok_and(|output| output.status.success()) {
        return Ok(());
    }
    Err(format!("{component} is missing; install it with\n\n    rustup component add {component}"))
}
