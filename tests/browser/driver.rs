//! A browser and its driver, started for one test and ended with every process that they started.

use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio, id};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::time::timeout;
use url::{ParseError, Url};

use crate::engine::Engine;
use crate::proxy::Proxy;

const PATIENCE: Duration = Duration::from_secs(30);

/// A running driver. Dropping it ends the driver and its browsers.
pub(crate) struct Driver {
    engine: Engine,
    guard: Child,
    address: String,
    folder: PathBuf,
}

impl Driver {
    /// Starts the driver of an engine on a free port.
    ///
    /// # Panics
    ///
    /// When it is not installed or does not start.
    pub(crate) fn start(engine: Engine) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let folder = folder_of(id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let port = if engine.says_its_port() { 0 } else { free_port() };
        let line = engine.driver(&folder, port);
        fs::create_dir_all(&folder).expect("the folder for temporary files is writable");
        let mut command = Command::new(env!("CARGO_BIN_EXE_guard"));
        command.arg(&folder).args(line).process_group(0);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        // Every process of this browser inherits the name of the folder, which identifies it.
        command.env("TMPDIR", &folder).env("XDG_CONFIG_HOME", &folder).env("XDG_CACHE_HOME", &folder);
        for variable in ["http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"] {
            command.env_remove(variable);
        }
        let mut guard = command.spawn().expect("the guard starts");
        let output = BufReader::new(guard.stdout.take().expect("its output is piped"));
        let mut driver = Self { engine, guard, address: String::new(), folder };
        let said = port_that_is_said(output.lines().map_while(Result::ok));
        let port = if port == 0 { said.recv_timeout(PATIENCE).ok() } else { listening(port) };
        let port = port.unwrap_or_else(|| panic!("the driver did not start: {}", engine.install()));
        driver.address = format!("http://127.0.0.1:{port}");
        driver
    }

    /// Opens a browser without a window, with its own profile, behind a proxy.
    ///
    /// # Panics
    ///
    /// When it is not installed or does not start.
    pub(crate) async fn open(&self, proxy: &Proxy) -> Client {
        let Value::Object(capabilities) = self.engine.capabilities(&self.folder, proxy) else {
            unreachable!("it is an object")
        };
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let opening = builder.capabilities(capabilities).connect(&self.address);
        let opened = timeout(PATIENCE, opening).await.expect("a browser opens within 30 s");
        opened.unwrap_or_else(|error| panic!("it did not start: {error}\n\n{}", self.engine.install()))
    }

    /// Ends the driver and its browsers. Returns whether every process ended when asked to.
    pub(crate) fn stop(&mut self) -> bool {
        drop(self.guard.stdin.take());
        self.guard.wait().is_ok_and(|status| status.success())
    }

    /// The folder that every process of this browser names.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.stop();
    }
}

/// What the browser has written to its console since the last call, such as why it refused a request.
///
/// Chromium only: the `WebDriver` standard does not cover the console.
pub(crate) async fn console(client: &Client) -> Vec<String> {
    let entries = client.issue_cmd(ReadConsole).await.expect("chromedriver hands out its log");
    let entries = entries.as_array().expect("the log is a list");
    entries.iter().map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect()
}

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

/// The folder of a browser, counted from 0, of a process. No other folder's path contains its path.
///
/// The path is short, because the folder holds sockets, whose paths have at most 107 bytes.
pub(crate) fn folder_of(process: u32, count: u32) -> PathBuf {
    env::temp_dir().join(format!("cors-{process}-{count}.browser"))
}

/// A port that was free a moment ago.
fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    listener.local_addr().expect("it is bound").port()
}

/// Returns the port as soon as something listens on it.
fn listening(port: u16) -> Option<u16> {
    let deadline = Instant::now() + PATIENCE;
    while Instant::now() < deadline {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Some(port);
        }
        thread::sleep(Duration::from_millis(20));
    }
    None
}

/// The port that a driver prints; keeps reading its output so that the driver never blocks.
fn port_that_is_said(lines: impl Iterator<Item = String> + Send + 'static) -> mpsc::Receiver<u16> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for line in lines {
            let port = ["started successfully on port ", "Listening on 127.0.0.1:"]
                .iter()
                .find_map(|sentence| line.split_once(sentence))
                .and_then(|(_, port)| port.trim_end_matches('.').parse().ok());
            if let Some(port) = port {
                let _ = sender.send(port);
            }
        }
    });
    receiver
}
