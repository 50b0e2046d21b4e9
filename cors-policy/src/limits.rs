//! The limits of what a policy may say.
//!
//! The lengths are those of [RFC 1035](https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4) and of
//! Go's `jub0bs/cors`.

/// Longest scheme of an origin, in bytes.
pub const SCHEME_LEN: usize = 64;

/// Longest host of an origin, in bytes.
pub const HOST_LEN: usize = 253;

/// Longest label of a host, in bytes.
pub const LABEL_LEN: usize = 63;

/// Longest origin, in bytes: scheme, `://`, host, `:` and five digits of port.
pub const ORIGIN_LEN: usize = SCHEME_LEN + 3 + HOST_LEN + 6;

/// Longest `max_age`, in seconds: one day.
///
/// Firefox stops there; Chromium stops at 7 200 s.
pub const MAX_AGE: u32 = 86_400;
