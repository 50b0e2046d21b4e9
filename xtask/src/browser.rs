//! The browsers that the tests drive: found, installed, or asked for.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use crate::step::{self, heading};

/// A browser engine, and what drives it.
pub(crate) struct Browser {
    /// Its name in `BROWSERS`.
    pub(crate) name: &'static str,
    /// The names that `tests/browser/engine.rs` looks for, after the variables that name another place.
    programs: &'static [(&'static str, &'static [&'static str])],
    /// Debian's packages that have them.
    packages: &'static [&'static str],
    /// Where to find them on another system.
    elsewhere: &'static str,
}

pub(crate) const CHROMIUM: Browser = Browser {
    name: "chromium",
    programs: &[
        ("CHROMEDRIVER", &["chromedriver"]),
        ("CHROMIUM", &["chromium", "chromium-browser", "google-chrome", "chrome"]),
    ],
    packages: &["chromium", "chromium-driver"],
    elsewhere: "install Chromium or Chrome, and the ChromeDriver of the same version \
                (https://googlechromelabs.github.io/chrome-for-testing)",
};

const FIREFOX: Browser = Browser {
    name: "firefox",
    programs: &[("FIREFOX", &["firefox-esr", "firefox"]), ("XVFB_RUN", &["xvfb-run"])],
    packages: &["firefox-esr", "xvfb", "xauth"],
    elsewhere: "install Firefox and Xvfb",
};

const WEBKIT: Browser = Browser {
    name: "webkit",
    programs: &[("WEBKIT_DRIVER", &["WebKitWebDriver"]), ("XVFB_RUN", &["xvfb-run"])],
    packages: &["webkit2gtk-driver", "xvfb", "xauth"],
    elsewhere: "install WebKitGTK's driver, its MiniBrowser and Xvfb",
};

/// All engines, as the tests know them.
pub(crate) const ALL: &[Browser] = &[CHROMIUM, FIREFOX, WEBKIT];

/// Firefox's driver, which no package of Debian has.
const GECKODRIVER: (&str, &[&str]) = ("GECKODRIVER", &["geckodriver"]);
const GECKODRIVER_INSTALL: &[&str] =
    &["install", "--locked", "geckodriver", "--version", "0.37.1", "--root", "target/tools"];

/// Installs browsers and their drivers where that is possible.
///
/// # Errors
///
/// Says exactly what to install, and how.
pub(crate) fn require(browsers: &[Browser]) -> Result<(), String> {
    let incomplete: Vec<_> = browsers.iter().filter(|browser| !browser.missing().is_empty()).collect();
    if !incomplete.is_empty() {
        let packages: BTreeSet<_> = incomplete.iter().flat_map(|browser| browser.packages).copied().collect();
        let elsewhere: Vec<_> = incomplete.iter().map(|browser| browser.elsewhere_message()).collect();
        install(&Vec::from_iter(packages), &elsewhere.join("\n"))?;
    }
    if browsers.iter().any(|browser| browser.name == FIREFOX.name) && is_missing(GECKODRIVER) {
        heading("geckodriver");
        let shown = format!("cargo {}", GECKODRIVER_INSTALL.join(" "));
        eprintln!("{shown}");
        run(step::cargo().args(GECKODRIVER_INSTALL), &shown)?;
    }
    Ok(())
}

/// Installs packages on Debian; `elsewhere` is what to do on another system.
fn install(packages: &[&str], elsewhere: &str) -> Result<(), String> {
    let update = ["update"].as_slice();
    let install = [&["install", "-y", "--no-install-recommends"], packages].concat();
    if !is_debian() {
        return Err(elsewhere.to_owned());
    }
    if !is_root() {
        return Err(format!(
            "a browser is missing; install it with\n\n    sudo apt-get {}\n    sudo apt-get {}",
            update.join(" "),
            install.join(" ")
        ));
    }
    heading("browsers and their drivers");
    apt_get(update)?;
    apt_get(&install)
}

impl Browser {
    /// The first name of each program that is not there.
    fn missing(&self) -> Vec<&'static str> {
        let missing = self.programs.iter().filter(|program| is_missing(**program));
        missing.map(|(_, names)| names[0]).collect()
    }

    fn elsewhere_message(&self) -> String {
        let variables: Vec<_> = self.programs.iter().map(|(variable, _)| *variable).collect();
        format!(
            "not found: {}; {}, then put both on PATH, or name them in {}",
            self.missing().join(" and "),
            self.elsewhere,
            variables.join(" and ")
        )
    }
}

fn is_missing((variable, names): (&str, &[&str])) -> bool {
    env::var_os(variable).is_none() && !names.iter().any(|name| is_found(name))
}

/// Whether a program is on `PATH`, or where this program installs what no package has.
fn is_found(name: &str) -> bool {
    let tools: PathBuf = step::root().join("target/tools/bin");
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).chain([tools]).any(|folder| folder.join(name).is_file())
}

fn is_debian() -> bool {
    // Not its derivatives: Ubuntu's package of this name installs a snap.
    let release = fs::read_to_string(Path::new("/etc/os-release"));
    release.is_ok_and(|text| text.lines().any(|line| line == "ID=debian"))
}

fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output();
    output.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn apt_get(arguments: &[&str]) -> Result<(), String> {
    let shown = format!("apt-get {}", arguments.join(" "));
    eprintln!("{shown}");
    run(Command::new("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive"), &shown)
}

fn run(command: &mut Command, shown: &str) -> Result<(), String> {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{shown}` ended with {status}")),
        Err(error) => Err(format!("`{shown}` did not start: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tests_look_for_the_same_programs() {
        let engine = fs::read_to_string(step::root().join("tests/browser/engine.rs")).unwrap();
        let programs = ALL.iter().flat_map(|browser| browser.programs).chain([&GECKODRIVER]);
        for (variable, names) in programs {
            let names: Vec<_> = names.iter().map(|name| format!("\"{name}\"")).collect();
            assert!(engine.contains(&format!("\"{variable}\"")), "{variable}");
            assert!(engine.contains(&names.join(", ")), "{names:?}");
        }
        assert!(engine.contains(&GECKODRIVER_INSTALL[..5].join(" ")));
    }

    #[test]
    fn a_program_that_is_nowhere_is_missing() {
        assert!(is_missing(("CORS_NO_SUCH_VARIABLE", &["no-such-program"])));
        assert!(!is_missing(("PATH", &["no-such-program"])));
        assert!(!is_missing(("CORS_NO_SUCH_VARIABLE", &["no-such-program", "cargo"])));
    }
}
