//! Programs that cargo installs into `target/tools`, each in an exact version.

use std::env::consts::EXE_SUFFIX;
use std::fs;
use std::path::PathBuf;

use crate::step::{self, Step};

/// Where a program is, once installed.
pub(crate) fn path(program: &str) -> PathBuf {
    step::root().join("target/tools/bin").join(format!("{program}{EXE_SUFFIX}"))
}

/// Installs a package unless this version of it is installed.
///
/// # Errors
///
/// Says which command failed.
pub(crate) fn install(package: &str, version: &str) -> Result<(), String> {
    if is_installed(package, version) {
        return Ok(());
    }
    let heading = format!("{package} {version}");
    Step { heading: &heading, environment: &[], cargo: &install_arguments(package, version) }.run()
}

/// The arguments of the cargo command that [`install`] runs.
pub(crate) const fn install_arguments<'a>(package: &'a str, version: &'a str) -> [&'a str; 7] {
    ["install", "--locked", package, "--version", version, "--root", "target/tools"]
}

/// Whether cargo's own record lists the package; asking cargo would print a warning about `PATH` each time.
fn is_installed(package: &str, version: &str) -> bool {
    let record = fs::read_to_string(step::root().join("target/tools/.crates.toml"));
    record.is_ok_and(|record| record.contains(&format!("\"{package} {version} ")))
}
