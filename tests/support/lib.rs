//! The basis of the conformance tests: the notation of the cases, the servers that they run
//! against, the ways to send a request, and the comparison.
//!
//! `cases/README.md` describes the notation and the routes that every server offers.

pub mod message;

pub mod case;
pub mod notation;
pub mod witness;

pub mod comparison;
pub mod exchange;
pub mod fetch;
pub mod run;

pub mod servers;

/// The code in the README compiles.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub mod readme {}
