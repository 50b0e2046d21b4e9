//! Routers that describe their routes in an OpenAPI document, in the place of those of other crates.

// Each module uses only modules above it.
#[macro_use]
mod routes;
mod extension;
#[cfg(feature = "utoipa")]
pub mod utoipa;
#[cfg(feature = "aide")]
pub mod aide;
