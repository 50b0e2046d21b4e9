//! The frameworks. An adapter converts, asks, and writes what it was told; it decides nothing.

#[cfg(feature = "axum")]
mod http;
#[cfg(feature = "axum")]
pub mod axum;
#[cfg(feature = "rocket")]
pub mod rocket;
