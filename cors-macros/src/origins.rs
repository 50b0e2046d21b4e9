//! What other arguments need to know about the origins.

use cors_policy::{Argument, Flags, OriginEntry, is_insecure, public_suffix};

use crate::args::{Args, Value};
use crate::public_suffixes::is_public_suffix;

/// What stands in `origins`, whatever is wrong with it.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts")]
pub(crate) struct Origins {
    /// `*`
    pub(crate) wildcard: bool,
    /// `*` in every build: it has no `#[cfg]`.
    pub(crate) always_wildcard: bool,
    /// `null` or `file://`
    pub(crate) null: bool,
    /// An origin that the network can forge.
    pub(crate) insecure: bool,
    /// All subdomains of a public suffix.
    pub(crate) public_suffix: bool,
    /// Something other than a literal, which could be any of these.
    pub(crate) constant: bool,
}

impl Origins {
    pub(crate) fn of(args: &Args) -> Self {
        let mut origins = Self::default();
        for value in args.values(Argument::Origins) {
            let Value::List(list) = value else { continue };
            for element in list.elements.iter().flatten() {
                let text = &element.text;
                origins.always_wildcard |= element.attributes.is_empty() && text.as_deref() == Some("*");
                match text {
                    Some(text) => origins.add(text),
                    None => origins.constant = true,
                }
            }
        }
        origins
    }

    fn add(&mut self, written: &str) {
        let flags = Flags::NONE.with(Argument::DangerouslyAllowNullOrigin);
        let Ok(entry) = OriginEntry::parse(written, flags) else { return };
        self.null |= entry.is_of_any_author();
        self.wildcard |= entry == OriginEntry::Any;
        if let OriginEntry::Pattern(pattern) = entry {
            self.insecure |= is_insecure(&pattern);
            self.public_suffix |= public_suffix(written, is_public_suffix).is_some();
        }
    }
}
