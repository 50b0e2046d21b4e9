//! Starts a driver, and ends it with every process that it started, however the test ends.
//!
//! `guard <folder> <program> <argument>...` ends when its standard input closes, because the test drops it or is
//! killed, or when the program that runs the tests ends. It succeeds only then, and only if every process ended
//! when asked to. It is not in the process group of the test, so an interrupt from the keyboard does not reach it
//! or its browsers, and they end in order.

mod processes;

use std::io::stdin;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::process::parent_id;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};
use std::{env, fs};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::process::{Pid, PidfdFlags, Signal, kill_process, pidfd_open};

const PATIENCE: Duration = Duration::from_secs(3);

fn main() -> ExitCode {
    let mut arguments = env::args_os().skip(1);
    let (Some(folder), Some(program)) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: guard <folder> <program> <argument>...");
        return ExitCode::FAILURE;
    };
    let runners = runners();
    let folder = PathBuf::from(folder);
    let driver = Command::new(&program).args(arguments).stdin(Stdio::null()).stderr(Stdio::null()).spawn();
    let waited = driver.as_ref().map_or(Ok(()), |_| wait(&runners));
    let stubborn = end(&folder);
    // Reaps the child, which would otherwise still be listed.
    let reaped = driver.and_then(|mut driver| driver.kill().and(driver.wait()));
    let removed = fs::remove_dir_all(&folder);
    if waited.is_ok() && stubborn.is_empty() && reaped.is_ok() && removed.is_ok() {
        return ExitCode::SUCCESS;
    }
    eprintln!("{}: {waited:?}, killed {stubborn:?}, {reaped:?}, {removed:?}", program.display());
    ExitCode::FAILURE
}

/// Waits until standard input or one of the processes ends.
fn wait(processes: &[OwnedFd]) -> Result<(), Errno> {
    let input = stdin();
    let mut ends = vec![PollFd::new(&input, PollFlags::HUP)];
    ends.extend(processes.iter().map(|process| PollFd::from_borrowed_fd(process.as_fd(), PollFlags::IN)));
    while let Err(error) = poll(&mut ends, None) {
        if error != Errno::INTR {
            return Err(error);
        }
    }
    Ok(())
}

/// The processes above the test that are there only to run it: cargo and xtask.
///
/// When one of them is ended, the test is not notified.
fn runners() -> Vec<OwnedFd> {
    let mut runners = Vec::new();
    let mut process = Pid::from_raw(parent_id().cast_signed()).and_then(parent);
    while let Some(pid) = process {
        let name = fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default();
        if !["cargo", "xtask"].contains(&name.trim_end()) {
            break;
        }
        runners.extend(pidfd_open(pid, PidfdFlags::empty()).ok());
        process = parent(pid);
    }
    runners
}

/// The parent of a process, which is the second field after the name in brackets.
fn parent(pid: Pid) -> Option<Pid> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (_, fields) = stat.rsplit_once(')')?;
    Pid::from_raw(fields.split_whitespace().nth(1)?.parse().ok()?)
}

/// Asks the processes that name `folder` to end, and kills those that do not.
///
/// Returns those that had to be killed.
fn end(folder: &Path) -> Vec<Pid> {
    signal(&processes::naming(folder), Signal::TERM);
    let deadline = Instant::now() + PATIENCE;
    while !processes::naming(folder).is_empty() && Instant::now() < deadline {
        sleep(Duration::from_millis(20));
    }
    let stubborn = processes::naming(folder);
    signal(&stubborn, Signal::KILL);
    stubborn
}

fn signal(processes: &[Pid], signal: Signal) {
    for process in processes {
        // It may have ended on its own in the meantime.
        let _ = kill_process(*process, signal);
    }
}
