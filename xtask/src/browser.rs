//! The browsers that the tests drive: found, installed where possible, or asked for.

use std::collections::BTreeSet;
use std::env;

use crate::{debian, tool};

/// A browser engine and the programs that drive it.
pub(crate) struct Browser {
    /// Its name in `BROWSERS`.
    pub(crate) name: &'static str,
    /// For each program, the variable that overrides its path and the names to look for, as in
    /// `tests/browser/engine.rs`.
    programs: &'static [(&'static str, &'static [&'static str])],
    /// The Debian packages that contain them.
    packages: &'static [&'static str],
    /// What to do on other systems.
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

/// All engines that the tests know.
pub(crate) const ALL: &[Browser] = &[CHROMIUM, FIREFOX, WEBKIT];

/// Firefox's driver, which Debian does not package.
const GECKODRIVER: (&str, &[&str]) = ("GECKODRIVER", &["geckodriver"]);
const GECKODRIVER_VERSION: &str = "0.37.1";

/// Installs missing browsers and drivers where possible.
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
        tool::install("geckodriver", GECKODRIVER_VERSION)?;
    }
    Ok(())
}

impl Browser {
    /// The first name of each missing program.
    fn missing(&self) -> Vec<&'static str> {
        let missing = self.programs.iter().filter(|program| is_missing(**program));
        missing.map(|(_, names)| names[0]).collect()
    }

    fn elsewhere(&self) -> String {
        let variables: Vec<_> = self.programs.iter().map(|(variable, _)| *variable).collect();
        let variables = variables.join(" and ");
        format!("{}, then put both on PATH or set {variables} to their paths", self.elsewhere)
    }
}

fn is_missing((variable, names): (&str, &[&str])) -> bool {
    env::var_os(variable).is_none() && !names.iter().any(|name| is_found(name))
}

/// Whether a program is on `PATH` or among the installed [tools](tool).
fn is_found(name: &str) -> bool {
    debian::is_on_path(name) || tool::path(name).is_file()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::step;

    #[test]
    fn the_tests_look_for_the_same_programs() {
        let engine = fs::read_to_string(step::root().join("tests/browser/engine.rs")).unwrap();
        let programs = ALL.iter().flat_map(|browser| browser.programs).chain([&GECKODRIVER]);
        for (variable, names) in programs {
            let names: Vec<_> = names.iter().map(|name| format!("\"{name}\"")).collect();
            assert!(engine.contains(&format!("\"{variable}\"")), "{variable}");
            assert!(engine.contains(&names.join(", ")), "{names:?}");
        }
        assert!(engine.contains(&tool::install_arguments("geckodriver", GECKODRIVER_VERSION)[..5].join(" ")));
    }

    #[test]
    fn a_program_that_is_nowhere_is_missing() {
        assert!(is_missing(("CORS_NO_SUCH_VARIABLE", &["no-such-program"])));
        assert!(!is_missing(("PATH", &["no-such-program"])));
        assert!(!is_missing(("CORS_NO_SUCH_VARIABLE", &["no-such-program", "cargo"])));
    }
}
