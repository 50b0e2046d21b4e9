//! Mistakes that stop a launch, in Rocket's log.

use std::fmt::Display;

use cors_policy::Violation;
use log::error;

/// Logs a mistake, with details after its headline, and below it lines that say where it is and how to repair it.
pub(super) fn report(violation: Violation<'_>, details: impl Display, places: &[String]) {
    error!(target: "rocket", "{}{details}", violation.headline());
    for line in places {
        error!(target: "rocket::_", "{line}");
    }
    if let Some(help) = violation.help() {
        error!(target: "rocket::_", "{help}");
    }
}
