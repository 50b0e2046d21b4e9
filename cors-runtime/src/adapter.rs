//! The frameworks. An adapter lends requests and responses to the protocol, and decides nothing.

#[cfg(feature = "axum")]
mod sealed;
#[cfg(any(feature = "axum", feature = "tower"))]
mod http;
#[cfg(feature = "tower")]
pub mod tower;
#[cfg(feature = "axum")]
pub mod axum;
#[cfg(feature = "rocket")]
pub mod rocket;
