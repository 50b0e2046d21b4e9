#![doc = include_str!("../README.md")]
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![warn(missing_debug_implementations)]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(
    not(all(feature = "axum", feature = "rocket")),
    allow(dead_code, reason = "not every adapter asks for all of it")
)]

// Each module uses only modules above it.
mod origin;
mod policy;
pub mod explain;
mod protocol;
mod adapter;

#[doc(hidden)]
#[path = "for_cors_macros.rs"]
pub mod __for_cors_macros_0_1_0;

#[doc = include_str!("cors.md")]
pub use cors_macros::cors;
/// Makes a [`Policy`] that handlers can share. A constant expression with the arguments of
/// [`#[cors(...)]`](macro@cors), checked in the same way.
///
/// ```
/// use cors_runtime::{axum::{Router, get}, Policy, cors, policy};
///
/// static PARTNERS: Policy = policy!(origins = ["https://*.partner.example"], max_age = 600);
///
/// #[cors(policy = PARTNERS)]
/// async fn read_feed() -> &'static str {
///     "[]"
/// }
///
/// #[cors(policy = PARTNERS)]
/// async fn replace_feed(feed: String) {}
///
/// let app: Router = Router::new().route("/feed", get(read_feed).put(replace_feed));
/// assert!(PARTNERS.allows_origin(b"https://shop.partner.example"));
/// ```
pub use cors_macros::policy;
pub use cors_policy::{Argument, Rule};
pub use origin::{ConfigError, ConfigErrorKind, Origin, OriginMistake, OriginRules, OriginSet, OriginSource};
pub use policy::Policy;
pub use policy::annotated::{Annotated, MountWithCorsRouting};
#[cfg(feature = "builder")]
#[cfg_attr(docsrs, doc(cfg(feature = "builder")))]
pub use policy::builder::{PolicyBuilder, PolicyError, PolicyMistake, SharedSource};
pub use policy::route_policy::RoutePolicy;
pub use policy::surface::Surface;

#[doc = include_str!("migration.md")]
pub mod migration {}

#[cfg(feature = "aide")]
#[cfg_attr(docsrs, doc(cfg(feature = "aide")))]
pub use adapter::aide;
#[cfg(feature = "axum")]
#[cfg_attr(docsrs, doc(cfg(feature = "axum")))]
pub use adapter::axum;
#[cfg(feature = "axum-extra")]
#[cfg_attr(docsrs, doc(cfg(feature = "axum-extra")))]
pub use adapter::axum_extra;
#[cfg(feature = "rocket")]
#[cfg_attr(docsrs, doc(cfg(feature = "rocket")))]
pub use adapter::rocket;
#[cfg(feature = "tower")]
#[cfg_attr(docsrs, doc(cfg(feature = "tower")))]
pub use adapter::tower;
#[cfg(feature = "utoipa")]
#[cfg_attr(docsrs, doc(cfg(feature = "utoipa")))]
pub use adapter::utoipa;
