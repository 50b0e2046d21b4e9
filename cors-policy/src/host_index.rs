//! Where patterns stand in a list, by their scheme, host and port.

use crate::index::{Index, Slot, hash};
use crate::origin_pattern::{OriginPattern, Port};

/// How many slots hold the lengths: a bit for each length that a host can have.
const LENGTHS: usize = 8;

/// An [`Index`] of patterns, and before it the lengths that their hosts have: of a request's host only what has
/// one of these is looked up.
///
/// Of one scheme, host and port there are at most two patterns in a list without repetitions: for the host and for
/// its subdomains. So a look-up takes the same time whatever is listed.
#[derive(Clone, Copy, Debug)]
pub struct HostIndex<'a> {
    lengths: &'a [Slot],
    slots: &'a [Slot],
    seed: u64,
}

/// What is looked up.
#[derive(Clone, Copy, Debug)]
pub struct Authority<'a> {
    pub scheme: &'a [u8],
    pub host: &'a [u8],
    /// Empty for the default one.
    pub port: &'a [u8],
}

impl<'a> HostIndex<'a> {
    /// For a list that is short enough to be scanned.
    pub const NONE: Self = Self { lengths: &[], slots: &[], seed: 0 };

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
            Some((lengths, slots)) => Self { lengths, slots, seed },
            None => Self::NONE,
        }
    }

    /// As [`Index::of_literal`].
    pub const fn of_literal(bytes: &'a [u8]) -> Self {
        Self::new(bytes.as_chunks().0, 0)
    }

    /// Enters the place of a pattern. Does nothing if there are no slots.
    #[allow(clippy::indexing_slicing, reason = "the remainder is less than the number of slots")]
    pub const fn insert(slots: &mut [Slot], seed: u64, pattern: &OriginPattern<'_>, place: usize) {
        if let Some((lengths, slots)) = slots.split_at_mut_checked(LENGTHS) {
            let host = pattern.host().as_bytes();
            let word = &mut lengths[host.len() / 32 % LENGTHS];
            *word = (u32::from_le_bytes(*word) | 1 << (host.len() % 32)).to_le_bytes();
            let port = match pattern.port() {
                Port::Default => b"",
                Port::Exact(port) => port.as_bytes(),
                Port::Any => b"*",
            };
            Index::insert(slots, seed_for(seed, pattern.scheme().as_bytes(), port), host, place);
        }
    }

    /// Whether every pattern is looked at.
    pub const fn is_scanned(&self) -> bool {
        self.slots.is_empty()
    }

    /// Whether the predicate holds for the place of a pattern that could have the scheme, the port or any, and the
    /// host or what stands behind one of its dots.
    pub fn any(self, patterns: usize, wanted: Authority<'_>, mut holds: impl FnMut(usize) -> bool) -> bool {
        let Authority { scheme, host, port } = wanted;
        let by_port = [port, b"*"].map(|port| Index::new(self.slots, seed_for(self.seed, scheme, port)));
        for (word, slot) in self.lengths.iter().enumerate() {
            let mut lengths = u32::from_le_bytes(*slot);
            while lengths != 0 {
                let length = word * 32 + lengths.trailing_zeros() as usize;
                let Some((front, suffix)) =
                    host.len().checked_sub(length).and_then(|at| host.split_at_checked(at))
                else {
                    return false;
                };
                if matches!(front, [] | [.., b'.'])
                    && by_port.into_iter().any(|index| index.places(patterns, suffix).any(&mut holds))
                {
                    return true;
                }
                lengths &= lengths - 1;
            }
        }
        false
    }
}

/// The scheme and the port are part of the key.
const fn seed_for(seed: u64, scheme: &[u8], port: &[u8]) -> u64 {
    hash(hash(seed, scheme), port)
}
