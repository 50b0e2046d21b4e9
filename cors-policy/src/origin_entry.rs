//! What an entry of a list of origins can be.

use crate::const_str::equal;
use crate::origin_pattern::OriginPattern;
use crate::violation::Violation;

/// One entry of a list of origins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OriginEntry<'a> {
    /// `*`: every origin.
    Any,
    /// `null`: what sandboxed pages and some others have for an origin.
    Null,
    /// One origin, or all that fit a pattern.
    Pattern(OriginPattern<'a>),
}

impl<'a> OriginEntry<'a> {
    /// Reads `*`, an origin, or a pattern; and `null` where that rule is lifted.
    ///
    /// # Errors
    ///
    /// The first mistake that was found.
    pub const fn parse(written: &'a str, lifted: Lifted) -> Result<Self, Violation<'a>> {
        if equal(written, "*") {
            return Ok(Self::Any);
        }
        if lifted.null_origin && equal(written, "null") {
            return Ok(Self::Null);
        }
        match OriginPattern::parse(written) {
            Ok(pattern) => Ok(Self::Pattern(pattern)),
            Err(violation) => Err(violation),
        }
    }
}

/// The rules that the `dangerously_...` flags of a policy lift.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lifted {
    /// `null` may be listed.
    pub null_origin: bool,
    /// Origins that a network can forge may be listed beside `credentials`.
    pub insecure_origins: bool,
    /// All subdomains of a public suffix may be listed beside `credentials`.
    pub public_suffixes: bool,
}

impl Lifted {
    /// Every rule holds.
    pub const NONE: Self = Self { null_origin: false, insecure_origins: false, public_suffixes: false };
}
