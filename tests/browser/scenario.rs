//! A scenario: what a page does, step by step, and what must result. `README.md` describes the notation.

use std::fs;
use std::path::{Path, PathBuf};

/// A page that does something, and the expected result.
#[derive(Debug, Clone)]
pub(crate) struct Scenario {
    /// The name of the file and the number of the scenario in it: part of every URL, so that no cache is shared.
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) file: PathBuf,
    /// Where it does not run.
    pub(crate) exceptions: Vec<Limit>,
    pub(crate) steps: Vec<Step>,
}

/// One call of a page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Step {
    /// The page to open first; the first step has one.
    pub(crate) page: Option<Page>,
    /// How the call is made: `fetch`, `canvas`, ...
    pub(crate) way: String,
    pub(crate) method: String,
    pub(crate) target: String,
    pub(crate) options: Vec<String>,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Option<String>,
    pub(crate) expected: Vec<Expected>,
    /// The first and the last line, counted from 1.
    pub(crate) lines: (usize, usize),
}

/// A page to be opened.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    pub(crate) origin: String,
    pub(crate) sandboxed: bool,
    /// The attributes of the cookie that the server sets beforehand.
    pub(crate) cookie: Option<&'static str>,
}

/// A line of the expected result.
#[derive(Debug, Clone)]
pub(crate) struct Expected {
    pub(crate) limit: Option<Limit>,
    pub(crate) text: String,
}

/// An engine or a framework that differs, and the name of the difference in `README.md`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Limit {
    whom: String,
    /// Holds for all others.
    others: bool,
    pub(crate) difference: String,
}

impl Limit {
    fn parse(text: &str) -> Option<Self> {
        let (whom, difference) = text.split_once(": ")?;
        let (others, whom) = whom.strip_prefix("not ").map_or((false, whom), |whom| (true, whom));
        Some(Self { whom: whom.to_owned(), others, difference: difference.to_owned() })
    }

    /// Whether a limited line holds for an engine and a framework.
    pub(crate) fn holds(&self, names: [&str; 2]) -> bool {
        self.whom == "every engine" || names.contains(&&*self.whom) != self.others
    }
}

impl Step {
    /// The expected lines for an engine and a framework.
    pub(crate) fn expected(&self, names: [&str; 2]) -> Vec<&str> {
        let holds = |line: &&Expected| line.limit.as_ref().is_none_or(|limit| limit.holds(names));
        self.expected.iter().filter(holds).map(|line| &*line.text).collect()
    }
}

impl Scenario {
    /// Every difference that it names.
    pub(crate) fn differences(&self) -> impl Iterator<Item = &str> {
        let lines = self.steps.iter().flat_map(|step| &step.expected);
        let limits = lines.filter_map(|line| line.limit.as_ref()).chain(&self.exceptions);
        limits.map(|limit| &*limit.difference)
    }
}

/// Reads every scenario, in the order of the files' names.
///
/// # Panics
///
/// If a file departs from the notation; names the place.
pub(crate) fn read_all() -> Vec<Scenario> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let files = fs::read_dir(folder).expect("the folder of the scenarios");
    let mut files: Vec<_> = files.map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    files.iter().flat_map(|file| read(file)).collect()
}

fn read(file: &Path) -> Vec<Scenario> {
    let text = fs::read_to_string(file).expect("a text");
    let stem = file.file_stem().and_then(|stem| stem.to_str()).expect("a name");
    let lines: Vec<_> = (1..).zip(text.lines()).collect();
    let blocks = lines.split(|(_, line)| line.is_empty()).filter(|block| !block.is_empty());
    // The first is the heading.
    let scenarios = blocks.skip(1).enumerate().map(|(number, block)| {
        let mut scenario = Scenario {
            id: format!("{stem}-{}", number + 1),
            name: String::new(),
            file: file.to_owned(),
            exceptions: Vec::new(),
            steps: Vec::new(),
        };
        let mut page = Some(Page::parse("https://app.example.com").expect("an origin"));
        for (number, line) in block {
            let taken = scenario.take(line, *number, &mut page);
            assert!(taken.is_some(), "{}:{number}: not understood: {line}", file.display());
        }
        scenario
    });
    scenarios.collect()
}

impl Scenario {
    /// Reads a line; returns whether it is understood. A page belongs to the step after it.
    fn take(&mut self, line: &str, number: usize, page: &mut Option<Page>) -> Option<()> {
        let (limit, line) = match line.strip_prefix('[') {
            Some(rest) => {
                rest.split_once("] ").and_then(|(limit, line)| Some((Some(Limit::parse(limit)?), line)))?
            }
            None => (None, line),
        };
        let (mark, rest) = line.split_once(' ').unwrap_or((line, ""));
        match mark {
            "#" => {
                if self.name.is_empty() {
                    rest.clone_into(&mut self.name);
                }
            }
            "!" => self.exceptions.push(Limit::parse(rest.strip_prefix("not on ")?)?),
            "page" => *page = Some(Page::parse(rest)?),
            ">" => {
                if self.steps.last().is_none_or(|step| !step.expected.is_empty()) {
                    self.steps.push(Step { lines: (number, number), ..Step::parse(rest, page.take())? });
                } else {
                    self.steps.last_mut()?.take_request(rest)?;
                }
            }
            "<" | "|" | "console" => {
                let step = self.steps.last_mut()?;
                step.expected.push(Expected { limit, text: line.to_owned() });
                step.lines.1 = number;
            }
            _ => return None,
        }
        Some(())
    }
}

impl Page {
    /// `https://app.example.com, sandboxed, with a cookie`
    fn parse(text: &str) -> Option<Self> {
        let mut words = text.split(", ");
        let origin = words.next()?.to_owned();
        let mut page = Self { origin, sandboxed: false, cookie: None };
        for word in words {
            match word {
                "sandboxed" => page.sandboxed = true,
                "with a cookie" => page.cookie = Some("SameSite=None"),
                "with a lax cookie" => page.cookie = Some("SameSite=Lax"),
                _ => return None,
            }
        }
        Some(page)
    }
}

impl Step {
    /// `fetch PUT /app, credentials`, or `canvas /app`
    fn parse(text: &str, page: Option<Page>) -> Option<Self> {
        let mut parts = text.split(", ");
        let mut words = parts.next()?.split(' ');
        let (way, next) = (words.next()?, words.next()?);
        let (method, target) = words.next().map_or(("GET", next), |target| (next, target));
        let options = parts.map(str::to_owned).collect();
        let (way, method, target) = (way.to_owned(), method.to_owned(), target.to_owned());
        Some(Self { page, way, method, target, options, ..Self::default() })
    }

    /// A header line, or the body after an empty one.
    fn take_request(&mut self, line: &str) -> Option<()> {
        match (&mut self.body, line.split_once(": ")) {
            (Some(body), _) => body.push_str(line),
            (none, _) if line.is_empty() => *none = Some(String::new()),
            (None, header) => {
                let (name, value) = header?;
                self.headers.push((name.to_owned(), value.to_owned()));
            }
        }
        Some(())
    }
}
