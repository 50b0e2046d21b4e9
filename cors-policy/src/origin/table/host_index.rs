//! Where patterns stand in a list, by their scheme, host and port.

use alloc::vec;
use alloc::vec::Vec;

use super::index::{Index, hash};
use crate::origin::parts::OriginParts;
use crate::origin::pattern::{OriginPattern, Port};

/// How many bytes hold lengths: a bit for each length that a host can have; first of hosts that stand for
/// themselves, then of those that stand for their subdomains.
const LENGTHS: usize = 2 * 256 / 8;

/// An [`Index`] of patterns, and before it the lengths that their hosts have: of a request's host only what
/// has one of these lengths is looked up.
///
/// Of one scheme, host and port there are at most three patterns in a list without repetitions: for the host,
/// and for its subdomains, with the default port and with any. So a look-up takes the same time whatever is
/// listed.
#[derive(Clone, Copy, Debug)]
pub struct HostIndex<'a> {
    lengths: &'a [u8],
    slots: &'a [u8],
    seed: u64,
}

impl<'a> HostIndex<'a> {
    /// For a list that is short enough to be scanned.
    pub const NONE: Self = Self { lengths: &[], slots: &[], seed: 0 };

    /// As [`Index::new`].
    pub const fn new(bytes: &'a [u8], seed: u64) -> Self {
        match bytes.split_at_checked(LENGTHS) {
            Some((lengths, slots)) => Self { lengths, slots, seed },
            None => Self::NONE,
        }
    }

    /// Whether every pattern is looked at.
    pub(crate) const fn is_scanned(&self) -> bool {
        self.slots.is_empty()
    }

    /// Whether the predicate holds for the place of a pattern, and for that suffix of the origin which would
    /// be its host: for every pattern that could have its scheme, the port or any, and one of its suffixes.
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
        let (byte, bit) = place_of_length(length, any_subdomain);
        self.lengths.get(byte).is_some_and(|byte| byte & bit != 0)
    }
}

/// The bytes of the index of these patterns, in the order of their places.
pub(crate) fn host_index_bytes<'p>(
    seed: u64,
    patterns: impl ExactSizeIterator<Item = OriginPattern<'p>>,
) -> Vec<u8> {
    let slots = Index::len_for(patterns.len());
    if slots == 0 {
        return Vec::new();
    }
    // Twice as many slots as single origins have: to compare a pattern with a host costs more.
    let mut bytes = vec![0; LENGTHS + 2 * slots];
    for (place, pattern) in patterns.enumerate() {
        let host = pattern.host().as_bytes();
        let port = match pattern.port() {
            // What has the default port is looked up once.
            Port::Default | Port::Any => b"",
            Port::Exact(port) => port.as_bytes(),
        };
        let (lengths, slots) = bytes.split_at_mut(LENGTHS);
        let (byte, bit) = place_of_length(host.len(), pattern.is_any_subdomain());
        if let Some(byte) = lengths.get_mut(byte) {
            *byte |= bit;
        }
        Index::insert(slots, seed_for(hash(seed, pattern.scheme().as_bytes()), port), host, place);
    }
    bytes
}

const fn place_of_length(length: usize, any_subdomain: bool) -> (usize, u8) {
    let length = length % 256 + if any_subdomain { 256 } else { 0 };
    (length / 8, 1 << (length % 8))
}

/// Scheme and port are part of the key.
fn seed_for(scheme: u64, port: &[u8]) -> u64 {
    if port.is_empty() { scheme } else { hash(scheme, port) }
}
