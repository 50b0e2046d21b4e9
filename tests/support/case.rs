//! The parsed form of a case.

use std::fmt;

use crate::message::{FieldLine, Request};

/// One request and its complete response.
#[derive(Debug, Clone)]
pub struct Case {
    /// The name, which is a sentence.
    pub name: String,
    /// Where the case begins.
    pub place: Place,
    /// What is sent.
    pub request: Request,
    /// What comes back.
    pub expected: Expected,
    /// Where the case does not run.
    pub exceptions: Vec<Exception>,
}

/// A file and a line in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file's name, without its folder.
    pub file: String,
    /// Counted from 1.
    pub line: usize,
}

/// The response of a case: these headers and no others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// The status code.
    pub status: u16,
    /// All of them; lines of one name in their order.
    pub lines: Vec<FieldLine>,
    /// `None` where the body belongs to the framework.
    pub body: Option<Vec<u8>>,
    /// The handlers, guards and layers that saw the request, in this order; `None` if the case does not list them.
    pub ran: Option<Vec<String>>,
}

/// A server or a way of sending on which a case does not run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exception {
    /// A name of a [`Subject`](crate::run::Subject).
    pub on: String,
    /// Why not.
    pub reason: String,
}

impl Case {
    /// Whether the case runs on a subject with these names.
    pub fn runs_on(&self, names: &[&str]) -> bool {
        !self.exceptions.iter().any(|exception| names.contains(&exception.on.as_str()))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}
