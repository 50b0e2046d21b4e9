//! The policies of a server's routes, for a review.

use std::fmt;

use crate::policy::Policy;

/// What is known about the policy of what is mounted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KnownPolicy {
    Policy(&'static Policy),
    /// There is no policy.
    None,
    /// Whether there is a policy cannot be known.
    Unknown,
}

impl KnownPolicy {
    /// What is known about a value of the type that is mounted without a policy. Without data, it contains no layer.
    pub(crate) const fn without_policy<T>() -> Self {
        if size_of::<T>() == 0 { Self::None } else { Self::Unknown }
    }

    /// The same, in a layer about which `layer` is known: of two policies the outer one applies.
    pub(crate) const fn inside(self, layer: Self) -> Self {
        match layer {
            Self::None => self,
            Self::Policy(_) | Self::Unknown => layer,
        }
    }

    /// What is known about either of two.
    pub(crate) fn or(self, other: Self) -> Self {
        if self == other { self } else { Self::Unknown }
    }
}

/// A method of a path, and the policy of its handler. Displayed on one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoutePolicy<'a> {
    path: &'a str,
    method: &'a str,
    policy: KnownPolicy,
}

impl<'a> RoutePolicy<'a> {
    #[cfg(any(feature = "axum", feature = "rocket"))]
    pub(crate) const fn new(path: &'a str, method: &'a str, policy: KnownPolicy) -> Self {
        Self { path, method, policy }
    }

    /// The path as mounted, with its parameters.
    pub const fn path(&self) -> &'a str {
        self.path
    }

    /// The method; `*` for every method without a handler of its own, and for services, whose methods are unknown.
    pub const fn method(&self) -> &'a str {
        self.method
    }

    /// The policy, which tells [where](Policy::file) it is written; `None` if there is none, or if it
    /// [cannot be known](Self::is_unknown) whether there is one.
    ///
    /// It is the policy of the handler or, without one, that of the `CorsLayer` that the service is in, or that was added
    /// to the router. CORS headers that code writes itself are no policy, and are not known here.
    pub const fn policy(&self) -> Option<&'static Policy> {
        match self.policy {
            KnownPolicy::Policy(policy) => Some(policy),
            KnownPolicy::None | KnownPolicy::Unknown => None,
        }
    }

    /// Whether it cannot be known whether there is a policy: what is mounted has none, but it is, contains, or is in
    /// something that may apply one, such as a service or another layer. If this is false and [`policy`](Self::policy) is
    /// `None`, there is no policy.
    pub const fn is_unknown(&self) -> bool {
        matches!(self.policy, KnownPolicy::Unknown)
    }
}

/// The method, the path, and the policy with its place; or `no policy`, or `unknown`.
impl fmt::Display for RoutePolicy<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: ", self.method, self.path)?;
        match self.policy {
            KnownPolicy::Policy(policy) => write!(f, "{policy} ({}:{})", policy.file(), policy.line()),
            KnownPolicy::None => f.write_str("no policy"),
            KnownPolicy::Unknown => f.write_str("unknown"),
        }
    }
}

#[cfg(feature = "serde")]
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
impl serde::Serialize for RoutePolicy<'_> {
    /// `policy` is `null` if there is none, and `"unknown"` if that cannot be known.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;

        let mut route = serializer.serialize_struct("RoutePolicy", 3)?;
        route.serialize_field("path", self.path)?;
        route.serialize_field("method", self.method)?;
        match self.policy {
            KnownPolicy::Policy(policy) => route.serialize_field("policy", policy)?,
            KnownPolicy::None => route.serialize_field("policy", &None::<&Policy>)?,
            KnownPolicy::Unknown => route.serialize_field("policy", "unknown")?,
        }
        route.end()
    }
}
