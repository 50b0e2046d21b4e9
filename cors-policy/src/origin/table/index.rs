//! Where entries stand in a list, by a hash of their text: finding one takes the same time however many
//! there are.

use alloc::vec;
use alloc::vec::Vec;

/// Lists of up to this many entries are scanned, which is as fast and needs no index.
const SCANNED: usize = 4;

/// The length of a slot, in bytes: the place of an entry in its list, from 1, in little-endian order; or
/// zeros for none. Bytes, so that the macro can write an index as one literal.
const SLOT: usize = 4;

/// A hash table with open addressing and linear probing, at most half full.
///
/// [`insert`](Self::insert) builds it, in the macro or while a program runs, and builds the same each time.
#[derive(Clone, Copy, Debug)]
pub struct Index<'a> {
    /// Empty for a list that is scanned; otherwise a power of two of slots.
    slots: &'a [u8],
    seed: u64,
}

impl<'a> Index<'a> {
    /// For a list that is short enough to be scanned.
    pub const NONE: Self = Self { slots: &[], seed: 0 };

    /// The number of bytes that an index of so many entries takes.
    pub const fn len_for(entries: usize) -> usize {
        if entries <= SCANNED { 0 } else { SLOT * (2 * entries).next_power_of_two() }
    }

    /// An index of slots that were filled with the same seed: 0 for those that the macro made. If anyone but
    /// the author of a program chooses the entries, they must not know the seed, or they could choose entries
    /// that all have one hash.
    pub const fn new(slots: &'a [u8], seed: u64) -> Self {
        Self { slots, seed }
    }

    /// Enters the place of an entry. Does nothing if there are no slots, or no free one.
    pub fn insert(slots: &mut [u8], seed: u64, key: &[u8], place: usize) {
        let count = slots.len() / SLOT;
        let mut slot = first_slot(hash(seed, key), count);
        for _ in 0..count {
            let free = slots.get_mut(SLOT * slot..SLOT * (slot + 1)).filter(|slot| **slot == [0; SLOT]);
            if let Some(free) = free {
                let [a, b, c, d, ..] = (place + 1).to_le_bytes();
                free.copy_from_slice(&[a, b, c, d]);
                return;
            }
            slot = (slot + 1) % count;
        }
    }

    /// Whether every entry is looked at.
    pub const fn is_scanned(&self) -> bool {
        self.slots.is_empty()
    }

    /// The first place of an entry that could have the key, in a list of so many, for which the predicate
    /// holds. Of entries with the same key the one that was entered first comes first.
    #[inline]
    pub fn find(self, entries: usize, key: &[u8], mut holds: impl FnMut(usize) -> bool) -> Option<usize> {
        if self.is_scanned() {
            return (0..entries).find(|place| holds(*place));
        }
        let count = self.slots.len() / SLOT;
        let mut slot = first_slot(hash(self.seed, key), count);
        for _ in 0..count {
            let bytes = self.slots.get(SLOT * slot..)?.first_chunk()?;
            let place = (u32::from_le_bytes(*bytes) as usize).checked_sub(1)?;
            if holds(place) {
                return Some(place);
            }
            slot = (slot + 1) & (count - 1);
        }
        None
    }
}

/// The slots for these keys, in the order of their places.
pub(crate) fn index_slots<'k>(seed: u64, keys: impl ExactSizeIterator<Item = &'k [u8]>) -> Vec<u8> {
    let mut slots = vec![0; Index::len_for(keys.len())];
    for (place, key) in keys.enumerate() {
        Index::insert(&mut slots, seed, key, place);
    }
    slots
}

#[expect(clippy::cast_possible_truncation, reason = "any bits of the hash will do")]
const fn first_slot(hash: u64, slots: usize) -> usize {
    hash as usize & slots.saturating_sub(1)
}

/// Multiplies eight bytes at a time, and folds the halves of each product into each other.
pub(crate) fn hash(seed: u64, key: &[u8]) -> u64 {
    let mut hash = seed ^ key.len() as u64;
    let mut rest = key;
    while let Some((word, behind)) = rest.split_first_chunk::<8>() {
        hash = fold(hash, u64::from_le_bytes(*word));
        rest = behind;
    }
    // What is left over is read with some of the bytes before it.
    if let Some(last) = key.last_chunk::<8>() {
        return fold(hash, u64::from_le_bytes(*last));
    }
    if let (Some(first), Some(last)) = (key.first_chunk::<4>(), key.last_chunk::<4>()) {
        return fold(
            hash,
            (u64::from(u32::from_le_bytes(*first)) << 32) | u64::from(u32::from_le_bytes(*last)),
        );
    }
    fold(hash, rest.iter().fold(0, |last, byte| last << 8 | u64::from(*byte)))
}

#[expect(clippy::cast_possible_truncation, reason = "the halves of the product")]
fn fold(hash: u64, word: u64) -> u64 {
    // The fraction of the golden ratio, a common choice for an odd number with mixed bits.
    let product = u128::from(hash ^ word) * 0x9e37_79b9_7f4a_7c15;
    (product as u64) ^ (product >> 64) as u64
}
