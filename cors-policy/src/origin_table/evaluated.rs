//! A table of origins that become known in const evaluation, where nothing allocates.

use super::OriginTable;
use crate::host_index::HostIndex;
use crate::index::{Index, Slot};
use crate::origin_pattern::{OriginPattern, OriginShape};

/// An [`OriginTable`] of constants.
#[derive(Debug)]
pub struct EvaluatedOriginTable<
    const EXACT: usize,
    const EXACT_SLOTS: usize,
    const PATTERNS: usize,
    const PATTERN_SLOTS: usize,
> {
    exact: [&'static str; EXACT],
    exact_slots: [Slot; EXACT_SLOTS],
    patterns: [(&'static str, OriginShape); PATTERNS],
    pattern_slots: [Slot; PATTERN_SLOTS],
}

impl<const EXACT: usize, const EXACT_SLOTS: usize, const PATTERNS: usize, const PATTERN_SLOTS: usize>
    EvaluatedOriginTable<EXACT, EXACT_SLOTS, PATTERNS, PATTERN_SLOTS>
{
    /// Makes a table of the texts that are origins and patterns, and passes over all others.
    ///
    /// There are `EXACT` origins and `PATTERNS` patterns, and as many slots as [`Index::slots_len`] and
    /// [`HostIndex::slots_len`] say.
    ///
    /// # Panics
    ///
    /// If there are more.
    pub const fn new(texts: &[&'static str]) -> Self {
        let mut table = Self {
            exact: [""; EXACT],
            exact_slots: [[0; 4]; EXACT_SLOTS],
            patterns: [("", OriginShape::of_literal(0, false, 0)); PATTERNS],
            pattern_slots: [[0; 4]; PATTERN_SLOTS],
        };
        let (mut exact, mut patterns) = (0, 0);
        let mut i = 0;
        while i < texts.len() {
            if let Ok(pattern) = OriginPattern::parse(texts[i]) {
                if pattern.is_exact() {
                    Index::insert(&mut table.exact_slots, 0, texts[i].as_bytes(), exact);
                    table.exact[exact] = texts[i];
                    exact += 1;
                } else {
                    HostIndex::insert(&mut table.pattern_slots, 0, &pattern, patterns);
                    table.patterns[patterns] = (texts[i], pattern.shape());
                    patterns += 1;
                }
            }
            i += 1;
        }
        table
    }

    /// The table, to be asked.
    pub const fn table(&self) -> OriginTable<'_> {
        let exact_index = Index::new(&self.exact_slots, 0);
        OriginTable::new(&self.exact, exact_index, &self.patterns, HostIndex::new(&self.pattern_slots, 0))
    }
}

/// How many of the texts are single origins.
pub const fn count_exact(texts: &[&str]) -> usize {
    count(texts, true)
}

/// How many of the texts are patterns.
pub const fn count_patterns(texts: &[&str]) -> usize {
    count(texts, false)
}

const fn count(texts: &[&str], exact: bool) -> usize {
    let mut count = 0;
    let mut i = 0;
    while i < texts.len() {
        if let Ok(pattern) = OriginPattern::parse(texts[i])
            && pattern.is_exact() == exact
        {
            count += 1;
        }
        i += 1;
    }
    count
}
