//! Where entries stand in a list, by a hash of their text: finding one takes the same time however many
//! there are.

use alloc::vec;
use alloc::vec::Vec;

use crate::const_str::equal;

/// Up to so many entries are looked at one by one, which is as fast and needs no index.
const SCANNED: usize = 4;

/// One place of an [`Index`]: nothing, or the place of an entry in its list, from 1. Four bytes in
/// little-endian order, so that the macro can write an index as one literal.
pub type Slot = [u8; 4];

/// A hash table with open addressing and linear probing, at most half full.
///
/// It is built by [`insert`](Self::insert), by the macro, in const evaluation, or while a program runs, and is
/// the same each time.
#[derive(Clone, Copy, Debug)]
pub struct Index<'a> {
    /// Empty for a list that is scanned; a power of two otherwise.
    slots: &'a [Slot],
    seed: u64,
}

impl<'a> Index<'a> {
    /// For a list that is short enough to be scanned.
    pub const NONE: Self = Self { slots: &[], seed: 0 };

    /// The number of slots for a number of entries.
    pub const fn slots_len(entries: usize) -> usize {
        if entries <= SCANNED { 0 } else { (2 * entries).next_power_of_two() }
    }

    /// An index of slots that were filled with the same seed. Where others than the author of a program choose
    /// the entries, they must not know the seed, or they could choose them to have one hash.
    pub const fn new(slots: &'a [Slot], seed: u64) -> Self {
        Self { slots, seed }
    }

    /// An index that the macro made, with the seed 0.
    pub const fn of_literal(bytes: &'a [u8]) -> Self {
        Self { slots: bytes.as_chunks().0, seed: 0 }
    }

    /// Enters the place of an entry. Does nothing if there are no slots, or no free one.
    #[allow(clippy::indexing_slicing, reason = "each index is less than the number of slots")]
    pub const fn insert(slots: &mut [Slot], seed: u64, key: &[u8], place: usize) {
        let mut slot = first_slot(hash(seed, key), slots.len());
        let mut tried = 0;
        while tried < slots.len() {
            if place_in(slots[slot]).is_none() {
                let [a, b, c, d, ..] = (place + 1).to_le_bytes();
                slots[slot] = [a, b, c, d];
                return;
            }
            slot = (slot + 1) % slots.len();
            tried += 1;
        }
    }

    /// Whether every entry is looked at.
    pub const fn is_scanned(&self) -> bool {
        self.slots.is_empty()
    }

    /// The place of the first entry with the text, in const evaluation.
    #[allow(clippy::indexing_slicing, reason = "each index is less than a length, or was entered for one")]
    pub(crate) const fn first_evaluated(&self, list: &[&str], text: &str) -> Option<usize> {
        let mut tried = 0;
        if self.is_scanned() {
            while tried < list.len() {
                if equal(list[tried], text) {
                    return Some(tried);
                }
                tried += 1;
            }
            return None;
        }
        let mut slot = first_slot(hash(self.seed, text.as_bytes()), self.slots.len());
        while tried < self.slots.len()
            && let Some(place) = place_in(self.slots[slot])
        {
            if equal(list[place], text) {
                return Some(place);
            }
            slot = (slot + 1) % self.slots.len();
            tried += 1;
        }
        None
    }

    /// The first place of an entry that could have the key, in a list of so many, for which the predicate holds. Of
    /// entries with the same key the one that was entered first comes first.
    #[inline]
    pub fn find(self, entries: usize, key: &[u8], mut holds: impl FnMut(usize) -> bool) -> Option<usize> {
        if self.is_scanned() {
            return (0..entries).find(|place| holds(*place));
        }
        let mut slot = first_slot(hash(self.seed, key), self.slots.len());
        for _ in self.slots {
            let place = place_in(*self.slots.get(slot)?)?;
            if holds(place) {
                return Some(place);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        None
    }
}

/// The slots for these keys, in the order of their places.
pub(crate) fn index_slots<'k>(seed: u64, keys: impl ExactSizeIterator<Item = &'k [u8]>) -> Vec<Slot> {
    let mut slots = vec![[0; 4]; Index::slots_len(keys.len())];
    for (place, key) in keys.enumerate() {
        Index::insert(&mut slots, seed, key, place);
    }
    slots
}

const fn place_in(slot: Slot) -> Option<usize> {
    (u32::from_le_bytes(slot) as usize).checked_sub(1)
}

#[expect(clippy::cast_possible_truncation, reason = "any bits of the hash will do")]
const fn first_slot(hash: u64, slots: usize) -> usize {
    hash as usize & slots.saturating_sub(1)
}

/// Multiplies eight bytes at a time, and folds the halves of each product into each other.
#[allow(clippy::indexing_slicing, reason = "the loop ends with the words")]
pub(crate) const fn hash(seed: u64, key: &[u8]) -> u64 {
    let mut hash = seed ^ key.len() as u64;
    let (words, rest) = key.as_chunks::<8>();
    let mut i = 0;
    while i < words.len() {
        hash = fold(hash, u64::from_le_bytes(words[i]));
        i += 1;
    }
    // What is left over is read with some of the bytes before it.
    if let Some(last) = key.last_chunk::<8>() {
        return fold(hash, u64::from_le_bytes(*last));
    }
    if let (Some(first), Some(last)) = (key.first_chunk::<4>(), key.last_chunk::<4>()) {
        return fold(hash, (u32::from_le_bytes(*first) as u64) << 32 | u32::from_le_bytes(*last) as u64);
    }
    let mut last = 0;
    let mut i = 0;
    while i < rest.len() {
        last = last << 8 | rest[i] as u64;
        i += 1;
    }
    fold(hash, last)
}

#[expect(clippy::cast_possible_truncation, reason = "the halves of the product")]
const fn fold(hash: u64, word: u64) -> u64 {
    // The fraction of the golden ratio, a common choice for an odd number with mixed bits.
    let product = (hash ^ word) as u128 * 0x9e37_79b9_7f4a_7c15;
    (product as u64) ^ (product >> 64) as u64
}
