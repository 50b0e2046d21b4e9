//! The policies of a server's routes, for a review.

use std::fmt;

use crate::policy::Policy;

/// A method of a path, and the policy of its handler. Displayed on one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoutePolicy<'a> {
    path: &'a str,
    method: &'a str,
    policy: Option<&'static Policy>,
}

impl<'a> RoutePolicy<'a> {
    #[cfg(any(feature = "axum", feature = "rocket"))]
    pub(crate) const fn new(path: &'a str, method: &'a str, policy: Option<&'static Policy>) -> Self {
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

    /// The policy, which tells [where](Policy::file) it is written; `None` if the handler has none. It is unknown here
    /// what a handler or service does itself, such as a `CorsLayer` inside it, or its own CORS headers.
    pub const fn policy(&self) -> Option<&'static Policy> {
        self.policy
    }
}

impl fmt::Display for RoutePolicy<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: ", self.method, self.path)?;
        match self.policy {
            Some(policy) => write!(f, "{policy} ({}:{})", policy.file(), policy.line()),
            None => f.write_str("no policy"),
        }
    }
}

#[cfg(feature = "serde")]
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
impl serde::Serialize for RoutePolicy<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;

        let mut route = serializer.serialize_struct("RoutePolicy", 3)?;
        route.serialize_field("path", self.path)?;
        route.serialize_field("method", self.method)?;
        route.serialize_field("policy", &self.policy)?;
        route.end()
    }
}
