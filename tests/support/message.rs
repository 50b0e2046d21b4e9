//! Requests and responses as they are on the wire: bytes, in order, with repeated field lines.

use std::fmt;

/// One header line. Several lines may share a name, and a value may be any bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldLine {
    /// As it was written; compared without regard to case.
    pub name: String,
    /// Without the whitespace around it.
    pub value: Vec<u8>,
}

/// A request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Sent as it is, also in lower case.
    pub method: String,
    /// Path and query.
    pub target: String,
    /// In the order in which they are sent.
    pub lines: Vec<FieldLine>,
    /// Empty for no body.
    pub body: Vec<u8>,
}

/// A response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// The status code.
    pub status: u16,
    /// In the order in which they arrived.
    pub lines: Vec<FieldLine>,
    /// After the transfer coding was decoded.
    pub body: Vec<u8>,
}

impl FieldLine {
    /// Makes a field line.
    pub fn new(name: &str, value: &[u8]) -> Self {
        Self { name: name.to_owned(), value: value.to_owned() }
    }

    /// Whether this line has the name `name`, in any case.
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

impl Request {
    /// The field lines to send: those of the case, and those that every HTTP client adds if the case has none.
    pub fn lines_to_send(&self) -> Vec<FieldLine> {
        let mut lines = Vec::new();
        if !self.lines.iter().any(|line| line.is("host")) {
            lines.push(FieldLine::new("Host", b"server.example"));
        }
        lines.extend(self.lines.iter().cloned());
        if !self.body.is_empty() {
            lines.push(FieldLine::new("Content-Length", self.body.len().to_string().as_bytes()));
        }
        lines
    }
}

impl fmt::Display for FieldLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name, Readable(&self.value))
    }
}

/// Shows bytes in the notation of the case files, cut if they are long.
#[derive(Debug)]
pub struct Readable<'a>(pub &'a [u8]);

impl Readable<'_> {
    const LONGEST: usize = 300;
}

impl fmt::Display for Readable<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for &byte in self.0.iter().take(Self::LONGEST) {
            match byte {
                b'\\' => f.write_str("\\\\")?,
                b'\t' => f.write_str("\\t")?,
                b' '..=b'~' => write!(f, "{}", char::from(byte))?,
                _ => write!(f, "\\x{byte:02x}")?,
            }
        }
        if self.0.len() > Self::LONGEST {
            write!(f, "… ({} bytes)", self.0.len())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_not_text_are_shown_in_the_notation_of_the_cases() {
        assert_eq!(Readable(b"a\\b\tc\xff").to_string(), "a\\\\b\\tc\\xff");
    }

    #[test]
    fn long_values_are_cut() {
        let shown = Readable(&b"a".repeat(70_000)).to_string();
        assert!(shown.ends_with("a… (70000 bytes)"), "{shown}");
        assert!(shown.len() < 400);
    }

    #[test]
    fn a_host_of_the_case_is_not_overruled() {
        let mut request =
            Request { method: "GET".into(), target: "/".into(), lines: Vec::new(), body: Vec::new() };
        assert_eq!(request.lines_to_send(), [FieldLine::new("Host", b"server.example")]);
        request.lines.push(FieldLine::new("host", b"shop.example"));
        assert_eq!(request.lines_to_send(), request.lines);
    }
}
