//! The rules between the entries of a list of origins, and between them and other arguments.

use alloc::vec::Vec;

use crate::const_str::{equal, find};
use crate::host::is_loopback;
use crate::index::{Index, Slot, index_slots};
use crate::origin_entry::{Lifted, OriginEntry};
use crate::origin_pattern::OriginPattern;
use crate::origin_table::OwnedOriginTable;
use crate::public_suffix::{PublicSuffixes, public_suffix};
use crate::rule::Rule;
use crate::scheme::is_secure;
use crate::violation::Violation;

/// The entries of a list of origins, in const evaluation. A running program asks an [`OriginList`], which
/// answers the same.
#[derive(Clone, Copy, Debug)]
pub struct EvaluatedList<'a> {
    texts: &'a [&'a str],
    /// By the whole text.
    index: Index<'a>,
    /// The entries that may be patterns, and perhaps others.
    patterns: &'a [&'a str],
}

impl<'a> EvaluatedList<'a> {
    /// A list that is short enough to be scanned.
    pub const fn scanned(texts: &'a [&'a str]) -> Self {
        Self { texts, index: Index::NONE, patterns: texts }
    }

    /// A list with what [`text_slots`] and [`may_be_patterns`] find in it.
    pub const fn new(texts: &'a [&'a str], slots: &'a [Slot], patterns: &'a [&'a str]) -> Self {
        Self { texts, index: Index::new(slots, 0), patterns }
    }

    /// The entries.
    pub const fn texts(&self) -> &'a [&'a str] {
        self.texts
    }

    /// Checks one entry against the others.
    ///
    /// # Errors
    ///
    /// The entry stands earlier in the list too, or another one allows all that it allows. Entries that
    /// are mistakes of their own are passed over.
    pub const fn check(&self, index: usize, lifted: Lifted) -> Result<(), Violation<'a>> {
        let written = self.texts[index];
        let Ok(entry) = OriginEntry::parse(written, lifted) else {
            return Ok(());
        };
        if let Err(violation) = self.check_not_repeated(index) {
            return Err(violation);
        }
        let mut i = 0;
        while i < self.patterns.len() {
            let other = self.patterns[i];
            if may_be_pattern(other)
                && !equal(other, written)
                && let Ok(parsed) = OriginEntry::parse(other, lifted)
                && covers(&parsed, &entry)
            {
                return Err(Violation::with_part(Rule::OriginShadowed, written, other));
            }
            i += 1;
        }
        Ok(())
    }

    /// Checks that no entry stands earlier in the list too.
    ///
    /// # Errors
    ///
    /// One does.
    pub const fn check_not_repeated(&self, index: usize) -> Result<(), Violation<'a>> {
        match self.index.first_evaluated(self.texts, self.texts[index]) {
            Some(first) if first < index => Err(Violation::new(Rule::OriginRepeated, self.texts[index])),
            _ => Ok(()),
        }
    }
}

/// The slots of the index of a list; as many as [`Index::slots_len`] says.
pub const fn text_slots<const SLOTS: usize>(texts: &[&str]) -> [Slot; SLOTS] {
    let mut slots = [[0; 4]; SLOTS];
    let mut place = 0;
    while place < texts.len() {
        Index::insert(&mut slots, 0, texts[place].as_bytes(), place);
        place += 1;
    }
    slots
}

/// How many of the texts may be patterns.
pub const fn count_may_be_patterns(texts: &[&str]) -> usize {
    let mut count = 0;
    let mut i = 0;
    while i < texts.len() {
        if may_be_pattern(texts[i]) {
            count += 1;
        }
        i += 1;
    }
    count
}

/// The texts that may be patterns; as many as [`count_may_be_patterns`] says.
pub const fn may_be_patterns<'a, const COUNT: usize>(texts: &[&'a str]) -> [&'a str; COUNT] {
    let mut patterns = [""; COUNT];
    let mut count = 0;
    let mut i = 0;
    while i < texts.len() {
        if may_be_pattern(texts[i]) {
            patterns[count] = texts[i];
            count += 1;
        }
        i += 1;
    }
    patterns
}

/// Whether the entry has a `*` where a pattern has it: at the end, or behind `://`. Only such ones allow more
/// than themselves. In const evaluation this is faster than to read the entry.
const fn may_be_pattern(text: &str) -> bool {
    let bytes = text.as_bytes();
    match (bytes, find(text, b':')) {
        ([.., b'*'], _) => true,
        (_, Some(colon)) => bytes.len() > colon + 3 && bytes[colon + 3] == b'*',
        _ => false,
    }
}

const fn covers(one: &OriginEntry<'_>, other: &OriginEntry<'_>) -> bool {
    match (one, other) {
        (OriginEntry::Any, _) => true,
        (OriginEntry::Pattern(one), OriginEntry::Pattern(other)) => one.covers(other),
        _ => false,
    }
}

/// Checks that an entry may be allowed beside `credentials`, as far as it tells itself. Whether it is
/// a public suffix is for a list to say: see [`public_suffix`].
///
/// # Errors
///
/// It is `*` (<https://fetch.spec.whatwg.org/#cors-protocol-and-credentials>); or the network between
/// the user and the origin can forge its pages, since the scheme is neither `https` nor `wss` and the
/// host is not the user's own machine.
pub const fn check_origin_with_credentials<'a>(
    written: &'a str,
    entry: &OriginEntry<'_>,
    lifted: Lifted,
) -> Result<(), Violation<'a>> {
    match entry {
        OriginEntry::Any => Err(Violation::new(Rule::WildcardWithCredentials, written)),
        OriginEntry::Pattern(pattern) if is_insecure(pattern) && !lifted.insecure_origins => {
            Err(Violation::new(Rule::OriginInsecureWithCredentials, written))
        }
        OriginEntry::Null | OriginEntry::Pattern(_) => Ok(()),
    }
}

/// Whether the network can forge the pages of the origin.
pub const fn is_insecure(pattern: &OriginPattern<'_>) -> bool {
    !is_secure(pattern.scheme()) && !is_loopback(pattern.host())
}

/// Checks an entry of `origins`: by itself, by what credentials ask of it, and by what its list says of it. Not in
/// const evaluation, where public suffixes are not known.
///
/// # Errors
///
/// The first mistake.
pub fn check_origin<'a>(
    written: &'a str,
    in_list: Result<(), Violation<'a>>,
    credentials: bool,
    lifted: Lifted,
    public_suffixes: PublicSuffixes,
) -> Result<(), Violation<'a>> {
    let entry = OriginEntry::parse(written, lifted)?;
    if credentials {
        check_origin_with_credentials(written, &entry, lifted)?;
        if let Some(suffix) = public_suffix(&entry, public_suffixes)
            && !lifted.public_suffixes
        {
            return Err(Violation::with_part(Rule::OriginPublicSuffixWithCredentials, written, suffix));
        }
    }
    beside_credentials(in_list, credentials)
}

/// What a list says of an entry, beside credentials: there the `*` is the mistake, and what it shadows is none.
///
/// # Errors
///
/// What the list says.
pub const fn beside_credentials(
    in_list: Result<(), Violation<'_>>,
    credentials: bool,
) -> Result<(), Violation<'_>> {
    match in_list {
        Err(Violation { rule: Rule::OriginShadowed, part, .. }) if credentials && equal(part, "*") => Ok(()),
        _ => in_list,
    }
}

/// Checks an entry of `except`.
///
/// # Errors
///
/// It is not an origin, or it is a pattern.
pub const fn check_excepted_origin(written: &str) -> Result<(), Violation<'_>> {
    match OriginEntry::parse(written, Lifted::NONE) {
        Ok(OriginEntry::Pattern(pattern)) if pattern.is_exact() => Ok(()),
        Ok(_) => Err(Violation::new(Rule::ExceptPattern, written)),
        Err(violation) => Err(violation),
    }
}

/// A list of origins that is not known in const evaluation. It may be long.
#[derive(Clone, Debug)]
pub struct OriginList<'a> {
    texts: Vec<&'a str>,
    slots: Vec<Slot>,
    seed: u64,
    patterns: OwnedOriginTable<&'a str>,
}

impl<'a> OriginList<'a> {
    /// A list of these entries, whatever is wrong with them. For the seed see [`Index::new`].
    pub fn new(texts: Vec<&'a str>, seed: u64) -> Self {
        let slots = index_slots(seed, texts.iter().map(|text| text.as_bytes()));
        let patterns = texts.iter().copied().filter(|text| text.contains('*'));
        let patterns = OwnedOriginTable::new(patterns, seed);
        Self { texts, slots, seed, patterns }
    }

    /// The number of entries.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// What [`EvaluatedList::check`] says.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn check(&self, index: usize, lifted: Lifted) -> Result<(), Violation<'a>> {
        let Some(written) = self.texts.get(index).copied() else { return Ok(()) };
        let Ok(entry) = OriginEntry::parse(written, lifted) else { return Ok(()) };
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

    /// What [`EvaluatedList::check_not_repeated`] says.
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

    /// The place of the first pattern that allows all that this one does.
    fn first_covering(&self, pattern: OriginPattern<'_>) -> Option<usize> {
        let mut first: Option<usize> = None;
        self.patterns.table().patterns_near(&pattern, |other| {
            if other.as_str() != pattern.as_str() && other.covers(&pattern) {
                first = first.into_iter().chain(self.first(other.as_str())).min();
            }
        });
        first
    }

    /// The place of the first entry of this text.
    fn first(&self, text: &str) -> Option<usize> {
        let index = Index::new(&self.slots, self.seed);
        index.find(self.texts.len(), text.as_bytes(), |place| self.texts.get(place) == Some(&text))
    }
}
