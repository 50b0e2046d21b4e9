//! Methods and header names.

// Each module uses only modules above it.
pub(crate) mod token;
pub(crate) mod method;
pub(crate) mod header_name;
pub(crate) mod list;
