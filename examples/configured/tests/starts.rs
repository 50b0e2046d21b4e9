//! Starts the example with each configuration of `starts.txt`.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

const CASES: &str = include_str!("starts.txt");

#[derive(Default)]
struct Case<'t> {
    file: String,
    variables: Vec<(&'t str, &'t str)>,
    allowed: Vec<&'t str>,
    others: Vec<&'t str>,
    headers: Vec<&'t str>,
    mistakes: Vec<&'t str>,
}

impl<'t> Case<'t> {
    fn parse(text: &'t str) -> Self {
        let mut case = Self { file: "port = 0\n".to_owned(), ..Self::default() };
        for line in text.lines() {
            match line.split_at_checked(2) {
                Some(("$ ", variable)) => case.variables.extend(variable.split_once('=')),
                Some(("+ ", origin)) => case.allowed.push(origin),
                Some(("- ", origin)) => case.others.push(origin),
                Some(("= ", header)) => case.headers.push(header),
                Some(("> ", mistake)) => case.mistakes.push(mistake),
                Some(("# ", _)) => {}
                _ => case.file.extend([line, "\n"]),
            }
        }
        case
    }
}

/// A running example, which stops when the test ends.
struct Server(Child);

impl Server {
    fn start(case: &Case<'_>, number: usize) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("configured-{number}"));
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("app.toml"), &case.file).expect("a file");
        let mut command = Command::new(env!("CARGO_BIN_EXE_example-configured"));
        command.current_dir(&folder).env("APP_CONFIG", "app.toml").envs(case.variables.iter().copied());
        Self(command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the example starts"))
    }

    /// Where it listens, or what it says before it stops.
    fn address(&mut self) -> Result<String, String> {
        let lines = BufReader::new(self.0.stdout.take().expect("it is piped")).lines();
        let mut lines = lines.map_while(Result::ok);
        let address = lines.find_map(|line| line.strip_prefix("listening on http://").map(str::to_owned));
        address.ok_or_else(|| {
            let mut said = String::new();
            self.0.stderr.take().expect("it is piped").read_to_string(&mut said).expect("UTF-8");
            assert!(!self.0.wait().expect("it stops").success(), "it ends well: {said}");
            said
        })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The head of the answer, in lower case.
fn answer(address: &str, method: &str, origin: &str, others: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("it listens");
    let request = format!(
        "{method} /profile HTTP/1.1\r\nHost: localhost\r\nOrigin: {origin}\r\nConnection: close\r\n{others}\r\n"
    );
    stream.write_all(request.as_bytes()).expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    answer
}

fn check(case: &Case<'_>, number: usize) {
    let mut server = Server::start(case, number);
    let address = match server.address() {
        Ok(address) => address,
        Err(said) => {
            let lines: Vec<_> = said.lines().collect();
            assert_eq!(lines.len(), case.mistakes.len(), "case {number}: {said}");
            for (line, expected) in lines.iter().zip(&case.mistakes) {
                assert!(line.contains(expected), "case {number}: {expected}\n{said}");
            }
            return;
        }
    };
    assert!(case.mistakes.is_empty(), "case {number} starts");
    for origin in &case.allowed {
        let answer = answer(&address, "GET", origin, "");
        assert!(answer.contains("somebody"), "{answer}");
        let line = format!("\r\naccess-control-allow-origin: {origin}\r\n");
        assert!(answer.contains(&line), "case {number}: {origin}\n{answer}");
    }
    for origin in &case.others {
        let answer = answer(&address, "GET", origin, "");
        assert!(answer.contains("somebody"), "{answer}");
        assert!(!answer.contains("access-control-"), "case {number}: {origin}\n{answer}");
    }
    let Some(origin) = case.allowed.first() else { return };
    let mut asked = "Access-Control-Request-Method: PUT\r\n".to_owned();
    if case.headers.iter().any(|header| header.starts_with("access-control-allow-headers")) {
        asked.push_str("Access-Control-Request-Headers: x-key\r\n");
    }
    let answer = answer(&address, "OPTIONS", origin, &asked);
    assert!(answer.starts_with("HTTP/1.1 20"), "case {number}: {answer}");
    for header in &case.headers {
        assert!(answer.contains(&format!("\r\n{header}\r\n")), "case {number}: {header}\n{answer}");
    }
}

#[test]
fn each_configuration_starts_or_names_its_mistakes() {
    let cases = CASES.split("\n\n").filter(|case| !case.starts_with('#')).map(Case::parse);
    let checked = cases.enumerate().map(|(number, case)| check(&case, number + 1)).count();
    assert_eq!(checked, 6);
}
