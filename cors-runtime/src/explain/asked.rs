//! What a request asks, as far as an explanation needs it.

use crate::policy::Policy;
use crate::policy::route_policy::KnownPolicy;

/// What a request asks.
pub(crate) struct Asked<'a> {
    /// The method; of a preflight, the one that it asks for.
    pub(crate) method: &'a [u8],
    pub(crate) path: &'a str,
    /// The lines of `Origin`.
    pub(crate) origins: Vec<&'a [u8]>,
    /// The policy that applies. If the method of a preflight has none, the one by which it is refused.
    pub(crate) policy: &'static Policy,
    pub(crate) kind: AskedKind<'a>,
}

/// What else a request asks, by its kind.
pub(crate) enum AskedKind<'a> {
    Preflight(AskedPreflight<'a>),
    /// Any other CORS request.
    Cors {
        /// Whether it has credentials: a `Cookie`.
        has_credentials: bool,
    },
}

/// What else a preflight asks, and what the path has.
pub(crate) struct AskedPreflight<'a> {
    /// The names in `Access-Control-Request-Headers`, and whether each is allowed.
    pub(crate) headers: Vec<(&'a [u8], bool)>,
    /// Whether a preflight for the method can be accepted.
    pub(crate) method_has_policy: bool,
    /// The methods of the path; `*` is every other one.
    pub(crate) mounted: Vec<(&'static str, KnownPolicy)>,
    /// Whether the answer lets the browser name the check that failed.
    pub(crate) is_explained: bool,
}
