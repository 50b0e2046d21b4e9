//! A table of origins that are known to the macro, or become known while a program runs.

use alloc::vec::Vec;

use super::OriginTable;
use super::host_index::{HostIndex, host_index_bytes};
use super::index::{Index, index_slots};
use crate::origin::pattern::{OriginPattern, OriginShape};

/// An [`OriginTable`] that owns its entries.
#[derive(Clone, Debug, Default)]
pub struct OwnedOriginTable<T> {
    exact: Vec<T>,
    exact_index: Vec<u8>,
    patterns: Vec<(T, OriginShape)>,
    pattern_index: Vec<u8>,
    seed: u64,
}

impl<T: AsRef<str>> OwnedOriginTable<T> {
    /// Makes a table of the texts that are origins and patterns, and ignores all others. For the seed see
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
        let exact_index = index_slots(seed, exact.iter().map(|text| text.as_ref().as_bytes()));
        let parsed = patterns.iter().map(|(text, shape)| OriginPattern::with_shape(text.as_ref(), *shape));
        let pattern_index = host_index_bytes(seed, parsed);
        Self { exact, exact_index, patterns, pattern_index, seed }
    }

    /// The table, to be asked.
    pub fn table(&self) -> OriginTable<'_, T> {
        OriginTable {
            exact: &self.exact,
            exact_index: Index::new(&self.exact_index, self.seed),
            patterns: &self.patterns,
            pattern_index: HostIndex::new(&self.pattern_index, self.seed),
        }
    }

    /// The single origins, and the bytes of their index.
    pub fn exact(&self) -> (&[T], &[u8]) {
        (&self.exact, &self.exact_index)
    }

    /// The patterns, and the bytes of their index.
    pub fn patterns(&self) -> (&[(T, OriginShape)], &[u8]) {
        (&self.patterns, &self.pattern_index)
    }
}
