//! What an entry of a list of origins can be.

use crate::argument::{Argument, Flags};
use crate::evaluation::const_str::equal;
use crate::origin::pattern::{OriginPattern, OriginShape};
use crate::rule::Rule;
use crate::violation::Violation;

/// One entry of a list of origins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OriginEntry<'a> {
    /// `*`: every origin.
    Any,
    /// `null`: the origin of sandboxed pages, and of some others.
    Null,
    /// One origin, or all that match a pattern.
    Pattern(OriginPattern<'a>),
}

impl<'a> OriginEntry<'a> {
    /// Reads `*`, an origin, or a pattern; and `null` and `file://` where a flag allows them.
    ///
    /// # Errors
    ///
    /// The first mistake that was found.
    pub const fn parse(written: &'a str, flags: Flags) -> Result<Self, Violation<'a>> {
        if equal(written, "*") {
            return Ok(Self::Any);
        }
        let is_null_allowed = flags.has(Argument::DangerouslyAllowNullOrigin);
        if is_null_allowed && equal(written, "null") {
            return Ok(Self::Null);
        }
        match OriginPattern::parse(written) {
            Ok(pattern) if pattern.is_file() && !is_null_allowed => {
                Err(Violation::new(Rule::OriginNull, written))
            }
            Ok(pattern) => Ok(Self::Pattern(pattern)),
            Err(violation) => Err(violation),
        }
    }

    /// Whether pages of any author have the origin: `null`, and `file://`.
    pub const fn is_of_any_author(&self) -> bool {
        match self {
            Self::Any => false,
            Self::Null => true,
            Self::Pattern(pattern) => pattern.is_file(),
        }
    }

    /// Whether every origin that `other` stands for is one that this entry stands for too.
    pub(crate) const fn covers(&self, other: &OriginEntry<'_>) -> bool {
        match (self, other) {
            (Self::Any, _) => true,
            (Self::Pattern(ours), OriginEntry::Pattern(theirs)) => ours.covers(theirs),
            _ => false,
        }
    }
}

/// The entries of a list of constants.
///
/// A text that breaks a rule is an entry that no origin matches: each is checked where it is written, so that
/// one mistake is one error.
pub const fn origin_entries<const LEN: usize>(texts: [&str; LEN]) -> [OriginEntry<'_>; LEN] {
    // No header value contains this byte.
    let nothing = OriginPattern::with_shape("\0", OriginShape::of_literal(0, false, 0));
    let flags = Flags::NONE.with(Argument::DangerouslyAllowNullOrigin);
    let mut entries = [OriginEntry::Pattern(nothing); LEN];
    let mut i = 0;
    while i < LEN {
        if let Ok(entry) = OriginEntry::parse(texts[i], flags) {
            entries[i] = entry;
        }
        i += 1;
    }
    entries
}
