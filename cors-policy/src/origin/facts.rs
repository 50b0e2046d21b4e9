//! What other arguments need to know about the origins of a policy.

use crate::argument::{Argument, Flags};
use crate::origin::check::is_insecure;
use crate::origin::entry::OriginEntry;
use crate::origin::public_suffix::{PublicSuffixes, public_suffix};

/// What stands in `origins`, whatever is wrong with it.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts")]
pub struct OriginFacts {
    /// `*`
    pub wildcard: bool,
    /// `*` in every build: it has no `#[cfg]`.
    pub always_wildcard: bool,
    /// `null` or `file://`
    pub null: bool,
    /// An origin that the network can forge.
    pub insecure: bool,
    /// All subdomains of a public suffix.
    pub public_suffix: bool,
    /// An entry that is not known yet, which could be any of these.
    pub unknown: bool,
}

impl OriginFacts {
    /// Adds an entry.
    pub fn add(&mut self, written: &str, public_suffixes: PublicSuffixes) {
        let flags = Flags::NONE.with(Argument::DangerouslyAllowNullOrigin);
        let Ok(entry) = OriginEntry::parse(written, flags) else { return };
        self.null |= entry.is_of_any_author();
        self.wildcard |= entry == OriginEntry::Any;
        if let OriginEntry::Pattern(pattern) = entry {
            self.insecure |= is_insecure(&pattern);
            self.public_suffix |= public_suffix(written, public_suffixes).is_some();
        }
    }
}
