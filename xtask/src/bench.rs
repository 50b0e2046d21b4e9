//! `cargo xtask bench`: the benchmarks of `benches/`, a workspace of its own, in order, and the tools they need.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::step::{self, heading};
use crate::{bench_build, debian, tool};

/// The program that runs benchmarks under callgrind.
const RUNNER: &str = "gungraun-runner";

/// Whether a benchmark includes other libraries, or only this one and CORS by hand.
#[derive(Clone, Copy)]
enum With {
    Peers,
    OursOnly,
}

/// Runs every benchmark, then makes the table and the plots.
///
/// # Errors
///
/// Says which tool is missing, or which command failed.
pub(crate) fn all() -> Result<(), String> {
    require_callgrind()?;
    require_wrk()?;
    heading("instructions of every case, under callgrind");
    instructions(With::Peers)?;
    heading("heap allocations of every case");
    run_into("allocations.txt", With::Peers, "allocations", &[])?;
    heading("nanoseconds of the cases that all servers share");
    run(With::Peers, "nanoseconds", &["--noplot"])?;
    heading("what 100 annotated handlers cost a build");
    build(100)?;
    load()?;
    report()
}

/// Makes the table and the plots from the last measurements.
///
/// # Errors
///
/// If there are no measurements yet.
pub(crate) fn report() -> Result<(), String> {
    heading("table, targets and plots");
    run(With::Peers, "report", &[])
}

/// Compares this library's instruction counts with the committed ones.
///
/// # Errors
///
/// If one of them grew, or a tool is missing.
pub(crate) fn guard() -> Result<(), String> {
    compare("check").map_err(|error| format!("instruction counts: {error}"))
}

/// Rewrites the file of this library's instruction counts.
///
/// # Errors
///
/// If a tool is missing.
pub(crate) fn bless() -> Result<(), String> {
    compare("bless")
}

fn compare(mode: &str) -> Result<(), String> {
    require_callgrind()?;
    heading("instructions of this library, under callgrind");
    instructions(With::OursOnly)?;
    heading("compared with benches/instructions.txt");
    run(With::OursOnly, "guard", &[mode])
}

/// Measures requests per second over loopback.
///
/// # Errors
///
/// If `wrk` is missing, or a server failed.
pub(crate) fn load() -> Result<(), String> {
    require_wrk()?;
    heading("axum servers under load, 90 s");
    run_into("load.md", With::Peers, "load", &[])?;
    show("load.md")
}

/// Prints what this number of handlers costs a build, and keeps the numbers that have targets.
///
/// # Errors
///
/// Says which command failed, with its output.
pub(crate) fn build(handlers: usize) -> Result<(), String> {
    let built = bench_build::run(handlers)?;
    let write = |name: &str, text| {
        let path = results()?.join(name);
        fs::write(&path, text).map_err(|error| format!("could not write {}: {error}", path.display()))
    };
    if handlers == bench_build::HANDLERS_OF_TARGETS {
        write("build.txt", built.targets)?;
    }
    let table = format!("build-{handlers}.md");
    write(&table, built.table)?;
    show(&table)
}

/// Prints a table from the results folder.
#[expect(clippy::print_stdout, reason = "the table may be piped into a file")]
fn show(name: &str) -> Result<(), String> {
    let path = results()?.join(name);
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    println!("\n{text}");
    Ok(())
}

fn instructions(with: With) -> Result<(), String> {
    // Rocket's maps have random seeds, so some counts are now and then higher. The guard compares the lower ones.
    let (file, times) = match with {
        With::Peers => ("instructions.json", 1),
        With::OursOnly => ("guard.json", 2),
    };
    let path = results()?.join(file);
    let file = create(&path)?;
    for _ in 0..times {
        let output = file.try_clone().map_err(|error| format!("{}: {error}", path.display()))?;
        finish(benchmark(with, "instructions", &["--output-format=json", "--parallel=auto"]).stdout(output))?;
    }
    Ok(())
}

fn create(path: &Path) -> Result<File, String> {
    File::create(path).map_err(|error| format!("could not write {}: {error}", path.display()))
}

/// Runs a benchmark to its end.
fn run(with: With, name: &str, arguments: &[&str]) -> Result<(), String> {
    finish(&mut benchmark(with, name, arguments))
}

/// Runs a benchmark to its end, with its output in a file.
fn run_into(file: &str, with: With, name: &str, arguments: &[&str]) -> Result<(), String> {
    let path = results()?.join(file);
    let file = create(&path)?;
    finish(benchmark(with, name, arguments).stdout(file))
}

fn benchmark(with: With, name: &str, arguments: &[&str]) -> Command {
    let mut cargo = step::cargo();
    cargo.current_dir(step::root().join("benches")).args(["bench", "--quiet"]);
    match with {
        With::Peers => {
            cargo.args(["--features", "peers"]);
        }
        // How a crate is divided into units depends on hashes of its path: with one unit, a checkout elsewhere counts the same.
        With::OursOnly => {
            cargo.env("CARGO_PROFILE_BENCH_CODEGEN_UNITS", "1");
        }
    }
    cargo.args(["--bench", name, "--"]).args(arguments);
    // The user's own settings would change the counts.
    for variable in ["RUSTFLAGS", "CARGO_TARGET_DIR"] {
        cargo.env_remove(variable);
    }
    cargo.env("GUNGRAUN_RUNNER", tool::path(RUNNER));
    cargo
}

fn finish(command: &mut Command) -> Result<(), String> {
    let arguments: Vec<_> =
        command.get_args().map(|argument| argument.to_string_lossy().into_owned()).collect();
    let shown = format!("cd benches && cargo {}", arguments.join(" "));
    eprintln!("{shown}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(format!("`{shown}` failed")),
        Err(error) => Err(format!("`{shown}` did not start: {error}")),
    }
}

/// Where `benches/src/results.rs` looks.
fn results() -> Result<PathBuf, String> {
    let folder = step::root().join("target/bench-results");
    fs::create_dir_all(&folder).map_err(|error| format!("could not create {}: {error}", folder.display()))?;
    Ok(folder)
}

fn require_wrk() -> Result<(), String> {
    debian::require("wrk", "install wrk (https://github.com/wg/wrk)")
}

/// Installs valgrind, and the runner in the version of the library that the benchmarks are linked with.
fn require_callgrind() -> Result<(), String> {
    debian::require("valgrind", "install valgrind (https://valgrind.org); it runs on Linux")?;
    tool::install(RUNNER, &locked_version(&step::root().join("benches/Cargo.lock"), RUNNER)?)
}

fn locked_version(lock: &Path, package: &str) -> Result<String, String> {
    let text = fs::read_to_string(lock).map_err(|error| format!("{}: {error}", lock.display()))?;
    let name = format!("name = \"{package}\"");
    let version = text.split_once(&name).and_then(|(_, rest)| rest.split('"').nth(1));
    version.map(str::to_owned).ok_or_else(|| format!("{} does not lock {package}", lock.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_the_runner_is_found() {
        let version = locked_version(&step::root().join("benches/Cargo.lock"), RUNNER).unwrap();
        assert_eq!(version.split('.').count(), 3, "an exact version, not {version}");
    }
}
