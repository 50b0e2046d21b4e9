//! A command of cargo, run with a heading, and reported so that it can be pasted.

use std::fmt;
use std::path::Path;
use std::process::Command;

/// One command of cargo.
pub(crate) struct Step {
    pub(crate) heading: &'static str,
    pub(crate) environment: &'static [(&'static str, &'static str)],
    pub(crate) cargo: &'static [&'static str],
}

/// As it is typed in a shell.
impl fmt::Display for Step {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, value) in self.environment {
            write!(out, "{name}={value} ")?;
        }
        write!(out, "cargo {}", self.cargo.join(" "))
    }
}

impl Step {
    fn run(&self) -> Result<(), String> {
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

/// Runs the steps in order, up to the first that fails.
pub(crate) fn run_all(steps: &[Step]) -> Result<(), String> {
    steps.iter().try_for_each(Step::run)
}

/// Announces what comes next.
pub(crate) fn heading(text: &str) {
    eprintln!("\n== {text}");
}

/// The folder of the workspace.
pub(crate) fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// The cargo of the pinned toolchain, in the folder of the workspace.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new("cargo");
    // It changes what the compiler says, and with it the golden files.
    command.current_dir(root()).env_remove("RUSTC_BOOTSTRAP");
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_shown_as_it_is_typed() {
        let step = Step { heading: "", environment: &[("A", "1")], cargo: &["doc", "--no-deps"] };
        assert_eq!(step.to_string(), "A=1 cargo doc --no-deps");
    }
}
