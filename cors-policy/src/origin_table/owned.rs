//! A table of origins that are known to the macro, or become known while a program runs.

use alloc::vec;
use alloc::vec::Vec;

use super::OriginTable;
use crate::host_index::HostIndex;
use crate::index::{Index, Slot, index_slots};
use crate::origin_pattern::{OriginPattern, OriginShape};

/// An [`OriginTable`] that owns its entries.
#[derive(Clone, Debug, Default)]
pub struct OwnedOriginTable<T> {
    exact: Vec<T>,
    exact_slots: Vec<Slot>,
    patterns: Vec<(T, OriginShape)>,
    pattern_slots: Vec<Slot>,
    seed: u64,
}

impl<T: AsRef<str>> OwnedOriginTable<T> {
    /// Makes a table of the texts that are origins and patterns, and passes over all others. For the seed see
    /// [`Index::new`].
    pub fn new(texts: impl IntoIterator<Item = T>, seed: u64) -> Self {
        let (mut exact, mut patterns) = (Vec::new(), Vec::new());
        for text in texts {
            match OriginPattern::parse(text.as_ref()).map(|pattern| (pattern.is_exact(), pattern.shape())) {
                Ok((true, _)) => exact.push(text),
                Ok((false, shape)) => patterns.push((text, shape)),
                Err(_) => {}
            }
        }
        let exact_slots = index_slots(seed, exact.iter().map(|text| text.as_ref().as_bytes()));
        let mut pattern_slots = vec![[0; 4]; HostIndex::slots_len(patterns.len())];
        for (place, (text, shape)) in patterns.iter().enumerate() {
            let pattern = OriginPattern::with_shape(text.as_ref(), *shape);
            HostIndex::insert(&mut pattern_slots, seed, &pattern, place);
        }
        Self { exact, exact_slots, patterns, pattern_slots, seed }
    }

    /// The table, to be asked.
    pub fn table(&self) -> OriginTable<'_, T> {
        OriginTable {
            exact: &self.exact,
            exact_index: Index::new(&self.exact_slots, self.seed),
            patterns: &self.patterns,
            pattern_index: HostIndex::new(&self.pattern_slots, self.seed),
        }
    }

    /// The single origins, each list with the slots of its index.
    pub fn exact(&self) -> (&[T], &[Slot]) {
        (&self.exact, &self.exact_slots)
    }

    /// The patterns, with the slots of their index.
    pub fn patterns(&self) -> (&[(T, OriginShape)], &[Slot]) {
        (&self.patterns, &self.pattern_slots)
    }
}
