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

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Setup {
    pub(crate) origins: Origins,
    pub(crate) routes: usize,
}

impl Setup {
    pub(crate) const PLAIN: Self = Self { origins: Origins::Listed(1), routes: 1 };

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
