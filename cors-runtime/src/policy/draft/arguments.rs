//! The arguments of the attribute, a method each: what the expansion is made of.
//!
//! Short calls rather than a struct with its fields, because the compiler reads everything that is emitted again
//! whenever the user's crate changes.

use cors_policy::{Argument, OriginEntry, OriginShape};

use super::{Origins, PolicyDraft};
use crate::origin::NamedSource;

impl PolicyDraft {
    /// Of the handler, whose attribute is written there.
    pub const fn new(handler: &'static str, file: &'static str, line: u32) -> Self {
        Self { handler, file, line, ..Self::NONE }
    }

    pub const fn any_origin(self) -> Self {
        Self { any_origin: true, ..self }
    }

    pub const fn null_origin(self) -> Self {
        Self { null_origin: true, ..self }
    }

    /// See [`Origins::literals`].
    pub const fn literals(
        self,
        exact: &'static [&'static str],
        exact_index: &'static [u8],
        patterns: &'static [(&'static str, OriginShape)],
        pattern_index: &'static [u8],
    ) -> Self {
        Self { origins: Origins::literals(exact, exact_index, patterns, pattern_index), ..self }
    }

    /// See [`Origins::constants`]; `*` and `null` may be among them.
    pub const fn constants(self, constants: &'static [OriginEntry<'static>]) -> Self {
        let mut draft = self;
        draft.origins = draft.origins.constants(constants);
        let mut i = 0;
        while i < constants.len() {
            match constants[i] {
                OriginEntry::Any => draft.any_origin = true,
                OriginEntry::Null => draft.null_origin = true,
                OriginEntry::Pattern(_) => {}
            }
            i += 1;
        }
        draft
    }

    pub const fn except(self, except: &'static Origins) -> Self {
        Self { except: Some(except), ..self }
    }

    pub const fn source(self, source: &'static NamedSource) -> Self {
        Self { source: Some(source), ..self }
    }

    /// A flag that is on; a name that no argument has is ignored.
    pub const fn flag(self, name: &str) -> Self {
        match Argument::named(name) {
            Some(flag) => Self { flags: self.flags.with(flag), ..self },
            None => self,
        }
    }

    pub const fn methods(self, methods: &'static [&'static str]) -> Self {
        Self { methods: Some(methods), ..self }
    }

    /// The names, and the same as a header value.
    pub const fn headers(self, headers: &'static [&'static str], allow_headers: &'static str) -> Self {
        Self { headers, allow_headers, ..self }
    }

    pub const fn expose_headers(self, expose_headers: &'static str) -> Self {
        Self { expose_headers, ..self }
    }

    /// The seconds as they are written, for the compiler to see their type, and as a header value.
    pub const fn max_age(self, _: u32, max_age: &'static str) -> Self {
        Self { max_age, ..self }
    }

    pub const fn preflight_status(self, preflight_status: u16) -> Self {
        Self { preflight_status, ..self }
    }
}
