//! Tables of origins and patterns, to be matched against the `Origin` header of requests.

// Each module uses only modules above it.
pub(crate) mod index;
pub(crate) mod host_index;
mod owned;

pub use owned::OwnedOriginTable;

use host_index::HostIndex;
use index::Index;

use crate::limits;
use crate::origin::parts::OriginParts;
use crate::origin::pattern::{OriginPattern, OriginShape};

/// The origins and patterns of a policy, or of a set that changes while a program runs.
///
/// `T` is a text that [`OriginPattern::parse`] accepts.
#[derive(Clone, Copy, Debug)]
pub struct OriginTable<'a, T = &'a str> {
    exact: &'a [T],
    /// By the whole text.
    exact_index: Index<'a>,
    patterns: &'a [(T, OriginShape)],
    /// By the host.
    pattern_index: HostIndex<'a>,
}

impl<'a, T> OriginTable<'a, T> {
    /// Without an entry.
    pub const EMPTY: Self = Self::new(&[], Index::NONE, &[], HostIndex::NONE);

    /// A table of single origins and patterns, each list with its index.
    pub const fn new(
        exact: &'a [T],
        exact_index: Index<'a>,
        patterns: &'a [(T, OriginShape)],
        pattern_index: HostIndex<'a>,
    ) -> Self {
        Self { exact, exact_index, patterns, pattern_index }
    }

    /// The single origins.
    pub const fn exact(&self) -> &'a [T] {
        self.exact
    }

    /// The patterns.
    pub const fn patterns(&self) -> &'a [(T, OriginShape)] {
        self.patterns
    }
}

impl<T: AsRef<str>> OriginTable<'_, T> {
    /// Whether the value of an `Origin` header is listed, or matches a pattern.
    ///
    /// Reads at most 326 bytes of it. Takes the same time however many entries there are: single origins are
    /// found by their hash, patterns by the hashes of the scheme, the port, and the host or what follows one of
    /// its dots.
    #[inline]
    pub fn matches(&self, origin: &[u8]) -> bool {
        origin.len() <= limits::ORIGIN_LEN
            && (self.lists(origin) || (!self.patterns.is_empty() && self.has_pattern_for(origin)))
    }

    #[inline]
    fn lists(&self, origin: &[u8]) -> bool {
        let is_listed =
            |place| self.exact.get(place).is_some_and(|text: &T| text.as_ref().as_bytes() == origin);
        self.exact_index.find(self.exact.len(), origin, is_listed).is_some()
    }

    /// Most policies have no patterns; this stays out of what is inlined for them.
    #[inline(never)]
    fn has_pattern_for(&self, origin: &[u8]) -> bool {
        OriginParts::of(origin).is_some_and(|origin| {
            if self.pattern_index.is_scanned() {
                return self.all_patterns().any(|pattern| pattern.matches_parts(&origin));
            }
            self.pattern_index.any(self.patterns.len(), &origin, |place, suffix| {
                self.pattern(place).is_some_and(|pattern| pattern.matches_with(&origin, suffix))
            })
        })
    }

    /// Calls `found` with each pattern that could allow everything that the entry allows, in no order.
    pub(crate) fn patterns_near(&self, entry: &OriginPattern<'_>, mut found: impl FnMut(OriginPattern<'_>)) {
        if self.pattern_index.is_scanned() {
            return self.all_patterns().for_each(found);
        }
        self.pattern_index.any(self.patterns.len(), &OriginParts::of_entry(entry), |place, _| {
            self.pattern(place).into_iter().for_each(&mut found);
            false
        });
    }

    fn all_patterns(&self) -> impl Iterator<Item = OriginPattern<'_>> {
        self.patterns.iter().map(|(text, shape)| OriginPattern::with_shape(text.as_ref(), *shape))
    }

    fn pattern(&self, place: usize) -> Option<OriginPattern<'_>> {
        self.patterns.get(place).map(|(text, shape)| OriginPattern::with_shape(text.as_ref(), *shape))
    }
}
