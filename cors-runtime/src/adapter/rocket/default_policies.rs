//! The policies of routes that have none of their own.

use rocket::Route;
use rocket::http::Method;

use crate::policy::Policy;

/// The policies that [`Cors::for_routes`](super::Cors::for_routes) gives, each to the routes below a path.
#[derive(Clone, Debug, Default)]
pub(super) struct DefaultPolicies(Vec<(&'static str, &'static Policy)>);

impl DefaultPolicies {
    pub(super) const fn none() -> Self {
        Self(Vec::new())
    }

    pub(super) fn add(&mut self, base: &'static str, policy: &'static Policy) {
        self.0.push((base, policy));
    }

    pub(super) fn policies(&self) -> impl Iterator<Item = &'static Policy> {
        self.0.iter().map(|(_, policy)| *policy)
    }

    /// The policy of a route without an attribute: that of the longest path that the route is below.
    pub(super) fn policy(&self, route: &Route) -> Option<&'static Policy> {
        if is_generated(route) {
            return None;
        }
        let below = self.0.iter().filter(|(base, _)| is_below(route.uri.as_str(), base));
        below.max_by_key(|(base, _)| segments(base).count()).map(|(_, policy)| *policy)
    }
}

fn is_below(path: &str, base: &str) -> bool {
    let mut segments_of_path = segments(path);
    segments(base).all(|segment| segments_of_path.next() == Some(segment))
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|segment| !segment.is_empty())
}

/// The name of the routes that the fairing generates.
pub(super) const GENERATED: &str = "cors";

pub(super) fn is_generated(route: &Route) -> bool {
    route.method == Method::Options && route.name.as_deref() == Some(GENERATED)
}

#[cfg(test)]
mod tests {
    use super::is_below;

    #[test]
    fn whole_segments_are_compared() {
        for (path, base, below) in [
            ("/", "/", true),
            ("/api/items?query", "/", true),
            ("/api", "/api", true),
            ("/api/<path..>", "/api/", true),
            ("/apis", "/api", false),
            ("/", "/api", false),
        ] {
            assert_eq!(is_below(path, base), below, "{path} {base}");
        }
    }
}
