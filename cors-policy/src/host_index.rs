//! Where patterns stand in a list, by their host.

use crate::index::{Index, Slot};

/// How many slots hold the lengths: a bit for each length that a host can have.
const LENGTHS: usize = 8;

/// An [`Index`] of hosts, and before it the lengths that they have: of a request's host only what has one of these
/// is looked up.
#[derive(Clone, Copy, Debug)]
pub struct HostIndex<'a> {
    lengths: &'a [Slot],
    index: Index<'a>,
}

impl<'a> HostIndex<'a> {
    /// For a list that is short enough to be scanned.
    pub const NONE: Self = Self { lengths: &[], index: Index::NONE };

    /// The number of slots for a number of patterns.
    pub const fn slots_len(patterns: usize) -> usize {
        match Index::slots_len(patterns) {
            0 => 0,
            slots => LENGTHS + slots,
        }
    }

    /// As [`Index::new`].
    pub const fn new(slots: &'a [Slot], seed: u64) -> Self {
        match slots.split_at_checked(LENGTHS) {
            Some((lengths, slots)) => Self { lengths, index: Index::new(slots, seed) },
            None => Self::NONE,
        }
    }

    /// As [`Index::of_literal`].
    pub const fn of_literal(bytes: &'a [u8]) -> Self {
        Self::new(bytes.as_chunks().0, 0)
    }

    /// Enters the place of a pattern with the host. Does nothing if there are no slots.
    #[allow(
        clippy::indexing_slicing,
        reason = "a host has at most 253 bytes, which the macro and its tests see to"
    )]
    pub const fn insert(slots: &mut [Slot], seed: u64, host: &[u8], place: usize) {
        if let Some((lengths, slots)) = slots.split_at_mut_checked(LENGTHS) {
            let word = &mut lengths[host.len() / 32 % LENGTHS];
            *word = (u32::from_le_bytes(*word) | 1 << (host.len() % 32)).to_le_bytes();
            Index::insert(slots, seed, host, place);
        }
    }

    /// Whether every pattern is looked at.
    pub const fn is_scanned(&self) -> bool {
        self.index.is_scanned()
    }

    /// Whether the predicate holds for the place of a pattern that could have the host, or what stands behind one
    /// of its dots.
    pub fn any(self, patterns: usize, host: &[u8], mut holds: impl FnMut(usize) -> bool) -> bool {
        for (word, slot) in self.lengths.iter().enumerate() {
            let mut lengths = u32::from_le_bytes(*slot);
            while lengths != 0 {
                let length = word * 32 + lengths.trailing_zeros() as usize;
                let Some((front, suffix)) =
                    host.len().checked_sub(length).and_then(|at| host.split_at_checked(at))
                else {
                    return false;
                };
                if matches!(front, [] | [.., b'.']) && self.index.places(patterns, suffix).any(&mut holds) {
                    return true;
                }
                lengths &= lengths - 1;
            }
        }
        self.is_scanned() && (0..patterns).any(holds)
    }
}
