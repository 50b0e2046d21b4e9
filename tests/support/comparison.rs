//! Compares a response with the one that its case expects: these headers and no others.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::case::Expected;
use crate::message::{FieldLine, Readable, Request, Response};

/// Headers about the transfer of a message, which are not compared.
const TRANSPORT: [&str; 4] = ["connection", "content-length", "date", "transfer-encoding"];

/// Compares a response with what its case expects. `None` when they agree, else a diff:
/// `-` before what is missing, `+` before what should not be there.
pub fn difference(
    request: &Request,
    expected: &Expected,
    response: &Response,
    ran: &[String],
) -> Option<String> {
    let mut diff = Diff::default();
    diff.compare("", &expected.status.to_string(), &response.status.to_string());
    // A 405 is the framework's. A generated answer is ours, and spelled in one way.
    let allow_is_ours = response.status == 204;
    diff.compare_headers(&expected.lines, &compared_lines(request, response), allow_is_ours);
    if let Some(body) = &expected.body {
        diff.compare("body: ", &Readable(body).to_string(), &Readable(&response.body).to_string());
        // Two long bodies may look alike once they are cut.
        diff.differs |= *body != response.body;
    }
    if let Some(names) = &expected.ran {
        diff.compare("ran: ", &listed(names), &listed(ran));
    }
    diff.differs.then_some(diff.text)
}

/// The lines of a response that a case must list.
fn compared_lines(request: &Request, response: &Response) -> Vec<FieldLine> {
    // The media type of a body belongs to the handler or the framework; without a body it is worth seeing.
    let has_media_type = !response.body.is_empty() || request.method == "HEAD";
    response
        .lines
        .iter()
        .filter(|line| !TRANSPORT.iter().any(|name| line.is(name)))
        .filter(|line| !(has_media_type && line.is("content-type")))
        .cloned()
        .collect()
}

#[derive(Default)]
struct Diff {
    text: String,
    differs: bool,
}

impl Diff {
    fn line(&mut self, mark: char, text: &str) {
        self.differs |= mark != ' ';
        // Writing to a `String` cannot fail.
        let _ = writeln!(self.text, "{mark} {text}");
    }

    fn compare(&mut self, label: &str, expected: &str, got: &str) {
        if expected == got {
            self.line(' ', &format!("{label}{expected}"));
        } else {
            self.line('-', &format!("{label}{expected}"));
            self.line('+', &format!("{label}{got}"));
        }
    }

    /// The order of lines matters only if they share a name.
    fn compare_headers(&mut self, expected: &[FieldLine], got: &[FieldLine], allow_is_ours: bool) {
        let names: BTreeSet<_> =
            expected.iter().chain(got).map(|line| line.name.to_ascii_lowercase()).collect();
        for name in names {
            let of_name = |lines: &[FieldLine]| -> Vec<FieldLine> {
                lines.iter().filter(|line| line.is(&name)).cloned().collect()
            };
            let (expected, got) = (of_name(expected), of_name(got));
            let agree = if name == "allow" && !allow_is_ours {
                methods(&expected) == methods(&got)
            } else {
                values(&expected) == values(&got)
            };
            for line in &expected {
                self.line(if agree { ' ' } else { '-' }, &line.to_string());
            }
            for line in got.iter().filter(|_| !agree) {
                self.line('+', &line.to_string());
            }
        }
    }
}

fn values(lines: &[FieldLine]) -> Vec<&[u8]> {
    lines.iter().map(|line| line.value.as_slice()).collect()
}

/// The order and the spacing of `Allow` are the framework's: RFC 9110, 10.2.1, gives them no meaning.
fn methods(lines: &[FieldLine]) -> Option<Vec<&[u8]>> {
    let [line] = lines else { return None };
    let mut methods: Vec<_> = line.value.split(|&byte| byte == b',').map(<[u8]>::trim_ascii).collect();
    methods.sort_unstable();
    Some(methods)
}

fn listed(names: &[String]) -> String {
    if names.is_empty() { "nothing".to_owned() } else { names.join(", ") }
}

#[cfg(test)]
mod tests;
