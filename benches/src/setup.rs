//! How a server is set up. Everything else is the same for all: each route has a handler for GET and one for
//! PUT; `content-type` and `x-requested-with` may be sent; answers to preflights are cached for 600 s; and
//! credentials are allowed unless every origin is.

use crate::sizes;

/// Which origins are allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origins {
    Listed(usize),
    Patterns(usize),
    Any,
}

/// What an application on axum is put together from, if not only from routes and their handlers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arrangement {
    /// A router of another crate is merged, which has no policy.
    Merged,
    /// It is served as a router of axum.
    Converted,
    /// The routes are a service below a path, which has a policy.
    Service,
    /// The policy is that of the router, not of its handlers.
    Default,
    /// A layer, as for authentication, is around all routes.
    Layered,
}

impl Arrangement {
    /// Each with the names of its scenarios: a request that the handler answers, and a preflight.
    pub(crate) const ALL: [(Self, &str, &str); 5] = [
        (Self::Merged, "merged-get", "merged-preflight"),
        (Self::Converted, "converted-get", "converted-preflight"),
        (Self::Service, "service-get", "service-preflight"),
        (Self::Default, "default-get", "default-preflight"),
        (Self::Layered, "layered-get", "layered-preflight"),
    ];
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Setup {
    pub(crate) origins: Origins,
    pub(crate) routes: usize,
    pub(crate) arrangement: Option<Arrangement>,
}

impl Setup {
    pub(crate) const PLAIN: Self = Self { origins: Origins::Listed(1), routes: 1, arrangement: None };

    pub(crate) fn paths(self) -> impl Iterator<Item = String> {
        (0..self.routes).map(path)
    }

    /// The route of the request: the last one.
    pub(crate) fn asked_path(self) -> String {
        path(self.routes - 1)
    }

    /// The last origin that is allowed.
    pub(crate) fn allowed_origin(self) -> String {
        match self.origins {
            Origins::Any => sizes::origin(0),
            Origins::Listed(count) => sizes::origin(count - 1),
            Origins::Patterns(count) => sizes::pattern(count - 1).replace('*', "www"),
        }
    }

    /// An origin that looks like the others.
    pub(crate) fn denied_origin(self) -> String {
        self.allowed_origin().replace("example.com", "example.net")
    }
}

fn path(index: usize) -> String {
    format!("/items/{index}")
}
