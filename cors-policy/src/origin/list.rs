//! The rules between the entries of a list of origins.

use alloc::vec::Vec;

use crate::argument::Flags;
use crate::evaluation::bytes::{equal, find};
use crate::origin::entry::OriginEntry;
use crate::origin::pattern::OriginPattern;
use crate::origin::table::OwnedOriginTable;
use crate::origin::table::index::{Index, index_slots};
use crate::rule::Rule;
use crate::violation::Violation;

/// Checks an entry against the others of its list, in const evaluation; `index` is its place in the list.
///
/// Looks at every entry, so it is for lists of constants, which are short: [`OriginList`] judges long ones
/// alike.
///
/// # Errors
///
/// The entry also stands earlier in the list, or another one allows everything that it allows. Entries that are
/// mistakes of their own are ignored.
pub const fn check_in_list<'a>(
    written: &'a str,
    index: usize,
    list: &[&'a str],
    flags: Flags,
) -> Result<(), Violation<'a>> {
    let Ok(entry) = OriginEntry::parse(written, flags) else {
        return Ok(());
    };
    if let Err(violation) = check_not_repeated(written, index, list) {
        return Err(violation);
    }
    // What covers the entry has its scheme, and so a `*` there or at the end.
    let wildcard = match find(written.as_bytes(), b':') {
        Some(colon) => colon + "://".len(),
        None => 0,
    };
    let mut i = 0;
    while i < list.len() {
        let other = list[i].as_bytes();
        if (has_star_at(other, wildcard) || has_star_at(other, other.len().saturating_sub(1)))
            && !equal(other, written.as_bytes())
        {
            if let Ok(parsed) = OriginEntry::parse(list[i], flags) {
                if parsed.covers(&entry) {
                    return Err(Violation::with_part(Rule::OriginShadowed, written, list[i]));
                }
            }
        }
        i += 1;
    }
    Ok(())
}

const fn has_star_at(bytes: &[u8], index: usize) -> bool {
    index < bytes.len() && bytes[index] == b'*'
}

/// Checks that an entry does not also stand before `index` in its list, in const evaluation.
///
/// # Errors
///
/// It does.
pub const fn check_not_repeated<'a>(
    written: &'a str,
    index: usize,
    list: &[&str],
) -> Result<(), Violation<'a>> {
    let mut i = 0;
    while i < index && i < list.len() {
        if equal(list[i].as_bytes(), written.as_bytes()) {
            return Err(Violation::new(Rule::OriginRepeated, written));
        }
        i += 1;
    }
    Ok(())
}

/// Whoever writes an attribute has no reason to choose entries that are slow to find.
const SEED: u64 = 0;

/// A list of origins in an attribute, checked by the macro. It may be long.
#[derive(Clone, Debug)]
pub struct OriginList<'a> {
    texts: Vec<&'a str>,
    slots: Vec<u8>,
    patterns: OwnedOriginTable<&'a str>,
}

impl<'a> OriginList<'a> {
    /// A list of these entries, whatever is wrong with them.
    pub fn new(texts: Vec<&'a str>) -> Self {
        let slots = index_slots(SEED, texts.iter().map(|text| text.as_bytes()));
        let patterns = texts.iter().copied().filter(|text| text.contains('*'));
        let patterns = OwnedOriginTable::new(patterns, SEED);
        Self { texts, slots, patterns }
    }

    /// The number of entries.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether the list is empty.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// Checks the entry at `index` as [`check_in_list`] does.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn check(&self, index: usize, flags: Flags) -> Result<(), Violation<'a>> {
        let Some(written) = self.texts.get(index).copied() else { return Ok(()) };
        let Ok(entry) = OriginEntry::parse(written, flags) else { return Ok(()) };
        self.check_not_repeated(index)?;
        let patterns = match entry {
            OriginEntry::Pattern(pattern) => self.first_covering(pattern),
            OriginEntry::Any | OriginEntry::Null => None,
        };
        let any = if entry == OriginEntry::Any { None } else { self.first("*") };
        match any.into_iter().chain(patterns).min().and_then(|place| self.texts.get(place)) {
            Some(other) => Err(Violation::with_part(Rule::OriginShadowed, written, other)),
            None => Ok(()),
        }
    }

    /// Checks the entry at `index` as [`check_not_repeated`] does.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn check_not_repeated(&self, index: usize) -> Result<(), Violation<'a>> {
        match self.texts.get(index) {
            Some(written) if self.first(written) < Some(index) => {
                Err(Violation::new(Rule::OriginRepeated, written))
            }
            _ => Ok(()),
        }
    }

    /// The place of the first pattern that allows everything that this one does.
    fn first_covering(&self, pattern: OriginPattern<'_>) -> Option<usize> {
        let mut first: Option<usize> = None;
        self.patterns.table().patterns_near(&pattern, |other| {
            if other.as_str() != pattern.as_str() && other.covers(&pattern) {
                first = first.into_iter().chain(self.first(other.as_str())).min();
            }
        });
        first
    }

    /// The place of the first entry with this text.
    fn first(&self, text: &str) -> Option<usize> {
        let index = Index::new(&self.slots, SEED);
        index.find(self.texts.len(), text.as_bytes(), |place| self.texts.get(place) == Some(&text))
    }
}
