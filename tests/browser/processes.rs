//! The processes of one browser, found and ended.

use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};
use std::{fs, io};

use rustix::process::{Pid, Signal, kill_process};

const PATIENCE: Duration = Duration::from_secs(3);

/// The processes whose command line names `folder`, without those that only wait to be reaped.
pub(crate) fn naming(folder: &Path) -> Vec<Pid> {
    let folder = folder.as_os_str().as_encoded_bytes();
    let names_it = |pid: &Pid| {
        let line = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        line.windows(folder.len()).any(|part| part == folder)
    };
    all().expect("/proc lists the processes").into_iter().filter(names_it).collect()
}

/// Asks the processes that name `folder` to end, and kills those that do not.
///
/// Returns those that had to be killed.
pub(crate) fn end(folder: &Path) -> Vec<Pid> {
    signal(&naming(folder), Signal::TERM);
    let deadline = Instant::now() + PATIENCE;
    while !naming(folder).is_empty() && Instant::now() < deadline {
        sleep(Duration::from_millis(20));
    }
    let stubborn = naming(folder);
    signal(&stubborn, Signal::KILL);
    stubborn
}

fn signal(processes: &[Pid], signal: Signal) {
    for process in processes {
        // It may have ended by itself in the meantime.
        let _ = kill_process(*process, signal);
    }
}

fn all() -> io::Result<Vec<Pid>> {
    let names = fs::read_dir("/proc")?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    Ok(names.filter_map(|name| Pid::from_raw(name.parse().ok()?)).collect())
}
