//! The arguments: one row of a table each.

// Each module uses only modules above it.
mod row;
mod table;
mod nearest;
mod flags;

pub use flags::Flags;
pub use row::ArgumentKind;
pub use table::Argument;
