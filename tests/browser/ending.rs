//! No browser outlives its test.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs};

use rustix::process::{Pid, Signal, kill_process};
use tokio::time::sleep;

use crate::driver::{self, Driver};
use crate::engine::Engine;
use crate::processes;
use crate::proxy::Proxy;

#[tokio::test]
async fn a_driver_that_is_dropped_takes_its_browser_with_it() {
    for engine in Engine::chosen() {
        let proxy = Proxy::start(0).await;
        let driver = Driver::start(engine);
        let folder = driver.folder().to_owned();
        let client = driver.open(&proxy).await;
        assert!(processes::naming(&folder).len() > 2, "a guard, a driver and a browser");
        drop(driver);
        assert_eq!(processes::naming(&folder), []);
        assert!(!folder.exists());
        drop(client);
    }
}

/// Waits with a browser until it is ended from outside.
#[tokio::test]
#[ignore = "the next test runs it, in a process of its own"]
async fn waits_with_a_browser() {
    let proxy = Proxy::start(0).await;
    let driver = Driver::start(Engine::Chromium);
    let client = driver.open(&proxy).await;
    sleep(Duration::from_mins(2)).await;
    drop(client);
}

#[tokio::test]
async fn a_test_that_is_interrupted_takes_its_browser_with_it() {
    for signal in [Signal::INT, Signal::TERM, Signal::KILL].into_iter().filter(|signal| !is_ignored(*signal))
    {
        let mut test = Command::new(env::current_exe().expect("these tests"))
            .args(["--ignored", "--exact", "ending::waits_with_a_browser"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the tests start");
        let folder = driver::folder_of(test.id(), 0);
        // A guard, a driver, and the first processes of the browser.
        until("it has a browser", || processes::naming(&folder).len() > 4).await;
        let pid = Pid::from_raw(test.id().cast_signed()).expect("a process");
        kill_process(pid, signal).expect("it runs");
        let status = test.wait().expect("it ends");
        assert!(!status.success(), "{signal:?} ends it");
        until("all are gone", || processes::naming(&folder).is_empty() && !folder.exists()).await;
    }
}

/// Whether the process that started these tests made them ignore the signal, as a shell does with INT for background
/// jobs.
fn is_ignored(signal: Signal) -> bool {
    let status = fs::read_to_string("/proc/self/status").expect("/proc tells of this process");
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:")).expect("a mask");
    let mask = u64::from_str_radix(ignored.trim(), 16).expect("in hexadecimal");
    mask >> (signal.as_raw() - 1) & 1 == 1
}

/// Waits until a condition holds.
async fn until(what: &str, is_so: impl Fn() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(30);
    while !is_so() {
        assert!(Instant::now() < deadline, "not so in time: {what}");
        sleep(Duration::from_millis(10)).await;
    }
}
