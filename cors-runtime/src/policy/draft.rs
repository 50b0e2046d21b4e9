//! What the attribute says, as the expansion hands it to a policy.
//!
//! Nothing here judges: literals were checked by the macro, and constants are checked in
//! `const_check`, each where it is written. What was refused there is passed over
//! here, so that one mistake is one error.
#![allow(clippy::indexing_slicing, reason = "const evaluation, where it is a compile error")]

mod arguments;

use cors_policy::{HostIndex, Index, NameList, OriginShape, OriginTable, Text, join_names};

use crate::origin::NamedSource;

/// What the attribute says, argument by argument.
#[doc(hidden)]
#[must_use]
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "the flags of the attribute")]
pub struct PolicyDraft {
    pub any_origin: bool,
    /// `null` is listed.
    pub null_origin: bool,
    pub origins: Origins,
    /// Beside `*`: the origins that are not allowed.
    pub except: Option<&'static Origins>,
    /// Beside both: origins that become known while the program runs.
    pub source: Option<&'static NamedSource>,
    /// What holds for those: the flags that lift rules.
    pub allow_insecure_origins: bool,
    pub allow_public_suffixes: bool,
    pub credentials: bool,
    pub refuse_other_origins: bool,
    pub private_network: bool,
    pub timing: bool,
    /// Of a handler that is mounted for any method: those that it allows.
    pub methods: Option<&'static [&'static str]>,
    pub headers: &'static [&'static str],
    /// The same as a header value, as is the next.
    pub allow_headers: &'static str,
    pub expose_headers: &'static str,
    /// In seconds, as a header value.
    pub max_age: &'static str,
    pub preflight_status: u16,
    /// The handler, and where its attribute stands.
    pub handler: &'static str,
    pub file: &'static str,
    pub line: u32,
}

impl PolicyDraft {
    /// What holds where an argument is left out.
    const NONE: Self = Self {
        any_origin: false,
        null_origin: false,
        origins: Origins::NONE,
        except: None,
        source: None,
        allow_insecure_origins: false,
        allow_public_suffixes: false,
        credentials: false,
        refuse_other_origins: false,
        private_network: false,
        timing: false,
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
    /// Those that are literals, whose table the macro has made.
    literals: OriginTable<'static>,
    /// All others, whose table is made in const evaluation.
    others: Option<&'static OriginTable<'static>>,
}

impl Origins {
    const NONE: Self = Self { literals: OriginTable::EMPTY, others: None };

    /// The tables of the literals, in the form in which the macro can write them.
    pub const fn literals(
        exact: &'static [&'static str],
        exact_index: &'static [u8],
        patterns: &'static [(&'static str, OriginShape)],
        pattern_index: &'static [u8],
    ) -> Self {
        let (exact_index, pattern_index) =
            (Index::of_literal(exact_index), HostIndex::of_literal(pattern_index));
        Self { literals: OriginTable::new(exact, exact_index, patterns, pattern_index), others: None }
    }

    /// Adds what is no literal.
    #[must_use]
    pub const fn with_others(self, others: &'static OriginTable<'static>) -> Self {
        Self { others: Some(others), ..self }
    }

    #[inline]
    pub(crate) fn matches(&self, origin: &[u8]) -> bool {
        self.literals.matches(origin) || self.others.is_some_and(|others| is_in(others, origin))
    }

    fn tables(&self) -> impl Iterator<Item = &OriginTable<'static>> {
        [Some(&self.literals), self.others].into_iter().flatten()
    }

    /// The single origins.
    pub(crate) fn exact(&self) -> impl Iterator<Item = &'static str> {
        self.tables().flat_map(|table| table.exact().iter().copied())
    }

    /// The patterns.
    pub(crate) fn patterns(&self) -> impl Iterator<Item = &'static str> {
        self.tables().flat_map(|table| table.patterns().iter().map(|(text, _)| *text))
    }
}

/// Most policies have literals only; this stays out of what is inlined for them.
#[inline(never)]
fn is_in(others: &OriginTable<'_>, origin: &[u8]) -> bool {
    others.matches(origin)
}

/// Two lists are the same if they have the same entries, in whatever order: no entry is repeated.
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

/// Bytes that were put together in const evaluation, as a header value; empty if they are none.
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
