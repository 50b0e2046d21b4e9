//! The browser that the tests drive: found, installed, or asked for.

use std::path::PathBuf;
use std::process::Command;
use std::{env, fs};

use crate::step::heading;

/// The names that `tests/browser/driver.rs` looks for, and the variables that name another place.
const NEEDED: [(&str, &[&str]); 2] = [
    ("CHROMEDRIVER", &["chromedriver"]),
    ("CHROMIUM", &["chromium", "chromium-browser", "google-chrome", "chrome"]),
];

const APT_GET_UPDATE: &[&str] = &["update"];
const APT_GET_INSTALL: &[&str] = &["install", "-y", "--no-install-recommends", "chromium", "chromium-driver"];

/// Installs Chromium and its driver where that is possible.
///
/// # Errors
///
/// Says exactly what to install, and how.
pub(crate) fn require() -> Result<(), String> {
    let missing = missing();
    if missing.is_empty() {
        return Ok(());
    }
    let missing = missing.join(" and ");
    if !is_debian() {
        return Err(format!(
            "not found: {missing}; install Chromium or Chrome, and the ChromeDriver of the same \
             version (https://googlechromelabs.github.io/chrome-for-testing), then put both on \
             PATH, or name them in CHROMIUM and CHROMEDRIVER"
        ));
    }
    if !is_root() {
        return Err(format!(
            "not found: {missing}; install with\n\n    sudo apt-get {}\n    sudo apt-get {}",
            APT_GET_UPDATE.join(" "),
            APT_GET_INSTALL.join(" ")
        ));
    }
    heading("chromium and its driver");
    apt_get(APT_GET_UPDATE)?;
    apt_get(APT_GET_INSTALL)
}

/// The first name of each program that is not there.
fn missing() -> Vec<&'static str> {
    let is_missing = |(variable, names): &(&str, &'static [&'static str])| {
        (env::var_os(variable).is_none() && !names.iter().any(|name| is_on_path(name))).then(|| names[0])
    };
    NEEDED.iter().filter_map(is_missing).collect()
}

fn is_on_path(name: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder: PathBuf| folder.join(name).is_file())
}

fn is_debian() -> bool {
    // Not its derivatives: Ubuntu's package of this name installs a snap.
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
