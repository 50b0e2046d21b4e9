//! A cargo command with a heading, reported in a form that can be pasted into a shell.

use std::borrow::Cow;
use std::fmt;
use std::path::Path;
use std::process::Command;

/// One cargo command.
pub(crate) struct Step<'a> {
    pub(crate) heading: &'a str,
    pub(crate) environment: &'a [(&'a str, &'a str)],
    pub(crate) cargo: &'a [&'a str],
}

/// As typed in a shell, in the workspace folder.
impl fmt::Display for Step<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, value) in self.environment {
            write!(out, "{name}={} ", quoted(value))?;
        }
        out.write_str("cargo")?;
        self.cargo.iter().try_for_each(|argument| write!(out, " {}", quoted(argument)))
    }
}

impl Step<'_> {
    /// Runs the command to its end.
    ///
    /// # Errors
    ///
    /// Says which step failed, and how to repeat it alone.
    pub(crate) fn run(&self) -> Result<(), String> {
        heading(self.heading);
        eprintln!("{self}");
        let environment = self.environment.iter().copied();
        let status = cargo().args(self.cargo).envs(environment).status();
        match status {
            Ok(status) if status.success() => Ok(()),
            Ok(_) => Err(format!("`{}` failed; to run only this step:\n\n    {self}", self.heading)),
            Err(error) => Err(format!("`{}` did not start: {error}", self.heading)),
        }
    }
}

/// Runs the steps in order and stops at the first failure.
pub(crate) fn run_all(steps: &[Step<'_>]) -> Result<(), String> {
    steps.iter().try_for_each(Step::run)
}

/// Announces what comes next.
pub(crate) fn heading(text: &str) {
    eprintln!("\n== {text}");
}

/// The workspace folder.
pub(crate) fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// The pinned toolchain's cargo, in the workspace folder.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new("cargo");
    // It changes compiler messages, and the golden files with them.
    command.current_dir(root()).env_remove("RUSTC_BOOTSTRAP");
    command
}

/// A word as a shell reads it.
fn quoted(word: &str) -> Cow<'_, str> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "%+,-./:=@_".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.into()
    } else {
        format!("'{}'", word.replace('\'', r"'\''")).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_shown_as_it_is_typed() {
        let step = Step { heading: "", environment: &[("A", "1")], cargo: &["doc", "--no-deps"] };
        assert_eq!(step.to_string(), "A=1 cargo doc --no-deps");
    }

    #[test]
    fn a_word_that_a_shell_would_split_or_expand_is_quoted() {
        for (word, expected) in [
            ("a b", "'a b'"),
            ("$HOME", "'$HOME'"),
            ("it's", r"'it'\''s'"),
            ("", "''"),
            ("a/b-1.0", "a/b-1.0"),
        ] {
            assert_eq!(quoted(word), expected);
        }
    }
}
