//! What annotated handlers cost a build: the same program without CORS, with `#[cors(...)]`, and with
//! a `CorsLayer` of tower-http on every route.
//!
//! Numbers are printed and never asserted: they can be compared only within one run.

mod program;
mod table;
mod targets;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::step::{self, heading};
use program::{Layout, Program};
use table::{Cell, Row, Table};

/// How often each quick measurement is repeated; the median is shown.
const ROUNDS: usize = 5;

/// The number of handlers that the targets apply to.
pub(crate) const HANDLERS_OF_TARGETS: usize = 100;

/// The results.
pub(crate) struct Built {
    pub(crate) table: String,
    /// One line per target, as `benches/benches/report/targets.rs` reads it.
    pub(crate) targets: String,
}

/// Builds everything, and returns the table.
///
/// # Errors
///
/// Says which command failed, with its output.
pub(crate) fn run(handlers: usize) -> Result<Built, String> {
    let started = Instant::now();
    let workshop = Workshop::new(handlers)?;
    let mut rows = Vec::new();
    heading("the attribute itself");
    let ([only, all], notes) = workshop.attribute()?;
    rows.push(Row::single("clean build of the attribute and its own dependencies (1)", only));
    rows.push(Row::single("the same, with the dependencies that the program has too (2)", all));
    heading("`cargo check` from scratch");
    rows.push(Row::compared("cargo check of everything, from scratch", workshop.check_everything()?));
    heading("dependencies, for `cargo check`");
    workshop.warm_up(&["check"])?;
    heading("`cargo check`");
    rows.push(Row::compared("cargo check of the last crate, from scratch", workshop.check_clean()?));
    let edited = workshop.check_edited(Layout::OneFile)?;
    rows.push(Row::compared("cargo check after a line is added to one handler", edited));
    let in_modules = workshop.check_edited(Layout::Modules)?;
    rows.push(Row::compared("the same, with handlers in modules of 20", in_modules));
    heading("dependencies, for `cargo build --release`");
    workshop.warm_up(&["build", "--release"])?;
    heading("`cargo build --release`");
    let (times, sizes) = workshop.release()?;
    rows.push(Row::compared("cargo build --release of the last crate", times));
    rows.push(Row::compared("size of the stripped release binary", sizes));
    let title = format!("{handlers} handlers, each with its own route");
    let took = format!(
        "Measured in {} s, next to whatever else this machine was doing.",
        started.elapsed().as_secs()
    );
    let table = Table { title, rows, notes: [notes, vec![took]].concat() }.to_string();
    Ok(Built { table, targets: targets::lines(only, [edited, in_modules], sizes) })
}

/// The folder of the programs and everything built from them. It is removed in the end.
struct Workshop {
    folder: PathBuf,
    handlers: usize,
}

impl Drop for Workshop {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.folder));
    }
}

impl Workshop {
    fn new(handlers: usize) -> Result<Self, String> {
        let folder = step::root().join("target/bench-build");
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(failed("empty", &folder))?;
        }
        let workshop = Self { folder, handlers };
        workshop.write("Cargo.toml", &program::workspace())?;
        for program in Program::ALL {
            workshop.write(&format!("{}/Cargo.toml", program.name()), &program.manifest(step::root()))?;
            workshop.edit(program, 0, Layout::OneFile)?;
        }
        // The same versions as everything else in this workspace.
        let lock = step::root().join("Cargo.lock");
        let copied = fs::copy(&lock, workshop.folder.join("Cargo.lock"));
        copied.map_err(failed("copy", &lock))?;
        heading("crates");
        workshop.cargo("unused", &["fetch"])?;
        Ok(workshop)
    }

    fn write(&self, path: &str, text: &str) -> Result<(), String> {
        let path = self.folder.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(failed("create", parent))?;
        }
        fs::write(&path, text).map_err(failed("write", &path))
    }

    /// Writes the program, with this many lines and characters added to one handler.
    fn edit(&self, program: Program, more: usize, layout: Layout) -> Result<(), String> {
        for (file, text) in program.files(self.handlers, more, layout) {
            self.write(&format!("{}/src/{file}", program.name()), &text)?;
        }
        Ok(())
    }

    /// Runs cargo to its end, and returns its output and how long it took.
    fn cargo(&self, target: &str, arguments: &[&str]) -> Result<(String, Duration), String> {
        let mut command = Command::new("cargo");
        command.current_dir(&self.folder).args(arguments);
        command.env("CARGO_TARGET_DIR", self.folder.join(target));
        // User settings that would distort the times or hide a rebuild.
        for variable in ["CARGO_INCREMENTAL", "RUSTC_BOOTSTRAP", "RUSTC_WRAPPER", "RUSTFLAGS"] {
            command.env_remove(variable);
        }
        let shown = format!("cargo {}", arguments.join(" "));
        let started = Instant::now();
        let output = command.output().map_err(|error| format!("`{shown}` did not start: {error}"))?;
        let took = started.elapsed();
        if output.status.success() {
            Ok((String::from_utf8_lossy(&output.stdout).into_owned(), took))
        } else {
            let printed = String::from_utf8_lossy(&output.stderr);
            Err(format!("`{shown}` failed in {}:\n\n{}", self.folder.display(), printed.trim_end()))
        }
    }

    /// Builds the attribute from scratch, and again where the dependencies of the program without CORS are
    /// built already.
    fn attribute(&self) -> Result<([Cell; 2], Vec<String>), String> {
        let ours = self.packages("cors-macros")?;
        let anyway = self.packages(Program::WithoutCors.name())?;
        let only_ours: Vec<_> = ours.difference(&anyway).map(String::as_str).collect();
        let shared: Vec<_> = ours.intersection(&anyway).map(String::as_str).collect();
        let build = ["build", "--package", "cors-macros"];
        let clean = ["clean", "--package"].into_iter();
        let clean: Vec<_> =
            clean.chain(only_ours.join(" --package ").split(' ')).map(str::to_owned).collect();
        let clean: Vec<_> = clean.iter().map(String::as_str).collect();
        let (mut all, mut only) = (Vec::new(), Vec::new());
        for _ in 0..3 {
            drop(fs::remove_dir_all(self.folder.join("attribute")));
            all.push(self.cargo("attribute", &build)?.1);
            self.cargo("attribute", &clean)?;
            only.push(self.cargo("attribute", &build)?.1);
        }
        let notes = vec![
            format!("(1) {}", only_ours.join(", ")),
            format!("(2) and {}, which serde_derive and tokio-macros need anyway", shared.join(", ")),
        ];
        Ok(([median(only), median(all)].map(Cell::of), notes))
    }

    /// A package and its dependencies.
    fn packages(&self, package: &str) -> Result<BTreeSet<String>, String> {
        let (tree, _) = self.cargo(
            "unused",
            &["tree", "--package", package, "--edges", "normal,build", "--prefix", "none", "--format", "{p}"],
        )?;
        let specification = |line: &str| {
            let mut words = line.split_whitespace();
            Some(format!("{}@{}", words.next()?, words.next()?.trim_start_matches('v')))
        };
        Ok(tree.lines().filter_map(specification).collect())
    }

    fn warm_up(&self, command: &[&str]) -> Result<(), String> {
        Program::ALL.iter().try_for_each(|program| self.build(command, *program).map(drop))
    }

    fn build(&self, command: &[&str], program: Program) -> Result<Duration, String> {
        let arguments: Vec<_> = command.iter().copied().chain(["--package", program.name()]).collect();
        self.cargo("programs", &arguments).map(|(_, took)| took)
    }

    /// Once each: a long measurement has little noise.
    fn check_everything(&self) -> Result<[Cell; 3], String> {
        compare(1, |program, _| {
            let target = format!("everything-{}", program.name());
            let (_, took) = self.cargo(&target, &["check", "--package", program.name()])?;
            drop(fs::remove_dir_all(self.folder.join(target)));
            Ok(took)
        })
    }

    fn check_clean(&self) -> Result<[Cell; 3], String> {
        let incremental = self.folder.join("programs/debug/incremental");
        compare(3, |program, round| {
            fs::remove_dir_all(&incremental).map_err(failed("empty", &incremental))?;
            self.edit(program, 100 + round, Layout::OneFile)?;
            self.build(&["check"], program)
        })
    }

    fn check_edited(&self, layout: Layout) -> Result<[Cell; 3], String> {
        // `check_clean` removed the incremental state of all programs with the folder.
        for program in Program::ALL {
            self.edit(program, 200, layout)?;
            self.build(&["check"], program)?;
        }
        compare(ROUNDS, |program, round| {
            self.edit(program, 201 + round, layout)?;
            self.build(&["check"], program)
        })
    }

    fn release(&self) -> Result<([Cell; 3], [Cell; 3]), String> {
        let times = compare(1, |program, round| {
            self.edit(program, 300 + round, Layout::OneFile)?;
            self.build(&["build", "--release"], program)
        })?;
        let mut sizes = [Cell::Bytes(0); 3];
        for (size, program) in sizes.iter_mut().zip(Program::ALL) {
            let file = format!("programs/release/{}{}", program.name(), std::env::consts::EXE_SUFFIX);
            let file = self.folder.join(file);
            *size = Cell::Bytes(fs::metadata(&file).map_err(failed("read", &file))?.len());
        }
        Ok((times, sizes))
    }
}

/// Measures the programs in turn, so that other load on the machine affects all of them.
fn compare(
    rounds: usize,
    take: impl Fn(Program, usize) -> Result<Duration, String>,
) -> Result<[Cell; 3], String> {
    let mut times = [const { Vec::new() }; 3];
    for round in 0..rounds {
        for (times, program) in times.iter_mut().zip(Program::ALL) {
            times.push(take(program, round)?);
        }
    }
    Ok(times.map(|times| Cell::of(median(times))))
}

fn failed(what: &str, path: &Path) -> impl Fn(std::io::Error) -> String {
    move |error| format!("could not {what} {}: {error}", path.display())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_one_in_the_middle() {
        let times = [5, 1, 9, 2, 3].map(Duration::from_secs).to_vec();
        assert_eq!(median(times), Duration::from_secs(3));
    }
}
