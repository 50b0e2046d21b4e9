//! Where patterns stand in a list, by their scheme, host and port.

use crate::index::{Index, Slot, hash};
use crate::origin_parts::OriginParts;
use crate::origin_pattern::{OriginPattern, Port};

/// How many slots hold lengths: a bit for each one that a host can have; first of those that stand for themselves, then
/// of those that stand for their subdomains.
const LENGTHS: usize = 2 * 256 / 32;

/// An [`Index`] of patterns, and before it the lengths that their hosts have: of a request's host only what has
/// one of these is looked up.
///
/// Of one scheme, host and port there are at most three patterns in a list without repetitions: for the host, and for
/// its subdomains, with the default port and with any. So a look-up takes the same time whatever is listed.
#[derive(Clone, Copy, Debug)]
pub struct HostIndex<'a> {
    lengths: &'a [Slot],
    slots: &'a [Slot],
    seed: u64,
}

impl<'a> HostIndex<'a> {
    /// For a list that is short enough to be scanned.
    pub const NONE: Self = Self { lengths: &[], slots: &[], seed: 0 };

    /// The number of slots for a number of patterns.
    pub const fn slots_len(patterns: usize) -> usize {
        match Index::slots_len(patterns) {
            0 => 0,
            // Twice as many as single origins have: to hold a pattern against a host costs more.
            slots => LENGTHS + 2 * slots,
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
            let (word, bit) = place_of_length(host.len(), pattern.is_any_subdomain());
            lengths[word] = (u32::from_le_bytes(lengths[word]) | bit).to_le_bytes();
            let port = match pattern.port() {
                // What has the default port is looked up once.
                Port::Default | Port::Any => b"",
                Port::Exact(port) => port.as_bytes(),
            };
            Index::insert(slots, seed_for(hash(seed, pattern.scheme().as_bytes()), port), host, place);
        }
    }

    /// Whether every pattern is looked at.
    pub(crate) const fn is_scanned(&self) -> bool {
        self.slots.is_empty()
    }

    /// Whether the predicate holds for the place of a pattern, and for that suffix of the origin which would be its
    /// host: for every pattern that could have its scheme, the port or any, and one of its suffixes.
    pub(crate) fn any(
        self,
        patterns: usize,
        origin: &OriginParts<'_>,
        mut holds: impl FnMut(usize, &[u8]) -> bool,
    ) -> bool {
        let scheme = hash(self.seed, origin.scheme);
        let [by_scheme, by_port] =
            [b"", origin.port].map(|port| Index::new(self.slots, seed_for(scheme, port)));
        let mut finds =
            |index: Index<'_>, suffix| index.find(patterns, suffix, |place| holds(place, suffix)).is_some();
        for suffix in origin.suffixes() {
            if self.has_length(suffix.len(), origin.has_label_before(suffix))
                && (finds(by_scheme, suffix) || (!origin.port.is_empty() && finds(by_port, suffix)))
            {
                return true;
            }
        }
        false
    }

    #[inline]
    fn has_length(&self, length: usize, any_subdomain: bool) -> bool {
        let (word, bit) = place_of_length(length, any_subdomain);
        self.lengths.get(word).is_some_and(|word| u32::from_le_bytes(*word) & bit != 0)
    }
}

const fn place_of_length(length: usize, any_subdomain: bool) -> (usize, u32) {
    let length = length % 256 + if any_subdomain { 256 } else { 0 };
    (length / 32, 1 << (length % 32))
}

/// Scheme and port are part of the key.
const fn seed_for(scheme: u64, port: &[u8]) -> u64 {
    if port.is_empty() { scheme } else { hash(scheme, port) }
}
