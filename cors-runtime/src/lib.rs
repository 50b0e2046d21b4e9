#![doc = include_str!("../README.md")]
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(not(feature = "axum"), allow(dead_code, reason = "what is decided needs an adapter to be asked"))]

// Each module uses only modules above it.
mod fields;
mod const_check;
mod policy;
mod annotated;
mod request_head;
mod request_kind;
mod requested_headers;
mod path_table;
mod decision;
mod adapter;

#[doc(hidden)]
pub mod __private;

pub use annotated::{Annotated, MountWithCorsRouting};
#[doc = include_str!("cors.md")]
pub use cors_macros::cors;
pub use policy::Policy;

#[cfg(feature = "axum")]
#[cfg_attr(docsrs, doc(cfg(feature = "axum")))]
pub use adapter::axum;
#[cfg(feature = "rocket")]
#[cfg_attr(docsrs, doc(cfg(feature = "rocket")))]
pub use adapter::rocket;
