//! A rule that was broken, and by what.

use crate::rule::Rule;

/// One mistake: the rule that was broken, and the text that broke it.
///
/// [`message`](Self::message) puts it into words; [`headline`](Self::headline), [`help`](Self::help) and
/// [`note`](Self::note) are its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Violation<'a> {
    /// The rule that was broken.
    pub rule: Rule,
    /// What the user wrote: the content of the literal, or the name of the argument.
    pub written: &'a str,
    /// What the message needs besides: the part that is wrong, or the entry that it collides with.
    pub part: &'a str,
}

impl<'a> Violation<'a> {
    /// All of what was written is at fault.
    pub const fn new(rule: Rule, written: &'a str) -> Self {
        Self { rule, written, part: written }
    }

    /// A part of what was written is at fault, or something beside it.
    pub const fn with_part(rule: Rule, written: &'a str, part: &'a str) -> Self {
        Self { rule, written, part }
    }
}
