//! Parses the text of a case file; `cases/README.md` describes the notation.

use std::fmt;
use std::path::Path;

use crate::case::{Case, Exception, Expected, Place};
use crate::message::{FieldLine, Request};

mod escapes;

/// Where and how a case file departs from the notation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotationError {
    /// The line that was not understood.
    pub place: Place,
    /// What is wrong with it.
    pub what: String,
}

/// Reads every `*.http` file of a folder, in the order of their names.
///
/// # Errors
///
/// If the folder or a file cannot be read, or a file departs from the notation.
pub fn read_folder(folder: &Path) -> Result<Vec<Case>, String> {
    let mut files = std::fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, _>>())
        .map_err(|error| format!("{}: {error}", folder.display()))?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "http"));
    files.sort();

    let mut cases = Vec::new();
    for path in files {
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        cases.extend(parse_file(&file, &text).map_err(|error| error.to_string())?);
    }
    Ok(cases)
}

/// Reads the cases of a folder of this package.
///
/// # Panics
///
/// As [`read_folder`] fails.
pub fn read_cases(folder: &str) -> Vec<Case> {
    read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap_or_else(|error| panic!("{error}"))
}

/// Parses the text of one file: a heading, and at least one case.
///
/// # Errors
///
/// For the first line that departs from the notation.
pub fn parse_file(file: &str, text: &str) -> Result<Vec<Case>, NotationError> {
    let blocks = blocks(file, text);
    let Some((heading, rest)) = blocks.split_first() else {
        return Err(error(file, 1, "the file is empty"));
    };
    let defaults = parse_heading(heading)?;

    let mut cases: Vec<Case> = Vec::new();
    for block in rest {
        let case = parse_case(block, &defaults)?;
        if let Some(other) = cases.iter().find(|other| other.name == case.name) {
            return Err(NotationError {
                what: format!("line {} has a case of this name", other.place.line),
                place: case.place,
            });
        }
        cases.push(case);
    }
    if cases.is_empty() {
        return Err(error(file, 1, "the file has a heading and no case"));
    }
    Ok(cases)
}

/// The lines between two blank lines.
struct Block<'a> {
    file: &'a str,
    /// With their numbers, counted from 1.
    lines: Vec<(usize, &'a str)>,
}

/// The notes in the heading of a file, which apply to all of its cases.
#[derive(Debug, Clone, Default)]
struct Notes {
    ran: Option<Vec<String>>,
    empty_body: bool,
    exceptions: Vec<Exception>,
}

fn blocks<'a>(file: &'a str, text: &'a str) -> Vec<Block<'a>> {
    let lines: Vec<_> = text.lines().enumerate().map(|(index, line)| (index + 1, line.trim_end())).collect();
    lines
        .split(|(_, line)| line.is_empty())
        .filter(|lines| !lines.is_empty())
        .map(|lines| Block { file, lines: lines.to_vec() })
        .collect()
}

fn parse_heading(block: &Block<'_>) -> Result<Notes, NotationError> {
    let mut notes = Notes::default();
    for &(number, line) in &block.lines {
        match line.as_bytes().first() {
            Some(b'#') => {}
            Some(b'!') => notes.read(line).map_err(|what| error(block.file, number, &what))?,
            _ => {
                return Err(error(
                    block.file,
                    number,
                    "a file begins with a heading (`#`, `!`) and a blank line",
                ));
            }
        }
    }
    Ok(notes)
}

/// The parts of a case come in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Name,
    Request,
    RequestBody,
    Response,
    ResponseBody,
    Notes,
}

fn parse_case(block: &Block<'_>, defaults: &Notes) -> Result<Case, NotationError> {
    let first = block.lines.first().map_or(1, |&(number, _)| number);
    let mut name = None;
    let mut request: Option<Request> = None;
    let mut response: Option<(u16, Vec<FieldLine>)> = None;
    let mut body: Option<Vec<u8>> = None;
    let mut notes = defaults.clone();
    let mut part = Part::Name;

    for &(number, line) in &block.lines {
        let fail = |what: &str| error(block.file, number, what);
        let (mark, rest) =
            line.split_at_checked(1).ok_or_else(|| fail("a line begins with `#`, `>`, `<` or `!`"))?;
        let rest = rest.strip_prefix(' ').unwrap_or(rest);
        let next = match (mark, part) {
            ("#", _) => Part::Name,
            (">", Part::Request) if rest.is_empty() => Part::RequestBody,
            (">", Part::RequestBody) => Part::RequestBody,
            (">", _) => Part::Request,
            ("<", Part::Response) if rest.is_empty() => Part::ResponseBody,
            ("<", Part::ResponseBody) => Part::ResponseBody,
            ("<", _) => Part::Response,
            ("!", _) => Part::Notes,
            _ => return Err(fail("a line begins with `#`, `>`, `<` or `!`")),
        };
        if next < part {
            return Err(fail(
                "a case is `#` name, `>` request, `<` response, `!` notes, in this order; a blank line ends it",
            ));
        }
        let entered = next != part;
        part = next;

        let parsed = match part {
            Part::Name => {
                name.get_or_insert_with(|| rest.to_owned());
                Ok(())
            }
            Part::Request => match &mut request {
                None => parse_request_line(rest).map(|parsed| request = Some(parsed)),
                Some(request) => parse_field_line(rest).map(|line| request.lines.push(line)),
            },
            Part::RequestBody | Part::ResponseBody => {
                let body = match (part, &mut request) {
                    (Part::RequestBody, Some(request)) => &mut request.body,
                    _ => body.get_or_insert_default(),
                };
                if entered { Ok(()) } else { append_body_line(body, rest) }
            }
            Part::Response => match &mut response {
                None => parse_status(rest).map(|status| response = Some((status, Vec::new()))),
                Some((_, lines)) => parse_field_line(rest).map(|line| lines.push(line)),
            },
            Part::Notes => notes.read(line),
        };
        parsed.map_err(|what| fail(&what))?;
    }

    let name = name
        .filter(|name| !name.is_empty())
        .ok_or_else(|| error(block.file, first, "the case has no name"))?;
    let request = request.ok_or_else(|| error(block.file, first, "the case has no request"))?;
    let (status, lines) = response.ok_or_else(|| error(block.file, first, "the case has no response"))?;
    let body = body.or_else(|| notes.empty_body.then(Vec::new));
    Ok(Case {
        name,
        place: Place { file: block.file.to_owned(), line: first },
        request,
        expected: Expected { status, lines, body, ran: notes.ran },
        exceptions: notes.exceptions,
    })
}

fn parse_request_line(text: &str) -> Result<Request, String> {
    let (method, target) = text.split_once(' ').ok_or("the request line is `METHOD target`")?;
    let target = String::from_utf8(escapes::unescape(target)?).map_err(|_| "the target is not UTF-8")?;
    Ok(Request { method: method.to_owned(), target, lines: Vec::new(), body: Vec::new() })
}

fn parse_status(text: &str) -> Result<u16, String> {
    text.parse()
        .ok()
        .filter(|status| (100..1000).contains(status))
        .ok_or_else(|| format!("`{text}` is not a status code"))
}

fn parse_field_line(text: &str) -> Result<FieldLine, String> {
    let (name, value) = text.split_once(':').ok_or("a header line is `Name: value`")?;
    if name.is_empty() || name.contains(' ') {
        return Err(format!("`{name}` is not a header name"));
    }
    Ok(FieldLine { name: name.to_owned(), value: escapes::unescape(value.trim())? })
}

fn append_body_line(body: &mut Vec<u8>, text: &str) -> Result<(), String> {
    if !body.is_empty() {
        body.push(b'\n');
    }
    body.extend(escapes::unescape(text)?);
    Ok(())
}

impl Notes {
    fn read(&mut self, line: &str) -> Result<(), String> {
        let text = line.strip_prefix('!').unwrap_or(line).trim();
        if let Some(names) = text.strip_prefix("ran: ") {
            self.ran = Some(match names {
                "nothing" => Vec::new(),
                _ => names.split(", ").map(str::to_owned).collect(),
            });
        } else if text == "body: empty" {
            self.empty_body = true;
        } else if let Some((on, reason)) = text.strip_prefix("not on ").and_then(|text| text.split_once(": "))
        {
            for on in on.split(", ") {
                self.exceptions.push(Exception { on: on.to_owned(), reason: reason.to_owned() });
            }
        } else {
            return Err("a note is `! ran: …`, `! body: empty` or `! not on …: reason`".to_owned());
        }
        Ok(())
    }
}

fn error(file: &str, line: usize, what: &str) -> NotationError {
    NotationError { place: Place { file: file.to_owned(), line }, what: what.to_owned() }
}

impl fmt::Display for NotationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}

impl std::error::Error for NotationError {}

#[cfg(test)]
mod tests;
