//! The browsers that the tests drive: found, installed, or asked for.

use std::collections::BTreeSet;
use std::env;

use crate::debian;
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
        let missing: BTreeSet<_> = incomplete.iter().flat_map(|browser| browser.missing()).collect();
        let packages: BTreeSet<_> = incomplete.iter().flat_map(|browser| browser.packages).copied().collect();
        let elsewhere: Vec<_> = incomplete.iter().map(|browser| browser.elsewhere()).collect();
        debian::install(
            &Vec::from_iter(missing).join(" and "),
            &Vec::from_iter(packages),
            &elsewhere.join("\nand "),
        )?;
    }
    if browsers.iter().any(|browser| browser.name == FIREFOX.name) && is_missing(GECKODRIVER) {
        heading("geckodriver");
        let shown = format!("cargo {}", GECKODRIVER_INSTALL.join(" "));
        eprintln!("{shown}");
        match step::cargo().args(GECKODRIVER_INSTALL).status() {
            Ok(status) if status.success() => {}
            Ok(status) => return Err(format!("`{shown}` ended with {status}")),
            Err(error) => return Err(format!("`{shown}` did not start: {error}")),
        }
    }
    Ok(())
}

impl Browser {
    /// The first name of each program that is not there.
    fn missing(&self) -> Vec<&'static str> {
        let missing = self.programs.iter().filter(|program| is_missing(**program));
        missing.map(|(_, names)| names[0]).collect()
    }

    fn elsewhere(&self) -> String {
        let variables: Vec<_> = self.programs.iter().map(|(variable, _)| *variable).collect();
        let variables = variables.join(" and ");
        format!("{}, then put both on PATH, or name them in {variables}", self.elsewhere)
    }
}

fn is_missing((variable, names): (&str, &[&str])) -> bool {
    env::var_os(variable).is_none() && !names.iter().any(|name| is_found(name))
}

/// Whether a program is on `PATH`, or where this program installs what no package has.
fn is_found(name: &str) -> bool {
    debian::is_on_path(name) || step::root().join("target/tools/bin").join(name).is_file()
}

#[cfg(test)]
mod tests {
    use std::fs;

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
