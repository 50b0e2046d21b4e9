//! Helpers for const evaluation, where most of the standard library cannot be called.

// Each module uses only modules above it.
pub(crate) mod bytes;
pub(crate) mod const_str;
pub(crate) mod text;
