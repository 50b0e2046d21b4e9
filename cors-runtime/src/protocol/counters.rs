//! Counters of `metrics`. Without the feature nothing remains of them.

use crate::explain::Check;
use crate::policy::Policy;

/// What became of a CORS request that is no preflight.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Verdict {
    /// The page may read the response.
    Allowed,
    /// The application responds, and the page cannot read it.
    NotAllowed,
    /// It is answered with 403.
    Refused,
}

impl Verdict {
    const fn name(self) -> &'static str {
        match self {
            Self::Allowed => "allowed",
            Self::NotAllowed => "not_allowed",
            Self::Refused => "refused",
        }
    }
}

/// Counts a preflight: accepted, or refused by a check.
#[inline]
pub(crate) fn preflight(policy: &'static Policy, refused_by: Option<Check>) {
    count("cors_preflights", policy, ("outcome", refused_by.map_or("accepted", Check::name)));
}

/// Counts any other CORS request.
#[inline]
pub(crate) fn request(policy: &'static Policy, verdict: Verdict) {
    count("cors_requests", policy, ("verdict", verdict.name()));
}

#[inline]
fn count(name: &'static str, policy: &'static Policy, (key, value): (&'static str, &'static str)) {
    #[cfg(feature = "metrics")]
    {
        let handler = policy.handler().unwrap_or_default();
        metrics::counter!(name, "policy" => handler, "file" => policy.file(), key => value).increment(1);
    }
    #[cfg(not(feature = "metrics"))]
    let _ = (name, policy, key, value);
}
