//! Chromium and its driver, started for one test, and ended with everything that they started.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio, id};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;
use std::time::Duration;
use std::{env, fs, thread};

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use rustix::process::Pid;
use serde_json::{Value, json};
use url::{ParseError, Url};

use crate::processes;

const INSTALL: &str = "these tests drive a real Chromium; install it with `cargo xtask test`, or with\n\n    \
    apt-get install -y --no-install-recommends chromium chromium-driver\n\n\
    or name the two programs in CHROMIUM and CHROMEDRIVER";

/// A running chromedriver. Dropping it ends the driver and its browsers.
pub(crate) struct Driver {
    process: Child,
    address: String,
    folder: PathBuf,
}

impl Driver {
    /// Starts chromedriver on a free port.
    ///
    /// # Panics
    ///
    /// When it is not installed or does not start.
    pub(crate) fn start() -> Self {
        let folder = fresh_folder();
        let mut process = Command::new(find("CHROMEDRIVER", &["chromedriver"]))
            .arg("--port=0")
            // Every process of this browser names the folder, and is found by it.
            .arg(format!("--log-path={}", folder.join("driver.log").display()))
            .env("XDG_CONFIG_HOME", folder.join("config"))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts");
        let lines = BufReader::new(process.stdout.take().expect("its output is piped")).lines();
        let mut driver = Self { process, address: String::new(), folder };
        let port = port_of(lines.map_while(Result::ok));
        driver.address = format!("http://127.0.0.1:{port}");
        driver
    }

    /// Opens a headless Chromium with a profile of its own.
    ///
    /// # Panics
    ///
    /// When it is not installed or does not start.
    pub(crate) async fn open(&self) -> Client {
        let browser = find("CHROMIUM", &["chromium", "chromium-browser", "google-chrome", "chrome"]);
        let profile = format!("--user-data-dir={}", self.folder.display());
        let capabilities = json!({
            "goog:chromeOptions": {
                "binary": browser,
                "args": [
                    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                    "--disable-background-networking", "--disable-component-update", "--disable-sync",
                    profile,
                ],
            },
            "goog:loggingPrefs": { "browser": "ALL" },
        });
        let Value::Object(capabilities) = capabilities else { unreachable!("it is an object") };
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let opened = builder.capabilities(capabilities).connect(&self.address).await;
        opened.unwrap_or_else(|error| panic!("Chromium did not start: {error}\n\n{INSTALL}"))
    }

    /// Ends the driver and its browsers; returns the processes that did not end when asked to.
    pub(crate) fn stop(&mut self) -> Vec<Pid> {
        let killed = processes::end(&self.folder);
        // Reaps it: a dead child that nobody waited for is still listed.
        let _ = self.process.kill();
        let _ = self.process.wait();
        killed
    }

    /// The folder that is named in the command line of every process of this browser.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.stop();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// What the browser wrote to its console: why it refused a call, among others.
pub(crate) async fn console(client: &Client) -> Vec<String> {
    let entries = client.issue_cmd(ReadConsole).await.expect("chromedriver hands out its log");
    let entries = entries.as_array().expect("the log is a list");
    entries.iter().map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect()
}

/// Chromium's way to the console; the standard has none.
#[derive(Debug)]
struct ReadConsole;

impl WebDriverCompatibleCommand for ReadConsole {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(json!({ "type": "browser" }).to_string()))
    }
}

/// The path of a program: what `variable` says, or the first of `names` that is on `PATH`.
fn find(variable: &str, names: &[&str]) -> PathBuf {
    if let Some(path) = env::var_os(variable) {
        return path.into();
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let candidates =
        env::split_paths(&path).flat_map(|folder| names.iter().map(move |name| folder.join(name)));
    let found = candidates.into_iter().find(|candidate| candidate.is_file());
    found.unwrap_or_else(|| panic!("{} not found: {INSTALL}", names[0]))
}

/// A folder whose path is part of no other's.
fn fresh_folder() -> PathBuf {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = format!("{}-{count}.browser", id());
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).expect("the target folder is writable");
    folder
}

/// Waits until chromedriver says which port it listens on, and keeps reading so that it never blocks.
fn port_of(lines: impl Iterator<Item = String> + Send + 'static) -> u16 {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for line in lines {
            let port = line.split_once("started successfully on port ").map(|(_, port)| port);
            if let Some(port) = port.and_then(|port| port.trim_end_matches('.').parse().ok()) {
                let _ = sender.send(port);
            }
        }
    });
    let port = receiver.recv_timeout(Duration::from_secs(30));
    port.unwrap_or_else(|_| panic!("chromedriver did not start: {INSTALL}"))
}
