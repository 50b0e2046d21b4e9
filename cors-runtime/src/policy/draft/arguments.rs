//! The arguments of the attribute, a method each: what the expansion is made of.
//!
//! Short calls and not a struct with its fields, because everything that is emitted is read again by the
//! compiler whenever the user's crate changes.

use cors_policy::{OriginShape, OriginTable};

use super::{Origins, PolicyDraft};
use crate::origin::NamedSource;

impl PolicyDraft {
    /// Of the handler, whose attribute stands there.
    pub const fn new(handler: &'static str, file: &'static str, line: u32) -> Self {
        Self { handler, file, line, ..Self::NONE }
    }

    pub const fn any_origin(self, any_origin: bool) -> Self {
        Self { any_origin, ..self }
    }

    pub const fn null_origin(self, null_origin: bool) -> Self {
        Self { null_origin, ..self }
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

    /// See [`Origins::with_others`].
    pub const fn with_others(self, others: &'static OriginTable<'static>) -> Self {
        Self { origins: self.origins.with_others(others), ..self }
    }

    pub const fn except(self, except: &'static Origins) -> Self {
        Self { except: Some(except), ..self }
    }

    /// The source, and the two flags that lift rules for what is in it.
    pub const fn source(
        self,
        source: &'static NamedSource,
        allow_insecure_origins: bool,
        allow_public_suffixes: bool,
    ) -> Self {
        Self { source: Some(source), allow_insecure_origins, allow_public_suffixes, ..self }
    }

    pub const fn credentials(self) -> Self {
        Self { credentials: true, ..self }
    }

    pub const fn refuse_other_origins(self) -> Self {
        Self { refuse_other_origins: true, ..self }
    }

    pub const fn private_network(self) -> Self {
        Self { private_network: true, ..self }
    }

    pub const fn timing(self) -> Self {
        Self { timing: true, ..self }
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
