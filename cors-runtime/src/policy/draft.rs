//! A policy as the expansion of the attribute states it, argument by argument.
//!
//! Nothing here is checked: the macro has checked the literals, and `const_check` checks the constants, each where
//! it is written. Whatever was refused there is ignored here, so that one mistake is one error.
#![allow(clippy::indexing_slicing, reason = "const evaluation, where it is a compile error")]

mod arguments;

use cors_policy::{
    Flags, HostIndex, Index, NameList, OriginEntry, OriginShape, OriginTable, Text, join_names,
};

use crate::origin::NamedSource;

/// What the attribute states.
#[doc(hidden)]
#[must_use]
#[derive(Debug)]
pub struct PolicyDraft {
    /// `*` is listed.
    pub any_origin: bool,
    /// `null` is listed.
    pub null_origin: bool,
    pub origins: Origins,
    /// Beside `*`: the origins that are not allowed.
    pub except: Option<&'static Origins>,
    /// Where more origins come from while the program runs.
    pub source: Option<&'static NamedSource>,
    pub flags: Flags,
    /// The methods that a handler allows that is mounted for any method.
    pub methods: Option<&'static [&'static str]>,
    pub headers: &'static [&'static str],
    /// The same as a header value, as is the next.
    pub allow_headers: &'static str,
    pub expose_headers: &'static str,
    /// In seconds, as a header value.
    pub max_age: &'static str,
    pub preflight_status: u16,
    /// The handler, and where its attribute is written.
    pub handler: &'static str,
    pub file: &'static str,
    pub line: u32,
}

impl PolicyDraft {
    /// The defaults.
    const NONE: Self = Self {
        any_origin: false,
        null_origin: false,
        origins: Origins::NONE,
        except: None,
        source: None,
        flags: Flags::NONE,
        methods: None,
        headers: &[],
        allow_headers: "",
        expose_headers: "",
        max_age: "",
        preflight_status: 204,
        handler: "",
        file: "",
        line: 0,
    };
}

/// Origins and patterns.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Origins {
    /// The literals, whose table the macro has made; or the origins of a policy that a running program has built.
    literals: OriginTable<'static>,
    /// The constants. There are few, so each is compared.
    constants: &'static [OriginEntry<'static>],
}

impl Origins {
    const NONE: Self = Self { literals: OriginTable::EMPTY, constants: &[] };

    /// The table of the literals, in the form in which the macro can write it.
    pub const fn literals(
        exact: &'static [&'static str],
        exact_index: &'static [u8],
        patterns: &'static [(&'static str, OriginShape)],
        pattern_index: &'static [u8],
    ) -> Self {
        let (exact_index, pattern_index) = (Index::new(exact_index, 0), HostIndex::new(pattern_index, 0));
        Self::table(OriginTable::new(exact, exact_index, patterns, pattern_index))
    }

    /// A table that the macro or a running program has made.
    pub(crate) const fn table(literals: OriginTable<'static>) -> Self {
        Self { literals, constants: &[] }
    }

    /// Adds the constants.
    #[must_use]
    pub const fn constants(self, constants: &'static [OriginEntry<'static>]) -> Self {
        Self { constants, ..self }
    }

    #[inline]
    pub(crate) fn matches(&self, origin: &[u8]) -> bool {
        self.literals.matches(origin) || (!self.constants.is_empty() && is_any(self.constants, origin))
    }

    /// The single origins.
    pub(crate) fn exact(&self) -> impl Iterator<Item = &'static str> {
        self.literals.exact().iter().copied().chain(self.listed_constants(true))
    }

    /// The patterns.
    pub(crate) fn patterns(&self) -> impl Iterator<Item = &'static str> {
        self.literals.patterns().iter().map(|(text, _)| *text).chain(self.listed_constants(false))
    }

    fn listed_constants(&self, exact: bool) -> impl Iterator<Item = &'static str> {
        self.constants.iter().filter_map(move |entry| match entry {
            OriginEntry::Pattern(pattern) if pattern.is_exact() == exact => Some(pattern.as_str()),
            _ => None,
        })
    }
}

/// Most policies have literals only; this stays out of what is inlined for them.
#[inline(never)]
fn is_any(constants: &[OriginEntry<'_>], origin: &[u8]) -> bool {
    constants.iter().any(|entry| matches!(entry, OriginEntry::Pattern(pattern) if pattern.matches(origin)))
}

/// Two lists are equal if they have the same entries, in whatever order: no entry is repeated.
impl PartialEq for Origins {
    fn eq(&self, other: &Self) -> bool {
        let [ours, theirs] = [self, other].map(|origins| {
            let mut entries: Vec<_> = origins.exact().chain(origins.patterns()).collect();
            entries.sort_unstable();
            entries
        });
        ours == theirs
    }
}

/// A number in decimal.
pub(crate) const fn decimal(number: u32) -> Text {
    let mut text = Text::new();
    text.push_number(number as u64);
    text
}

/// The length of a number in decimal.
pub const fn decimal_len(number: u32) -> usize {
    decimal(number).as_str().len()
}

/// A number in decimal, in an array of that length.
pub const fn decimal_digits<const LEN: usize>(number: u32) -> [u8; LEN] {
    let text = decimal(number);
    let mut digits = [0; LEN];
    let mut i = 0;
    while i < LEN {
        digits[i] = text.as_str().as_bytes()[i];
        i += 1;
    }
    digits
}

/// A list of names as a header value of that length.
pub const fn joined_names<const LEN: usize>(kind: NameList, list: &[&str]) -> [u8; LEN] {
    let mut joined = [0; LEN];
    join_names(kind, list, &mut joined);
    joined
}

/// Bytes that were computed in const evaluation, as a header value; empty if they cannot be one.
pub const fn value_text(bytes: &[u8]) -> &str {
    let mut i = 0;
    while i < bytes.len() {
        if !bytes[i].is_ascii_graphic() {
            return "";
        }
        i += 1;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => "",
    }
}
