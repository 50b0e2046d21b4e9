//! The frameworks. An adapter converts, asks, and writes what it was told; it decides nothing.

#[cfg(any(feature = "axum", feature = "tower"))]
mod http;
#[cfg(feature = "tower")]
pub mod tower;
#[cfg(feature = "axum")]
pub mod axum;
#[cfg(feature = "rocket")]
pub mod rocket;
