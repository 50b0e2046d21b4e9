//! Origins: of requests, and those that become known while the program runs.

// Each module uses only modules above it.
mod config_error;
mod swap;
mod tuple_origin;
mod source;
mod set;

#[cfg(feature = "builder")]
pub(crate) use config_error::write_entry;
pub use config_error::{ConfigError, ConfigErrorKind, OriginMistake};
pub use set::OriginSet;
#[cfg(all(feature = "builder", feature = "public-suffix-list"))]
pub(crate) use set::PUBLIC_SUFFIXES;
#[cfg(all(feature = "builder", feature = "serde"))]
pub(crate) use set::entries_in;
#[cfg(feature = "builder")]
pub(crate) use set::random_seed;
pub use source::{NamedSource, OriginRules, OriginSource};
pub use tuple_origin::Origin;
