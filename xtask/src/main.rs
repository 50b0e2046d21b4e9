//! The commands that a contributor types; `cargo xtask help` lists them.

mod bench;
mod bench_build;
mod browser;
mod debian;
mod step;

use std::path::Path;
use std::process::{Command, ExitCode};
use std::{env, fs};

use crate::step::Step;

const USAGE: &str = "\
usage: cargo xtask <command>

  test             checks and tests everything, cheapest first, and stops at the first failure;
                   on Debian, as root, it first installs what is missing; Chromium is the browser
  browsers         runs the browser tests in Chromium, Firefox and WebKit, and prints what came of
                   each scenario; installs what is missing in the same way
  bless            makes the golden files of the tests again, from what the compiler says now
  bench            measures what CORS costs a request, here and in other libraries; prints the table, holds
                   it against the targets, and draws the plots (benches/README.md); on Debian, as root, it
                   first installs valgrind and wrk; takes a quarter of an hour and 3 GB in target
  bench guard      fails where the instructions of this library grew over those in benches/instructions.txt
  bench bless      makes that file again
  bench report     makes the table and the plots again, from what was measured last
  bench load       puts axum servers under load with wrk, for 90 s
  bench build [N]  prints what N annotated handlers (100) cost a build, beside the same program
                   without CORS and with tower-http's CorsLayer on each route; takes minutes and
                   1 GB in target/bench-build, which it removes, and fetches crates that are missing
  help             prints this
";

/// What `cargo xtask test` runs, cheapest first.
const TEST: &[Step] = &[
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

/// What `cargo xtask browsers` runs.
const BROWSERS: &[Step] = &[Step {
    heading: "browsers",
    environment: &[("BROWSERS", "chromium,firefox,webkit")],
    cargo: &["test", "--package", "cors-tests-browser", "--", "--nocapture"],
}];

/// What `cargo xtask bless` runs.
const BLESS: &[Step] = &[
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
        heading: "golden compiler errors on Rocket alone",
        environment: &[("TRYBUILD", "overwrite")],
        cargo: &["test", "--package", "cors-tests-rocket-only"],
    },
    Step {
        heading: "the sentences of Chromium's console",
        environment: &[("CORS_BLESS", "1")],
        cargo: &["test", "--package", "cors-tests-browser", "every_scenario"],
    },
    // Its tables are made from the golden errors.
    Step {
        heading: "reference",
        environment: &[("CORS_BLESS", "1")],
        cargo: &["test", "--package", "cors-tests", "--test", "catalogue"],
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[&str]) -> Result<(), String> {
    match arguments {
        ["test"] => test(),
        ["browsers"] => browsers(),
        ["bless"] => bless(),
        ["bench"] => bench::all(),
        ["bench", "guard"] => bench::guard(),
        ["bench", "bless"] => bench::bless(),
        ["bench", "report"] => bench::report(),
        ["bench", "load"] => bench::load(),
        ["bench", "build"] => bench::build(bench_build::HANDLERS_OF_TARGETS),
        ["bench", "build", handlers] => match handlers.parse() {
            Ok(handlers @ 1..) => bench::build(handlers),
            _ => Err(format!("`{handlers}` is no number of handlers\n\n{USAGE}")),
        },
        ["help" | "--help" | "-h"] => {
            help();
            Ok(())
        }
        [] => Err(format!("a command is missing\n\n{USAGE}")),
        words => Err(format!("there is no command `{}`\n\n{USAGE}", words.join(" "))),
    }
}

#[expect(clippy::print_stdout, reason = "who asks for help may pipe it into a pager")]
fn help() {
    print!("{USAGE}");
}

fn test() -> Result<(), String> {
    step::heading("tools");
    require_component("fmt", "rustfmt")?;
    require_component("clippy", "clippy")?;
    browser::require(&[browser::CHROMIUM])?;
    step::run_all(TEST)?;
    eprintln!("\nxtask: everything passed");
    Ok(())
}

fn browsers() -> Result<(), String> {
    step::heading("tools");
    browser::require(browser::ALL)?;
    step::run_all(BROWSERS)
}

fn bless() -> Result<(), String> {
    require_pinned_toolchain()?;
    browser::require(&[browser::CHROMIUM])?;
    step::run_all(BLESS)?;
    eprintln!("\nxtask: the golden files are written; read their `git diff` before committing it");
    Ok(())
}

fn require_component(subcommand: &str, component: &str) -> Result<(), String> {
    let output = step::cargo().args([subcommand, "--version"]).output();
    if output.is_ok_and(|output| output.status.success()) {
        return Ok(());
    }
    Err(format!("{component} is missing; install it with\n\n    rustup component add {component}"))
}

/// The wording of compiler errors differs between toolchains, so only the pinned one may write it.
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
        "golden files are made by rustc {pinned}, but this is {}; leave out `+toolchain`, or run\n\n    \
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
    fn an_unknown_command_is_an_error_that_prints_the_usage() {
        for arguments in
            [&["tset"][..], &["test", "everything"], &["bench", "all"], &["bench", "build", "0"], &[]]
        {
            assert!(run(arguments).is_err_and(|error| error.ends_with(USAGE)));
        }
    }

    #[test]
    fn the_pinned_toolchain_is_found() {
        let channel = pinned_channel(&step::root().join("rust-toolchain.toml")).unwrap();
        assert_eq!(channel.split('.').count(), 3, "an exact version, not {channel}");
    }
}
