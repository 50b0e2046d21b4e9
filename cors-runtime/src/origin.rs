//! Origins: of requests, and those that become known while the program runs.

// Each module uses only modules above it.
mod config_error;
mod swap;
mod tuple_origin;
mod source;
mod set;

pub use config_error::{ConfigError, ConfigErrorKind, OriginMistake};
pub use set::OriginSet;
pub use source::{NamedSource, OriginRules, OriginSource};
pub use tuple_origin::Origin;
