//! Programs not written in Rust: found, installed where possible, or asked for.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use crate::step::heading;

pub(crate) fn is_on_path(name: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder: PathBuf| folder.join(name).is_file())
}

/// Makes sure that a program is on `PATH`; installs the package of the same name as [`install`] does.
///
/// # Errors
///
/// Those of [`install`].
pub(crate) fn require(program: &str, elsewhere: &str) -> Result<(), String> {
    if is_on_path(program) { Ok(()) } else { install(program, &[program], elsewhere) }
}

/// Installs packages on Debian as root, and elsewhere reports what is missing.
///
/// # Errors
///
/// Says exactly what to install; on other systems, in the words of `elsewhere`.
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

/// Downloads packages and unpacks them into a folder, without installing them.
///
/// # Errors
///
/// Says which command failed.
pub(crate) fn unpack(packages: &[&str], folder: &Path) -> Result<(), String> {
    let downloads = folder.with_extension("packages");
    for folder in [folder, &downloads] {
        drop(fs::remove_dir_all(folder));
        fs::create_dir_all(folder)
            .map_err(|error| format!("could not create {}: {error}", folder.display()))?;
    }
    // Root can refresh the package lists, in case they are missing or outdated.
    if is_root() {
        run(Command::new("apt-get").arg("update"))?;
    }
    run(Command::new("apt-get").arg("download").args(packages).current_dir(&downloads))?;
    let entries = fs::read_dir(&downloads).map_err(|error| format!("{}: {error}", downloads.display()))?;
    for package in entries.flatten() {
        run(Command::new("dpkg").arg("-x").arg(package.path()).arg(folder))?;
    }
    drop(fs::remove_dir_all(&downloads));
    Ok(())
}

/// Whether this is Debian itself: on Ubuntu, packages of these names may install a snap.
pub(crate) fn is_debian() -> bool {
    fs::read_to_string("/etc/os-release").is_ok_and(|text| text.lines().any(|line| line == "ID=debian"))
}

fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output();
    output.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn apt_get(arguments: &[&str]) -> Result<(), String> {
    run(Command::new("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
}

fn run(command: &mut Command) -> Result<(), String> {
    let words = [command.get_program()].into_iter().chain(command.get_args());
    let shown = words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ");
    eprintln!("{shown}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{shown}` ended with {status}")),
        Err(error) => Err(format!("`{shown}` did not start: {error}")),
    }
}
