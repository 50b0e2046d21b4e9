//! The rules, each one row of a table, with every text about breaking it.

// Each module uses only modules above it.
mod group;
mod row;
mod table;

pub use group::Group;
pub use table::Rule;
