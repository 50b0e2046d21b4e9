//! Origins and patterns, made ready for being matched against the `Origin` header of a request.

mod evaluated;
mod owned;

pub use evaluated::{EvaluatedOriginTable, count_exact, count_patterns};
pub use owned::OwnedOriginTable;

use crate::host_index::{Authority, HostIndex};
use crate::index::Index;
use crate::limits;
use crate::origin_pattern::{OriginPattern, OriginShape, Port};

/// The origins and patterns of a policy, or of a set that changes while a program runs.
///
/// `T` is a text that was read without a mistake: [`OriginPattern::parse`].
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
    /// found by their hash, patterns by the hashes of scheme, port, and the host or what stands behind one of its dots.
    #[inline]
    pub fn matches(&self, origin: &[u8]) -> bool {
        origin.len() <= limits::ORIGIN_LEN
            && (self.lists(origin) || (!self.patterns.is_empty() && self.has_pattern_for(origin)))
    }

    #[inline]
    fn lists(&self, origin: &[u8]) -> bool {
        if self.exact_index.is_scanned() {
            return self.exact.iter().any(|text| text.as_ref().as_bytes() == origin);
        }
        let mut places = self.exact_index.places(self.exact.len(), origin);
        places.any(|place| self.exact.get(place).is_some_and(|text| text.as_ref().as_bytes() == origin))
    }

    fn has_pattern_for(&self, origin: &[u8]) -> bool {
        let matches = |place| self.pattern(place).is_some_and(|pattern| pattern.matches(origin));
        if self.pattern_index.is_scanned() {
            return (0..self.patterns.len()).any(matches);
        }
        self.pattern_index.any(self.patterns.len(), split(origin), matches)
    }

    /// Hands out the patterns that could allow all that the entry allows, in no order.
    pub(crate) fn patterns_near(&self, entry: &OriginPattern<'_>, mut found: impl FnMut(OriginPattern<'_>)) {
        let [scheme, host] = [entry.scheme(), entry.host()].map(str::as_bytes);
        let port = match entry.port() {
            Port::Exact(port) => port.as_bytes(),
            Port::Default | Port::Any => b"",
        };
        let mut hand_out = |place| {
            self.pattern(place).into_iter().for_each(&mut found);
            false
        };
        if self.pattern_index.is_scanned() {
            (0..self.patterns.len()).any(hand_out);
        } else {
            self.pattern_index.any(self.patterns.len(), Authority { scheme, host, port }, &mut hand_out);
        }
    }

    fn pattern(&self, place: usize) -> Option<OriginPattern<'_>> {
        self.patterns.get(place).map(|(text, shape)| OriginPattern::with_shape(text.as_ref(), *shape))
    }
}

/// The parts of an origin; something else of what is none.
fn split(origin: &[u8]) -> Authority<'_> {
    let colon = origin.iter().position(|&byte| byte == b':').unwrap_or(origin.len());
    let scheme = origin.get(..colon).unwrap_or_default();
    let authority = origin.get(colon + "://".len()..).unwrap_or_default();
    // A port is at most five digits. The colons of an IPv6 address end before its bracket.
    let from = authority.len().saturating_sub(":65535".len());
    let tail = authority.get(from..).unwrap_or_default();
    let separator = tail.iter().rposition(|&byte| byte == b':' || byte == b']');
    match separator
        .filter(|at| tail.get(*at) == Some(&b':'))
        .and_then(|at| authority.split_at_checked(from + at))
    {
        Some((host, port)) => Authority { scheme, host, port: port.get(1..).unwrap_or_default() },
        None => Authority { scheme, host: authority, port: b"" },
    }
}
