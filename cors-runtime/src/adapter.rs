//! The frameworks. An adapter lends requests and responses to the protocol, and decides nothing.

#[cfg(feature = "axum")]
mod sealed;
#[cfg(any(feature = "axum", feature = "tower"))]
mod http;
#[cfg(feature = "tower")]
pub mod tower;
#[cfg(feature = "axum")]
pub mod axum;
#[cfg(feature = "axum-extra")]
pub mod axum_extra;
#[cfg(any(feature = "aide", feature = "utoipa"))]
mod openapi;
#[cfg(feature = "rocket")]
pub mod rocket;
#[cfg(feature = "aide")]
pub use openapi::aide;
#[cfg(feature = "utoipa")]
pub use openapi::utoipa;
