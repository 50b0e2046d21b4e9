//! What a server lets pages do, as text and as data.

use std::fmt;

use crate::policy::route_policy::RoutePolicy;

/// Every method of every path of a server with its policy, sorted by path and method: what a reviewer should see of a change.
///
/// Displayed as one line for each, which ends with the file and line of the policy. With the feature `serde`, it is
/// serialized as a sequence of [`RoutePolicy`].
///
/// `Router::surface` and `rocket::surface` make it. A test of three lines keeps it in a file, so that a change that opens a
/// route shows it; here with the crate [`expect-test`](https://docs.rs/expect-test):
///
/// ```text
/// #[test]
/// fn surface() {
///     expect_test::expect_file!["surface.txt"].assert_eq(&shop::router().surface().to_string());
/// }
/// ```
///
/// `UPDATE_EXPECT=1 cargo test` rewrites the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surface<'a> {
    routes: Vec<RoutePolicy<'a>>,
}

impl<'a> Surface<'a> {
    /// The methods of all paths, in order.
    pub fn routes(&self) -> &[RoutePolicy<'a>] {
        &self.routes
    }
}

impl<'a> FromIterator<RoutePolicy<'a>> for Surface<'a> {
    fn from_iter<I: IntoIterator<Item = RoutePolicy<'a>>>(routes: I) -> Self {
        let mut routes: Vec<_> = routes.into_iter().collect();
        // What is equal in both, such as two routes of Rocket with different ranks, stays in the order of mounting.
        routes.sort_by_key(|route| (route.path(), route.method()));
        Self { routes }
    }
}

impl fmt::Display for Surface<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.routes.iter().try_for_each(|route| writeln!(f, "{route}"))
    }
}

#[cfg(feature = "serde")]
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
impl serde::Serialize for Surface<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(&self.routes)
    }
}
