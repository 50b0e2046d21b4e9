//! Finds the processes of one browser.

use std::path::Path;
use std::{fs, io};

use rustix::process::{Pid, getpid};

/// The processes other than this one that name `folder`, except those that only wait to be reaped.
///
/// They name it on their command line or in their environment, which child processes inherit. Chromium
/// overwrites both with its command line.
pub(crate) fn naming(folder: &Path) -> Vec<Pid> {
    let folder = folder.as_os_str().as_encoded_bytes();
    let names_it = |pid: &Pid| {
        ["cmdline", "environ"].iter().any(|file| {
            let text = fs::read(format!("/proc/{pid}/{file}")).unwrap_or_default();
            text.windows(folder.len()).any(|part| part == folder)
        })
    };
    let others = all().expect("/proc lists the processes").into_iter().filter(|pid| *pid != getpid());
    others.filter(names_it).collect()
}

fn all() -> io::Result<Vec<Pid>> {
    let names = fs::read_dir("/proc")?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    Ok(names.filter_map(|name| Pid::from_raw(name.parse().ok()?)).collect())
}
