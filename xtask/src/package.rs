//! `cargo xtask package`: the published crates as crates.io will have them, tested outside the workspace.

use std::fmt::Write;
use std::fs;
use std::process::Command;

use crate::step::{self, Step, heading};

/// The crates that are published, each after those that it depends on.
pub(crate) const PUBLISHED: [&str; 4] = ["cors-policy", "cors-macros", "cors-runtime", "cors-testing"];

/// The version of the whole workspace, as in the names of packages.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Has a workspace of its own, in which the packages depend on each other.
const UNPACKED: &str = "target/packaged/unpacked";

/// Packages the crates, unpacks them into a workspace of their own, and tests them there with every feature.
///
/// # Errors
///
/// Says which step failed and how to repeat it, or which link of a README is broken.
pub(crate) fn run() -> Result<(), String> {
    let mut cargo = vec!["package", "--no-verify", "--allow-dirty", "--target-dir", "target/packaged"];
    cargo.extend(PUBLISHED.iter().flat_map(|name| ["--package", name]));
    Step { heading: "packages", environment: &[], cargo: &cargo }.run()?;
    unpack()?;
    heading("links in the READMEs of the packages");
    check_links()?;
    Step {
        heading: "tests of the packages",
        environment: &[("CARGO_TARGET_DIR", "target/packaged/build")],
        cargo: &[
            "test",
            "--manifest-path",
            &format!("{UNPACKED}/Cargo.toml"),
            "--workspace",
            "--all-features",
        ],
    }
    .run()
}

fn unpack() -> Result<(), String> {
    let unpacked = step::root().join(UNPACKED);
    let failed = |error| format!("could not write to {}: {error}", unpacked.display());
    drop(fs::remove_dir_all(&unpacked));
    fs::create_dir_all(&unpacked).map_err(failed)?;
    for name in PUBLISHED {
        let mut tar = Command::new("tar");
        // With the current time: the files of every package have the same date, by which cargo would take
        // them for those that it built last.
        tar.current_dir(&unpacked).args(["-xzmf", &format!("../package/{name}-{VERSION}.crate")]);
        match tar.status() {
            Ok(status) if status.success() => {}
            Ok(status) => return Err(format!("`tar` could not unpack {name}: {status}")),
            Err(error) => return Err(format!("`tar`, which unpacks packages, did not start: {error}")),
        }
    }
    fs::write(unpacked.join("Cargo.toml"), workspace()).map_err(failed)?;
    // The same versions as everything else in this workspace.
    fs::copy(step::root().join("Cargo.lock"), unpacked.join("Cargo.lock")).map_err(failed)?;
    Ok(())
}

/// The manifest of a workspace in which the packages depend on each other, not on those on crates.io.
fn workspace() -> String {
    let folders = PUBLISHED.map(|name| format!("{name}-{VERSION}"));
    let mut manifest = format!("[workspace]\nresolver = \"3\"\nmembers = {folders:?}\n\n[patch.crates-io]\n");
    for (name, folder) in PUBLISHED.iter().zip(&folders) {
        _ = writeln!(manifest, "{name} = {{ path = {folder:?} }}");
    }
    manifest.push_str("\n[profile.dev]\ndebug = \"line-tables-only\"\n");
    manifest
}

/// Requires a README in each package whose links work wherever it is shown: on crates.io, and as crate docs.
fn check_links() -> Result<(), String> {
    let mut broken = String::new();
    for name in PUBLISHED {
        let path = step::root().join(format!("{UNPACKED}/{name}-{VERSION}/README.md"));
        let text = fs::read_to_string(path).map_err(|error| format!("{name}/README.md: {error}"))?;
        for (line, link) in relative_links(&text) {
            _ = write!(broken, "\n    {name}/README.md:{line}: {link}");
        }
    }
    if broken.is_empty() {
        return Ok(());
    }
    Err(format!(
        "crates.io and docs.rs cannot follow relative links; remove these or begin them with `https://`:\n{broken}"
    ))
}

/// The links and images of a Markdown text, with their lines, that lead elsewhere and not by `https://`.
fn relative_links(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut in_code = false;
    let prose = text.lines().zip(1..).filter(move |(line, _)| {
        let fence = line.trim_start().starts_with("```");
        in_code ^= fence;
        !fence && !in_code
    });
    let links = prose.flat_map(|(line, number)| {
        let inline = line.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next());
        let definition =
            line.starts_with('[').then(|| line.split_once("]: ")).flatten().map(|(_, link)| link);
        inline.chain(definition).map(move |link| (number, link))
    });
    links.filter(|(_, link)| !link.starts_with("https://") && !link.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relative_link_is_found_with_its_line() {
        let text = "\
A [page](https://docs.rs), [here](#there), [a](b.md) and ![plot](plots/a.svg).

```rust
table[0](c);
```

[d]: e.md
[f]: https://docs.rs
";
        let found: Vec<_> = relative_links(text).collect();
        assert_eq!(found, [(1, "b.md"), (1, "plots/a.svg"), (7, "e.md")]);
    }

    #[test]
    fn published_crates_have_the_version_of_the_workspace() {
        for name in PUBLISHED {
            let manifest = fs::read_to_string(step::root().join(name).join("Cargo.toml")).unwrap();
            assert!(manifest.contains("\nversion.workspace = true\n"), "{name}");
        }
    }
}
