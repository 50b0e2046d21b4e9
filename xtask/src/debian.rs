//! Programs that are not Rust's: found, installed where that is possible, or asked for.

use std::path::PathBuf;
use std::process::Command;
use std::{env, fs};

use crate::step::heading;

pub(crate) fn is_on_path(name: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder: PathBuf| folder.join(name).is_file())
}

/// Has a program on `PATH` whose package is of the same name, as [`install`] does.
///
/// # Errors
///
/// As there.
pub(crate) fn require(program: &str, elsewhere: &str) -> Result<(), String> {
    if is_on_path(program) { Ok(()) } else { install(program, &[program], elsewhere) }
}

/// Installs packages on Debian as root, and elsewhere says that they are missing.
///
/// # Errors
///
/// Says exactly what to install; off Debian, `elsewhere` says how.
pub(crate) fn install(missing: &str, packages: &[&str], elsewhere: &str) -> Result<(), String> {
    if !is_debian() {
        return Err(format!("not found: {missing}; {elsewhere}"));
    }
    let install: Vec<_> =
        ["install", "-y", "--no-install-recommends"].iter().chain(packages).copied().collect();
    if !is_root() {
        return Err(format!(
            "not found: {missing}; install with\n\n    sudo apt-get update\n    sudo apt-get {}",
            install.join(" ")
        ));
    }
    heading(missing);
    apt_get(&["update"])?;
    apt_get(&install)
}

fn is_debian() -> bool {
    // Not its derivatives: Ubuntu's packages of these names may install a snap.
    fs::read_to_string("/etc/os-release").is_ok_and(|text| text.lines().any(|line| line == "ID=debian"))
}

fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output();
    output.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn apt_get(arguments: &[&str]) -> Result<(), String> {
    let shown = format!("apt-get {}", arguments.join(" "));
    eprintln!("{shown}");
    let status = Command::new("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive").status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{shown}` ended with {status}")),
        Err(error) => Err(format!("`{shown}` did not start: {error}")),
    }
}
