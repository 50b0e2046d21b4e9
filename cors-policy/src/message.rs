//! The words for a violation: the templates of its rule, with their placeholders filled in.
//!
//! | placeholder | stands for |
//! |---|---|
//! | `{written}`, `{part}` | what was written, or the part that is wrong, between backquotes and shortened |
//! | `{bare}` | what was written, as it is |
//! | `{part_literal}` | the part, as a literal |
//! | `{length}` | the length of what was written, in bytes |
//! | `{repaired}`, `{repaired_list}` | the origin, or the origins, that were meant |
//! | `{meant_entries}`, `{meant_function}` | what was meant by a misplaced `*`: entries, or a function |
//! | `{without_subdomains}` | the origin without its `*.` |
//! | `{secure}` | the same origin over TLS |
//! | `{host_fault}` | what is wrong with the host |
//! | `{normalized}`, `{normalized_literal}` | the usual spelling of a method |
//! | `{split_names}` | the names of a list that was written as one string |
//! | `{seconds}` | the number of seconds that was meant |
//! | `{takes}`, `{found}`, `{example}` | what an argument takes, what it was given, and how it is written |
//! | `{as_list}` | a string as a list of one |
//! | `{nearest_argument}`, `{arguments}` | the argument that was meant, or all of them |
//! | `{setting}`, `{nearest_setting}`, `{settings}` | the same in a file: without those that name an item |
//! | `{if_cookie}`, `{if_hash}`, `{if_semicolon}` | nothing; they have a value where that was written |
//!
//! In a set there are no literals: there, entries stand between backquotes without quotation marks.

use crate::argument::Argument;
use crate::evaluation::const_str::{equal, equal_ignoring_case, find, slice, starts_with, trim};
use crate::evaluation::text::Text;
use crate::limits::MAX_AGE;
use crate::names::method::normalized;
use crate::number::seconds;
use crate::origin::host::push_host_fault;
use crate::origin::repair::{repaired_origin, repaired_origins, split_names};
use crate::origin::wildcard::{meant_entries, meant_function, without_subdomains};
use crate::violation::Violation;

/// Where a help is read.
#[derive(Clone, Copy)]
enum Place {
    /// Where origins are literals.
    Attribute,
    /// A set, or an environment variable.
    Set,
}

impl Violation<'_> {
    /// The mistake in words: one to three lines, without a line break at the end.
    ///
    /// A headline that states a fact, then `help:` with an edit, then `note:` with the reason.
    pub const fn message(&self) -> Text {
        let mut message = self.headline();
        let end = message.len();
        message.push("\nhelp: ");
        if !self.push_first(self.rule.row().help, Place::Attribute, &mut message) {
            message.truncate(end);
        }
        if let Some(note) = self.rule.note() {
            message.push("\nnote: ");
            message.push(note);
        }
        message
    }

    /// The fact, in lowercase, on one line.
    pub const fn headline(&self) -> Text {
        let mut headline = Text::new();
        self.push(self.rule.row().headline, Place::Attribute, &mut headline);
        headline
    }

    /// The edit that repairs it, for those who can edit the attribute.
    pub const fn help(&self) -> Option<Text> {
        self.first(self.rule.row().help, Place::Attribute)
    }

    /// The edit that repairs it where there is no attribute: in a set, or in an environment variable.
    pub const fn help_in_set(&self) -> Option<Text> {
        let row = self.rule.row();
        let help = match row.help_in_set {
            Some(help) => help,
            None => row.help,
        };
        self.first(help, Place::Set)
    }

    /// The edit that repairs it where the arguments are settings: in a file, or in the environment.
    pub const fn help_in_config(&self) -> Option<Text> {
        match self.rule.row().help_in_config {
            Some(help) => self.first(help, Place::Attribute),
            None => self.help(),
        }
    }

    /// The reason; see [`Rule::note`](crate::Rule::note).
    pub const fn note(&self) -> Option<&'static str> {
        self.rule.note()
    }

    const fn first(&self, alternatives: &[&str], place: Place) -> Option<Text> {
        let mut text = Text::new();
        if self.push_first(alternatives, place, &mut text) { Some(text) } else { None }
    }

    /// Adds the first alternative whose placeholders all have a value; `false` if there is none.
    const fn push_first(&self, alternatives: &[&str], place: Place, text: &mut Text) -> bool {
        let start = text.len();
        let mut i = 0;
        while i < alternatives.len() {
            if self.push(alternatives[i], place, text) {
                return true;
            }
            text.truncate(start);
            i += 1;
        }
        false
    }

    /// Adds a template; `false` if a placeholder has no value, and so is left out.
    const fn push(&self, template: &str, place: Place, text: &mut Text) -> bool {
        let mut is_complete = true;
        let mut rest = template;
        while let Some(open) = find(rest, b'{') {
            let Some(close) = find(rest, b'}') else { break };
            push_literals(slice(rest, 0, open), place, text);
            is_complete &= self.push_value(slice(rest, open + 1, close), place, text);
            rest = slice(rest, close + 1, rest.len());
        }
        push_literals(rest, place, text);
        is_complete
    }

    const fn push_value(&self, placeholder: &str, place: Place, text: &mut Text) -> bool {
        let (written, part) = (self.written, self.part);
        match placeholder.as_bytes() {
            b"written" => text.push_written(trim(written)),
            b"part" => text.push_written(trim(part)),
            b"bare" => text.push(written),
            b"length" => text.push_number(written.len() as u64),
            b"part_literal" => push_literal(part, place, text),
            b"repaired" => return push_origin(repaired_origin(written).as_ref(), place, text),
            b"repaired_list" => return push_quoted(repaired_origins(written).as_ref(), place, text),
            b"meant_entries" => return push_quoted(meant_entries(written).as_ref(), place, text),
            b"meant_function" => {
                return push_quoted(meant_function(written).as_ref(), Place::Attribute, text);
            }
            b"without_subdomains" => return push_origin(without_subdomains(written).as_ref(), place, text),
            b"secure" => return push_origin(secure_origin(written).as_ref(), place, text),
            b"host_fault" => push_host_fault(part, text),
            b"normalized" => text.push_written(match normalized(written) {
                Some(normalized) => normalized,
                None => return false,
            }),
            b"normalized_literal" => match normalized(written) {
                Some(normalized) => push_literal(normalized, place, text),
                None => return false,
            },
            b"split_names" => return push_quoted(split_names(written).as_ref(), place, text),
            b"seconds" => match seconds(written) {
                Some(seconds) if seconds <= MAX_AGE as u64 => {
                    text.push("`max_age = ");
                    text.push_number(seconds);
                    text.push("`");
                }
                _ => return false,
            },
            b"takes" => match Argument::named(written) {
                Some(argument) => text.push(argument.takes()),
                None => return false,
            },
            b"found" => text.push(if starts_with(part, "\"") { "a string" } else { part }),
            b"example" => return push_example(Argument::named(written), text),
            b"as_list" => match Argument::named(written) {
                Some(argument) if argument.is_list() && starts_with(part, "\"") => {
                    text.push("`");
                    text.push(written);
                    text.push(" = [");
                    text.push(part);
                    text.push("]`");
                }
                _ => return false,
            },
            b"nearest_argument" => return push_example(Argument::nearest(written), text),
            b"arguments" => push_arguments(text, false),
            b"setting" => return push_setting(Argument::named(written), text),
            b"nearest_setting" => return push_setting(Argument::nearest(written), text),
            b"settings" => push_arguments(text, true),
            b"if_cookie" => return equal_ignoring_case(written, "Cookie"),
            b"if_hash" => return equal(written, "#"),
            b"if_semicolon" => return find(written, b';').is_some(),
            _ => return false,
        }
        true
    }
}

/// The same origin over TLS.
const fn secure_origin(written: &str) -> Option<Text> {
    let mut secure = Text::new();
    if starts_with(written, "http://") {
        secure.push("https://");
        secure.push(slice(written, "http://".len(), written.len()));
    } else if starts_with(written, "ws://") {
        secure.push("wss://");
        secure.push(slice(written, "ws://".len(), written.len()));
    } else {
        return None;
    }
    repaired_origin(secure.as_str())
}

/// A text that contains literals.
const fn push_literals(content: &str, place: Place, text: &mut Text) {
    if matches!(place, Place::Attribute) {
        return text.push(content);
    }
    let bytes = content.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        if bytes[i] != b'"' {
            text.push_byte(bytes[i]);
        }
        i += 1;
    }
}

/// A literal between backquotes.
const fn push_literal(content: &str, place: Place, text: &mut Text) {
    text.push("`");
    match place {
        Place::Attribute => text.push_literal(content),
        Place::Set => text.push(content),
    }
    text.push("`");
}

const fn push_origin(origin: Option<&Text>, place: Place, text: &mut Text) -> bool {
    match origin {
        Some(origin) => {
            push_literal(origin.as_str(), place, text);
            true
        }
        None => false,
    }
}

const fn push_quoted(list: Option<&Text>, place: Place, text: &mut Text) -> bool {
    match list {
        Some(list) => {
            text.push("`");
            push_literals(list.as_str(), place, text);
            text.push("`");
            true
        }
        None => false,
    }
}

const fn push_example(argument: Option<Argument>, text: &mut Text) -> bool {
    match argument {
        Some(argument) => {
            text.push("`");
            text.push(argument.example());
            text.push("`");
            true
        }
        None => false,
    }
}

/// How the argument is written in a file.
const fn push_setting(argument: Option<Argument>, text: &mut Text) -> bool {
    match argument {
        Some(flag) if flag.is_flag() => {
            text.push("`");
            text.push(flag.name());
            text.push(" = true`");
            true
        }
        Some(argument) if argument.is_setting() => push_example(Some(argument), text),
        _ => false,
    }
}

const fn push_arguments(text: &mut Text, only_settings: bool) {
    let mut separator = "";
    let mut i = 0;
    while i < Argument::ALL.len() {
        if Argument::ALL[i].is_setting() || !only_settings {
            text.push(separator);
            text.push_written(Argument::ALL[i].name());
            separator = ", ";
        }
        i += 1;
    }
}

#[cfg(test)]
mod tests {
    extern crate std;

    use std::format;

    use crate::rule::Rule;

    #[test]
    fn every_placeholder_is_known() {
        for &rule in Rule::ALL {
            let row = rule.row();
            let helps = [Some(row.help), row.help_in_set, row.help_in_config].into_iter().flatten().flatten();
            for template in helps.chain([&row.headline]) {
                for placeholder in template.split('{').skip(1).filter_map(|rest| rest.split('}').next()) {
                    assert!(
                        include_str!("message.rs").contains(&format!("b\"{placeholder}\"")),
                        "{}: {template}",
                        row.id
                    );
                }
            }
        }
    }
}
