//! The commands of this workspace; `cargo xtask help` lists them.

mod bench;
mod bench_build;
mod bless;
mod browser;
mod debian;
mod deny;
mod msrv;
mod package;
mod semver;
mod step;
mod test;
mod tool;

use std::env;
use std::fmt::Write;
use std::process::ExitCode;

/// What a contributor can type after `cargo xtask`.
struct Command {
    name: &'static str,
    about: &'static str,
    run: Run,
}

#[derive(Clone, Copy)]
enum Run {
    Plain(fn() -> Result<(), String>),
    /// With an optional number.
    Number(fn(Option<usize>) -> Result<(), String>),
}

const COMMANDS: &[Command] = &[
    Command {
        name: "test",
        about: "checks and tests everything, cheapest first, and stops at the first failure;\n\
                on Debian, as root, it first installs what is missing; the only browser is Chromium",
        run: Run::Plain(test::run),
    },
    Command {
        name: "browsers",
        about: "runs the browser tests in Chromium, Firefox and WebKit, and prints a table of the\n\
                results; installs what is missing in the same way",
        run: Run::Plain(test::browsers),
    },
    Command {
        name: "msrv",
        about: "checks the published crates on the oldest supported Rust; takes it from rustup or\n\
                unpacks it into target/msrv from Debian's packages",
        run: Run::Plain(msrv::run),
    },
    Command {
        name: "package",
        about: "packages the published crates as for crates.io, and tests the packages, with every\n\
                feature, outside the workspace",
        run: Run::Plain(package::run),
    },
    Command {
        name: "deny",
        about: "checks licences, duplicates and sources of dependencies against deny.toml;\n\
                first builds cargo-deny in target/tools, which takes four minutes",
        run: Run::Plain(deny::run),
    },
    Command {
        name: "semver",
        about: "fails if the public API changed since the last tag v* more than the version says;\n\
                first builds cargo-semver-checks in target/tools, which takes ten minutes",
        run: Run::Plain(semver::run),
    },
    Command {
        name: "bless",
        about: "rewrites the golden files of the tests with what the compiler says now",
        run: Run::Plain(bless::run),
    },
    Command {
        name: "bench",
        about: "measures what CORS costs per request, here and in other libraries; prints a table,\n\
                compares it with the targets, and draws the plots (benches/README.md); on Debian, as\n\
                root, it first installs valgrind and wrk; takes 15 minutes and 3 GB in target",
        run: Run::Plain(bench::all),
    },
    Command {
        name: "bench guard",
        about: "fails if this library needs more instructions than benches/instructions.txt says",
        run: Run::Plain(bench::guard),
    },
    Command {
        name: "bench bless",
        about: "rewrites benches/instructions.txt",
        run: Run::Plain(bench::bless),
    },
    Command {
        name: "bench report",
        about: "redraws the table and the plots from the last measurements",
        run: Run::Plain(bench::report),
    },
    Command {
        name: "bench load",
        about: "puts axum servers under load with wrk for 90 s",
        run: Run::Plain(bench::load),
    },
    Command {
        name: "bench build",
        about: "prints what N annotated handlers (100) cost a build, next to the same program without\n\
                CORS and with tower-http's CorsLayer on each route; takes minutes, and 1 GB in\n\
                target/bench-build, which it removes",
        run: Run::Number(|handlers| bench::build(handlers.unwrap_or(bench_build::HANDLERS_OF_TARGETS))),
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[&str]) -> Result<(), String> {
    let command =
        |name: &str| COMMANDS.iter().find(|command| command.name == name).map(|command| command.run);
    if let ["help" | "--help" | "-h"] = arguments {
        help();
        return Ok(());
    }
    if let Some(run) = command(&arguments.join(" ")) {
        return match run {
            Run::Plain(run) => run(),
            Run::Number(run) => run(None),
        };
    }
    if let [name @ .., number] = arguments
        && let Some(Run::Number(run)) = command(&name.join(" "))
        && let Ok(number @ 1..) = number.parse()
    {
        return run(Some(number));
    }
    let mistake = match arguments {
        [] => "no command".to_owned(),
        words => format!("unknown command: {}", words.join(" ")),
    };
    Err(format!("{mistake}\n\n{}", usage()))
}

fn usage() -> String {
    let mut usage = "usage: cargo xtask <command>\n\n".to_owned();
    for command in COMMANDS {
        let operand = if let Run::Number(_) = command.run { " [N]" } else { "" };
        let mut label = format!("{}{operand}", command.name);
        for line in command.about.lines() {
            _ = writeln!(usage, "  {label:17}{line}");
            label.clear();
        }
    }
    usage.push_str("  help             prints this\n");
    usage
}

#[expect(clippy::print_stdout, reason = "help may be piped into a pager")]
fn help() {
    print!("{}", usage());
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn an_unknown_command_is_an_error_that_prints_the_usage() {
        for arguments in [
            &["tset"][..],
            &["test", "everything"],
            &["test", "1"],
            &["bench", "all"],
            &["bench", "build", "0"],
            &[],
        ] {
            assert!(run(arguments).is_err_and(|error| error.ends_with(&usage())), "{arguments:?}");
        }
    }

    #[test]
    fn the_usage_fits_a_terminal() {
        assert!(usage().lines().all(|line| line.len() <= 110));
    }

    /// The parts of `bench` are listed in `benches/README.md`.
    #[test]
    fn every_command_is_documented_for_contributors() {
        let read = |path: &str| fs::read_to_string(step::root().join(path)).unwrap();
        let (contributing, benches) = (read("CONTRIBUTING.md"), read("benches/README.md"));
        for Command { name, .. } in COMMANDS {
            let text = if name.starts_with("bench") { &benches } else { &contributing };
            assert!(text.contains(&format!("cargo xtask {name} ")), "{name}");
        }
    }
}
