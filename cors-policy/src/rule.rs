//! The rules: one row of a table each, with every word that is said about breaking it.

// Each module uses only modules above it.
mod group;
mod row;
mod table;

pub use group::Group;
pub use table::Rule;
