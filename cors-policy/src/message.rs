//! What is said about each violation: the only place where user-facing words about a mistake stand.
//!
//! A headline that states a fact, then `help:` with an edit that can be pasted, then `note:` with
//! the reason.

mod headline;
mod help;
mod note;

use crate::const_str::trim;
use crate::text::Text;
use crate::violation::Violation;

impl Violation<'_> {
    /// The mistake in words: one to three lines, without a line break at the end.
    pub const fn message(&self) -> Text {
        let mut message = Text::new();
        self.push_headline(&mut message);
        let start = message.as_str().len();
        message.push("\nhelp: ");
        let empty = message.as_str().len();
        self.push_help(&mut message);
        if message.as_str().len() == empty {
            message.shorten(empty - start);
        }
        let note = note::note(self.rule);
        if !note.is_empty() {
            message.push("\nnote: ");
            message.push(note);
        }
        message
    }
}

/// Something about what the user wrote.
const fn about(text: &mut Text, before: &str, written: &str, after: &str) {
    text.push(before);
    text.push_written(trim(written));
    text.push(after);
}

/// A string literal between backquotes.
const fn literal(text: &mut Text, content: &str) {
    text.push("`");
    text.push_literal(content);
    text.push("`");
}

/// What an argument takes.
const fn kind(argument: &str) -> &'static str {
    match argument.as_bytes() {
        b"credentials"
        | b"dangerously_allow_null_origin"
        | b"dangerously_allow_insecure_origins"
        | b"dangerously_allow_public_suffixes"
        | b"refuse_other_origins"
        | b"private_network"
        | b"timing" => "no value, `true` or `false`",
        b"max_age" => "a number of seconds",
        b"preflight_status" => "a status from 200 to 299",
        b"origins_from" => "the path of a `static` or of a function",
        b"policy" => "the path of a `static`",
        b"crate" => "a path",
        _ => "a list of strings",
    }
}
