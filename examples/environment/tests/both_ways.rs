//! Starts the example as in development and as in production.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Output, Stdio};

const DEVELOPMENT: &[&str] = &[];
const PRODUCTION: &[&str] = &["--no-default-features"];

fn command(features: &[&str], origins: Option<&str>) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.args(["run", "--quiet", "--package", "example-environment"]).args(features);
    command.env("PORT", "0").env_remove("APP_ORIGINS").env("RUST_BACKTRACE", "0");
    if let Some(origins) = origins {
        command.env("APP_ORIGINS", origins);
    }
    command
}

/// A running example, which stops when the test ends.
struct Server {
    process: Child,
    address: String,
}

impl Server {
    fn start(features: &[&str], origins: Option<&str>) -> Self {
        // Without `cargo run` in between, which could outlive its child or leave it behind.
        let build = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--package", "example-environment", "--message-format=json"])
            .args(features)
            .output()
            .expect("cargo runs");
        let messages = String::from_utf8(build.stdout).expect("JSON");
        let (_, behind) = messages.rsplit_once("\"executable\":\"").expect("a program was built");
        let program = behind.split('"').next().expect("its path");
        let mut command = Command::new(program);
        command.env("PORT", "0").env_remove("APP_ORIGINS").stdout(Stdio::piped());
        if let Some(origins) = origins {
            command.env("APP_ORIGINS", origins);
        }
        let mut process = command.spawn().expect("the example starts");
        let lines = BufReader::new(process.stdout.take().expect("its output is piped")).lines();
        let mut lines = lines.map_while(Result::ok);
        let address = lines.find_map(|line| line.strip_prefix("listening on http://").map(str::to_owned));
        Self { process, address: address.expect("it listens") }
    }

    fn allows(&self, origin: &str) -> bool {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        let request = format!(
            "GET /profile HTTP/1.1\r\nHost: localhost\r\nOrigin: {origin}\r\nConnection: close\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers");
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        answer.contains(&format!("access-control-allow-origin: {origin}\r\n"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A single test, because both builds share a target folder.
#[test]
fn development_and_production_allow_different_origins() {
    let development = Server::start(DEVELOPMENT, None);
    assert!(development.allows("http://localhost:5173"));
    assert!(!development.allows("https://app.example.com"));
    drop(development);

    let production =
        Server::start(PRODUCTION, Some("https://app.example.com, https://*.preview.example.com"));
    assert!(!production.allows("http://localhost:5173"));
    assert!(production.allows("https://app.example.com"));
    assert!(production.allows("https://pr-7.preview.example.com"));
    assert!(!production.allows("https://preview.example.com"));
    drop(production);

    let mistaken = "https://app.example.com/ https://*.com:99999\nhttp://app.example.com";
    let Output { status, stdout, stderr } = command(PRODUCTION, Some(mistaken)).output().expect("cargo runs");
    let stderr = String::from_utf8_lossy(&stderr);
    assert!(!status.success() && stdout.is_empty(), "nothing is served");
    let lines: Vec<_> = stderr.lines().filter(|line| line.starts_with("APP_ORIGINS: ")).collect();
    assert_eq!(lines.len(), 3, "{stderr}");
    for (line, entry) in lines.iter().zip(mistaken.split_whitespace()) {
        assert!(line.starts_with(&format!("APP_ORIGINS: {entry:?}: ")), "{line}");
        assert!(line.contains("; "), "a fix: {line}");
    }
    assert!(
        stderr.contains("the origins of `read_profile` (examples/environment/src/main.rs:22)"),
        "{stderr}"
    );

    let missing = command(PRODUCTION, None).output().expect("cargo runs");
    assert!(!missing.status.success() && missing.stdout.is_empty(), "nothing is served");
    let stderr = String::from_utf8_lossy(&missing.stderr);
    assert!(stderr.contains("the environment variable `APP_ORIGINS` is not set"), "{stderr}");
}
