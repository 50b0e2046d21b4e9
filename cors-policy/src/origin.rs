//! Origins, patterns of origins, and lists of them.

// Each module uses only modules above it.
pub(crate) mod scheme;
pub(crate) mod host;
mod quotes;
pub(crate) mod pattern;
pub(crate) mod entry;
pub(crate) mod parts;
mod matching;
pub(crate) mod table;
pub(crate) mod public_suffix;
pub(crate) mod list;
pub(crate) mod check;
pub(crate) mod facts;
pub(crate) mod repair;
pub(crate) mod wildcard;
