//! Runs scenarios in one engine against one server, and compares.

use std::collections::BTreeMap;
use std::path::PathBuf;

use fantoccini::Client;
use serde_json::{Value, json};
use url::{Url, form_urlencoded};

use crate::driver::{self, Driver};
use crate::engine::Engine;
use crate::proxy::Proxy;
use crate::scenario::{Page, Scenario, Step};
use crate::servers::{Framework, Server};

/// `perform` is the page's, and `done` is the driver's.
const PERFORM: &str = "const [call, done] = arguments; perform(call).then(done);";
const API: &str = "https://api.example.com";

/// The result of one scenario.
pub(crate) enum Outcome {
    AsExpected,
    NotRun,
    /// The expected and the actual lines of each step.
    Otherwise(Vec<[Vec<String>; 2]>),
}

/// The console messages of each step, by the position of the step.
pub(crate) type Consoles = BTreeMap<(PathBuf, (usize, usize)), Vec<String>>;

/// An engine, its version, and the result of each scenario.
pub(crate) struct Run {
    pub(crate) engine: Engine,
    pub(crate) version: String,
    pub(crate) framework: Framework,
    pub(crate) outcomes: Vec<Outcome>,
    pub(crate) consoles: Consoles,
}

/// One browser and one server.
struct Stage {
    engine: Engine,
    framework: Framework,
    server: Server,
    client: Client,
}

/// Runs all scenarios in one session.
pub(crate) async fn run(engine: Engine, framework: Framework, scenarios: &[Scenario]) -> Run {
    let server = framework.start().await;
    let proxy = Proxy::start(server.port).await;
    let mut driver = Driver::start(engine);
    let client = driver.open(&proxy).await;
    let version = client.capabilities().and_then(|capabilities| capabilities.get("browserVersion"));
    let version = version.and_then(Value::as_str).unwrap_or_default().to_owned();
    let stage = Stage { engine, framework, server, client };
    let mut run = Run { engine, version, framework, outcomes: Vec::new(), consoles: Consoles::new() };
    for scenario in scenarios {
        run.outcomes.push(stage.run(scenario, &mut run.consoles).await);
    }
    stage.client.close().await.expect("the browser closes");
    assert!(driver.stop(), "a process did not end when asked to");
    run
}

/// What happens, but not why: an explained answer to a preflight has another status, so that the console says another
/// reason.
fn without_reason(lines: Vec<String>) -> Vec<String> {
    let lines = lines.into_iter().filter(|line| !line.starts_with("console"));
    let without_status = |line: String| match line.split_once(": ") {
        Some((preflight, _)) if line.starts_with("| preflight") => preflight.to_owned(),
        _ => line,
    };
    lines.map(without_status).collect()
}

impl Stage {
    fn names(&self) -> [&'static str; 2] {
        [self.engine.name(), self.framework.name()]
    }

    async fn run(&self, scenario: &Scenario, consoles: &mut Consoles) -> Outcome {
        if scenario.exceptions.iter().any(|limit| limit.holds(self.names())) {
            return Outcome::NotRun;
        }
        let mut origin = String::new();
        let mut steps = Vec::new();
        for step in &scenario.steps {
            if let Some(page) = &step.page {
                origin = self.open(page, &scenario.id).await;
            }
            let came = self.perform(step, &scenario.id, &origin).await;
            let expected: Vec<_> = step.expected(self.names()).into_iter().map(str::to_owned).collect();
            let expected = match self.engine {
                Engine::Chromium => expected,
                _ => expected.into_iter().filter(|line| !line.starts_with("console")).collect(),
            };
            let console = came.iter().filter(|line| line.starts_with("console")).cloned().collect();
            consoles.insert((scenario.file.clone(), step.lines), console);
            steps.push(match self.framework {
                Framework::Explained => [expected, came].map(without_reason),
                Framework::Axum | Framework::Rocket => [expected, came],
            });
        }
        if steps.iter().all(|[expected, came]| expected == came) {
            return Outcome::AsExpected;
        }
        Outcome::Otherwise(steps)
    }

    /// Opens a page, and returns its origin as the browser must send it.
    async fn open(&self, page: &Page, scenario: &str) -> String {
        if let Some(attributes) = page.cookie {
            let cookie = format!("set-cookie:{scenario}=1; Secure; HttpOnly; Path=/; {attributes}");
            let query = form_urlencoded::Serializer::new(String::new()).append_pair("set", &cookie).finish();
            self.goto(&format!("{API}/plain?{query}&scenario={scenario}")).await;
            self.server.record.take(scenario, "");
        }
        if page.origin == "file://" {
            self.goto(concat!("file://", env!("CARGO_MANIFEST_DIR"), "/page/page.html")).await;
            return page.origin.clone();
        }
        let origin = self.with_port(&page.origin);
        self.goto(&format!("{origin}/{}", if page.sandboxed { "sandbox" } else { "page" })).await;
        if page.sandboxed {
            self.client.enter_frame(0).await.expect("the page has a frame");
            return "null".to_owned();
        }
        Url::parse(&origin).expect("an origin").origin().ascii_serialization()
    }

    async fn goto(&self, address: &str) {
        self.client.goto(address).await.unwrap_or_else(|error| panic!("{address}: {error}"));
    }

    /// Makes the call, and returns the result as lines.
    async fn perform(&self, step: &Step, scenario: &str, origin: &str) -> Vec<String> {
        self.console(scenario).await;
        let names = step.expected(self.names()).into_iter().filter_map(|line| {
            let (name, _) = line.strip_prefix("< ")?.split_once(": ")?;
            Some(name.to_owned())
        });
        let reads: Vec<_> = names.filter(|name| !["body", "timing", "read"].contains(&&**name)).collect();
        let call = json!({
            "way": step.way,
            "url": self.address(&step.target, scenario),
            "method": step.method,
            "headers": step.headers,
            "body": step.body,
            "options": step.options,
            "reads": reads,
            "readsBody": step.expected(self.names()).iter().any(|line| line.starts_with("< body: ")),
        });
        let read = self.client.execute_async(PERFORM, vec![call]).await;
        let read: Vec<String> = match read {
            Ok(lines) => serde_json::from_value(lines).expect("the script returns lines"),
            Err(error) => vec![format!("{error}")],
        };
        let mut came: Vec<_> = read.iter().map(|line| format!("< {line}")).collect();
        let seen = self.server.record.take(scenario, origin);
        came.extend(seen.iter().map(|line| format!("| {}", self.without_port(line))));
        came.extend(self.console(scenario).await);
        came
    }

    /// The URL of a target, which is unique to the scenario.
    fn address(&self, target: &str, scenario: &str) -> String {
        let base = if target.starts_with('/') { API } else { "" };
        let joint = if target.contains('?') { '&' } else { '?' };
        format!("{base}{}{joint}scenario={scenario}", self.with_port(target))
    }

    /// Chromium's console messages about CORS, in the notation of scenarios.
    async fn console(&self, scenario: &str) -> Vec<String> {
        if self.engine != Engine::Chromium {
            return Vec::new();
        }
        let lines = driver::console(&self.client).await;
        let sentences = lines.iter().filter_map(|line| line.find("Access to ").map(|start| &line[start..]));
        let as_written = |line: &str| {
            let line = line.replace(&format!("&scenario={scenario}"), "");
            let line = line.replace(&format!("?scenario={scenario}"), "");
            format!("console {}", self.without_port(&line))
        };
        sentences.map(as_written).collect()
    }

    fn with_port(&self, text: &str) -> String {
        text.replace("<port>", &self.server.port.to_string())
    }

    fn without_port(&self, text: &str) -> String {
        text.replace(&format!(":{}", self.server.port), ":<port>")
    }
}
