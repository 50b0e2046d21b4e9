//! The flags of a policy.

use super::table::Argument;

/// The flags that are on, `credentials` among them.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Flags(u32);

impl Flags {
    /// No flag is on.
    pub const NONE: Self = Self(0);

    /// Whether the flag is on.
    #[inline]
    pub const fn has(self, flag: Argument) -> bool {
        self.0 & bit(flag) != 0
    }

    /// The same flags, and this one.
    #[must_use]
    pub const fn with(self, flag: Argument) -> Self {
        Self(self.0 | bit(flag))
    }

    /// The same flags without this one.
    #[must_use]
    pub const fn without(self, flag: Argument) -> Self {
        Self(self.0 & !bit(flag))
    }

    /// Whether credentials are allowed.
    #[inline]
    pub const fn credentials(self) -> bool {
        self.has(Argument::Credentials)
    }

    /// The flags that are on, in the order of the documentation.
    pub fn iter(self) -> impl Iterator<Item = Argument> {
        Argument::ALL.iter().copied().filter(move |argument| self.has(*argument))
    }
}

const fn bit(flag: Argument) -> u32 {
    1 << flag as u32
}

impl core::fmt::Debug for Flags {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}
