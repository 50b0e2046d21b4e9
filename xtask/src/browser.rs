//! The browser that the tests drive: found, installed, or asked for.

use std::env;

use crate::debian;

/// The names that `tests/browser/driver.rs` looks for, and the variables that name another place.
const NEEDED: [(&str, &[&str]); 2] = [
    ("CHROMEDRIVER", &["chromedriver"]),
    ("CHROMIUM", &["chromium", "chromium-browser", "google-chrome", "chrome"]),
];

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
    let elsewhere = "install Chromium or Chrome, and the ChromeDriver of the same version \
                     (https://googlechromelabs.github.io/chrome-for-testing), then put both on PATH, or name \
                     them in CHROMIUM and CHROMEDRIVER";
    debian::install(&missing.join(" and "), &["chromium", "chromium-driver"], elsewhere)
}

/// The first name of each program that is not there.
fn missing() -> Vec<&'static str> {
    let is_missing = |(variable, names): &(&str, &'static [&'static str])| {
        (env::var_os(variable).is_none() && !names.iter().any(|name| debian::is_on_path(name)))
            .then(|| names[0])
    };
    NEEDED.iter().filter_map(is_missing).collect()
}
