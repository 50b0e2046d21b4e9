//! Traits that only this crate implements.

/// An argument of a trait's method that other crates cannot name, so that they cannot implement the trait.
#[derive(Debug)]
pub struct Sealed;
