//! `cargo xtask msrv`: the published crates on the oldest compiler that they support.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::debian;
use crate::step::{self, Step, heading};

/// `rust-version` in the workspace's manifest.
const RUST: &str = "1.85";

/// Debian 12 has this compiler for its browsers. Elsewhere, rustup does.
const DEBIAN_PACKAGES: [&str; 4] =
    ["rustc-web=1.85.*", "libstd-rust-web-1.85", "libstd-rust-web-dev=1.85.*", "libllvm19"];

/// The crates that compile on it. `cors-testing` is for tests, and needs what url needs.
const CRATES: [&str; 3] = ["cors-policy", "cors-macros", "cors-runtime"];

/// The features of `cors-runtime` that compile on this compiler.
const FEATURES: [&str; 10] = [
    "aide",
    "axum",
    "axum-extra",
    "builder",
    "explain",
    "metrics",
    "public-suffix-list",
    "serde",
    "tower",
    "tracing",
];

/// The features that do not, each with what cargo says about the first of its dependencies to blame.
const NEWER: [(&str, &str); 2] =
    [("rocket", "rocket@0.5.2 requires rustc 1.89"), ("utoipa", "utoipa@6.0.0 requires rustc 1.88")];

/// A compiler of this version.
struct Compiler {
    rustc: PathBuf,
    /// Where the shared libraries are that it does not find by itself.
    libraries: Option<PathBuf>,
}

/// Checks the published crates with each feature alone, with none and with all.
///
/// # Errors
///
/// Says which step failed and how to repeat it, or how to install the compiler.
pub(crate) fn run() -> Result<(), String> {
    heading(&format!("the compiler, Rust {RUST}"));
    let environment = Compiler::find()?.environment();
    let environment: Vec<_> = environment.iter().map(|(name, value)| (*name, &**value)).collect();
    let check = |name: &str, features: &str| {
        let heading = format!("Rust {RUST}, {name}");
        let mut cargo = vec!["check"];
        cargo.extend(CRATES.iter().flat_map(|name| ["--package", name]));
        if !features.is_empty() {
            cargo.extend(["--features", features]);
        }
        Step { heading: &heading, environment: &environment, cargo: &cargo }.run()
    };
    check("no features", "")?;
    for feature in FEATURES {
        check(feature, &format!("cors-runtime/{feature}"))?;
    }
    let all = FEATURES.map(|feature| format!("cors-runtime/{feature}")).join(",");
    // The macro's side of Rocket does not depend on Rocket.
    check("all of these features", &format!("{all},cors-macros/rocket"))?;
    for (feature, reason) in NEWER {
        heading(&format!("Rust {RUST}, {feature}: not checked, since {reason}"));
        needs_newer(feature, reason, &environment)?;
    }
    Ok(())
}

/// Keeps [`NEWER`] and what the documentation says about it true.
fn needs_newer(feature: &str, reason: &str, environment: &[(&str, &str)]) -> Result<(), String> {
    let mut cargo = step::cargo();
    cargo.args(["check", "--package", "cors-runtime", "--features", feature]);
    let output = cargo.envs(environment.iter().copied()).output();
    let output = output.map_err(|error| format!("`cargo check` did not start: {error}"))?;
    let printed = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() && printed.contains(reason) {
        return Ok(());
    }
    Err(format!(
        "`{reason}` is not what cargo says about the feature `{feature}`; correct it in xtask/src/msrv.rs and in \
         the documentation of the feature, after reading\n\n{printed}"
    ))
}

impl Compiler {
    fn find() -> Result<Self, String> {
        if let Some(compiler) = Self::of_rustup() {
            return Ok(compiler);
        }
        let folder = step::root().join("target/msrv/debian");
        let compiler = Self::of_debian(&folder);
        if compiler.starts() {
            return Ok(compiler);
        }
        let install =
            format!("install Rust {RUST} with\n\n    rustup toolchain install {RUST} --profile minimal");
        if !debian::is_debian() {
            return Err(install);
        }
        debian::unpack(&DEBIAN_PACKAGES, &folder).map_err(|error| {
            format!(
                "{error}\n\nDebian 12 has these packages, once `sudo apt-get update` has listed them; \
                 on another version, {install}"
            )
        })?;
        if compiler.starts() {
            return Ok(compiler);
        }
        Err(format!("{} does not start; instead of it, {install}", compiler.rustc.display()))
    }

    fn of_rustup() -> Option<Self> {
        let rustup = Command::new("rustup").args(["which", "--toolchain", RUST, "rustc"]).output().ok()?;
        let rustc = str::from_utf8(&rustup.stdout).ok()?.trim();
        rustup.status.success().then(|| Self { rustc: rustc.into(), libraries: None })
    }

    /// The compiler in a folder with Debian's packages.
    fn of_debian(folder: &Path) -> Self {
        let libraries = folder.join(format!("usr/lib/{}-linux-gnu", env::consts::ARCH));
        Self { rustc: folder.join("usr/bin/rustc"), libraries: Some(libraries) }
    }

    fn starts(&self) -> bool {
        let mut rustc = Command::new(&self.rustc);
        rustc.arg("--version").envs(self.environment());
        rustc.output().is_ok_and(|output| output.status.success())
    }

    /// The variables with which cargo uses this compiler.
    fn environment(&self) -> Vec<(&'static str, String)> {
        let mut environment = vec![
            ("RUSTC", self.rustc.display().to_string()),
            ("CARGO_TARGET_DIR", "target/msrv/build".to_owned()),
        ];
        let libraries = self.libraries.iter();
        environment.extend(libraries.map(|folder| ("LD_LIBRARY_PATH", folder.display().to_string())));
        environment
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_manifest_asks_for_the_same_compiler() {
        let manifest = fs::read_to_string(step::root().join("Cargo.toml")).unwrap();
        assert!(manifest.contains(&format!("\nrust-version = \"{RUST}\"\n")));
        assert!(DEBIAN_PACKAGES[..3].iter().all(|package| package.contains(RUST)));
    }

    #[test]
    fn every_feature_is_checked_or_needs_a_newer_compiler() {
        let manifest = fs::read_to_string(step::root().join("cors-runtime/Cargo.toml")).unwrap();
        let (_, features) = manifest.split_once("\n[features]\n").unwrap();
        let (features, _) = features.split_once("\n[").unwrap();
        let mut features: Vec<_> = features
            .lines()
            .filter_map(|line| line.split_once(" = ").map(|(name, _)| name))
            .filter(|name| !name.starts_with(['#', ' ']))
            .collect();
        let mut known: Vec<_> = FEATURES.into_iter().chain(NEWER.map(|(feature, _)| feature)).collect();
        features.sort_unstable();
        known.sort_unstable();
        assert_eq!(features, known, "FEATURES or NEWER in xtask/src/msrv.rs");
    }
}
