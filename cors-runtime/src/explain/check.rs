//! The checks of the Fetch standard.

use std::fmt;

/// A check of the Fetch standard. The order is the one in which they are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Check {
    /// Whether the origin may read the response (<https://fetch.spec.whatwg.org/#cors-check>, steps 1 to 4).
    Origin,
    /// Whether it may do so if the request has credentials (the same, steps 5 to 7).
    Credentials,
    /// Whether the method is allowed (<https://fetch.spec.whatwg.org/#cors-preflight-fetch>, step 7.5 to 7.7).
    Method,
    /// Whether the request headers are allowed (the same, step 7.8 to 7.10).
    Headers,
}

impl Check {
    /// The name in lower case.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Origin => "origin",
            Self::Credentials => "credentials",
            Self::Method => "method",
            Self::Headers => "headers",
        }
    }
}

/// The [name](Self::name).
impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
