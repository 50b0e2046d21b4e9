//! The tables of all paths of a router.

use std::borrow::Cow;

use crate::policy::Policy;
use crate::policy::route_policy::{KnownPolicy, RoutePolicy};
use crate::protocol::explained::ExplainedAnswers;
use crate::protocol::method_table::{MethodTable, Mounted};

/// The table of every path, found as axum finds its routes: by the same matcher, and then by the matcher of the
/// fallbacks.
///
/// Paths without a policy are included, since `/items/new` must not be taken for `/items/{id}`.
#[derive(Clone, Debug, Default)]
pub(super) struct PathTables {
    routes: Tables,
    /// The fallback of this router, and those of nested routers, each below its prefix.
    fallbacks: Tables,
    /// Whether the router itself has a fallback. If not, axum does not nest its other fallbacks.
    has_fallback: bool,
    /// The policy of axum's 404, which is the response to a path without a route or fallback.
    not_found: Option<&'static Policy>,
    /// The policies of what has no table of its own, each with a table for every method.
    unlisted: Vec<(&'static Policy, MethodTable)>,
    explained: ExplainedAnswers,
}

/// The paths of a fallback: all that no route has.
const FALLBACK_PATHS: [&str; 2] = ["/", "/{*rest}"];

impl PathTables {
    /// Adds the table of a path that axum has accepted.
    ///
    /// # Panics
    ///
    /// If it is unknown which policy applies to a method of the path; if the source of `origins_from` cannot be used.
    #[track_caller]
    pub(super) fn add(&mut self, path: &str, mut table: MethodTable) {
        table.prepare_or_panic();
        table.finish();
        self.routes.add(path, table);
    }

    /// Adds a service at each of the paths.
    #[track_caller]
    pub(super) fn add_service(&mut self, paths: &[impl AsRef<str>], mounted: Mounted) {
        let mut table = MethodTable::default();
        table.mount_service(mounted);
        for path in paths {
            self.add(path.as_ref(), table.clone());
        }
    }

    /// Sets the fallback.
    #[track_caller]
    pub(super) fn set_fallback(&mut self, mounted: Mounted) {
        let table = every_method(mounted);
        for path in FALLBACK_PATHS {
            self.fallbacks.replace(path, table.clone());
        }
        self.unlisted.extend(mounted.policy().map(|policy| (policy, table)));
        self.has_fallback = true;
    }

    /// Removes all fallbacks, as axum does.
    pub(super) fn reset_fallback(&mut self) {
        self.fallbacks = Tables::default();
        self.has_fallback = false;
    }

    /// Puts all routes into a layer.
    pub(super) fn layer_routes(&mut self, layer: KnownPolicy) {
        self.routes.layer(layer);
    }

    /// Puts all routes and fallbacks into a layer.
    pub(super) fn layer(&mut self, layer: KnownPolicy) {
        self.routes.layer(layer);
        self.fallbacks.layer(layer);
    }

    /// Gives the policy to everything that has none yet, and to axum's 404.
    #[track_caller]
    pub(super) fn set_default(&mut self, policy: &'static Policy) {
        self.unlisted.push((policy, every_method(Mounted::with(policy))));
        for (_, table) in self.routes.paths.iter_mut().chain(&mut self.fallbacks.paths) {
            table.set_default(policy);
            table.finish();
        }
        self.not_found = self.not_found.or(Some(policy));
    }

    /// Whether refused answers are explained.
    #[inline]
    pub(super) fn explained(&self) -> ExplainedAnswers {
        self.explained
    }

    /// Sets whether refused answers are explained.
    pub(super) fn set_explained(&mut self, explained: ExplainedAnswers) {
        self.explained = explained;
    }

    /// Changes the table of a path as written.
    pub(super) fn change(&mut self, path: &str, change: impl FnOnce(&mut MethodTable)) {
        if let Some(table) = self.routes.of_mut(path) {
            change(table);
            table.finish();
        }
    }

    /// Adds the paths of another router, below a prefix.
    #[track_caller]
    pub(super) fn nest(&mut self, prefix: &str, other: &Self) {
        self.unlisted.extend_from_slice(&other.unlisted);
        self.routes.nest(prefix, &other.routes);
        if other.has_fallback {
            self.fallbacks.nest(prefix, &other.fallbacks);
        }
    }

    /// Adds the paths of another router.
    #[track_caller]
    pub(super) fn merge(&mut self, other: &Self) {
        self.routes.merge(&other.routes);
        self.fallbacks.merge(&other.fallbacks);
        self.has_fallback |= other.has_fallback;
        self.unlisted.extend_from_slice(&other.unlisted);
        self.not_found = self.not_found.or(other.not_found);
    }

    /// Every method of every path, and of the fallbacks.
    pub(super) fn route_policies(&self) -> impl Iterator<Item = RoutePolicy<'_>> {
        let fallbacks = self.fallbacks.paths.iter().filter(|(path, _)| path.ends_with("{*rest}"));
        let routes = self.routes.paths.iter().chain(fallbacks).flat_map(|(path, table)| {
            table.mounted().map(|(method, policy)| RoutePolicy::new(path, method, policy))
        });
        let not_found = self.not_found.filter(|_| !self.has_fallback);
        routes.chain(
            not_found.map(|policy| RoutePolicy::new(FALLBACK_PATHS[1], "*", KnownPolicy::Policy(policy))),
        )
    }

    /// The table for the path of a request; `None` if nothing with a policy has it.
    pub(super) fn find(&self, path: &str) -> Option<&MethodTable> {
        let route = self.routes.find(path).map(|(_, table)| table);
        route.or_else(|| self.fallback(path))
    }

    /// The table of the route for the path of a request, and the path as written.
    pub(super) fn route(&self, path: &str) -> Option<(&str, &MethodTable)> {
        self.routes.find(path)
    }

    /// The table of a route by its path as written.
    pub(super) fn route_written(&self, path: &str) -> Option<&MethodTable> {
        self.routes.of(path)
    }

    /// The table for the path of a request that no route has.
    fn fallback(&self, path: &str) -> Option<&MethodTable> {
        let fallback = self.fallbacks.find(path);
        // For requests without a path, such as `OPTIONS *`.
        let found = fallback.or_else(|| self.fallbacks.find("/")).map(|(_, table)| table);
        found.or_else(|| self.not_found())
    }

    /// The table of axum's 404.
    pub(super) fn not_found(&self) -> Option<&MethodTable> {
        self.unlisted(self.not_found?)
    }

    /// The table of something with the policy that has no table of its own.
    pub(super) fn unlisted(&self, policy: &'static Policy) -> Option<&MethodTable> {
        self.unlisted.iter().find(|(known, _)| *known == policy).map(|(_, table)| table)
    }

    /// Whether only routes have policies.
    pub(super) fn is_only_routes(&self) -> bool {
        self.unlisted.is_empty()
    }

    /// The routes as written.
    pub(super) fn routes(&self) -> impl Iterator<Item = (&str, &MethodTable)> {
        self.routes.paths.iter().map(|(path, table)| (&**path, table))
    }

    /// The fallbacks with their policies: that of `/`, and those below the prefixes of nested routers.
    pub(super) fn fallbacks(&self) -> impl Iterator<Item = (&str, Option<&'static Policy>)> {
        let fallbacks = self.fallbacks.paths.iter().filter(|(path, _)| !path.ends_with("{*rest}"));
        fallbacks.map(|(path, table)| (&**path, table.first_policy()))
    }
}

/// The table of something that serves every method.
#[track_caller]
fn every_method(mounted: Mounted) -> MethodTable {
    let mut table = MethodTable::default();
    table.mount_any(mounted);
    table.prepare_or_panic();
    table.finish();
    table
}

/// The paths that `Router::nest_service` mounts, as axum does.
pub(super) fn nested_service_paths(prefix: &str) -> Vec<String> {
    if prefix.ends_with('/') {
        vec![format!("{prefix}{{*rest}}"), prefix.to_owned()]
    } else {
        vec![format!("{prefix}/{{*rest}}"), prefix.to_owned(), format!("{prefix}/")]
    }
}

/// Tables, and the matcher that finds them.
#[derive(Clone, Debug, Default)]
struct Tables {
    /// The paths as written, each with its table.
    paths: Vec<(Box<str>, MethodTable)>,
    /// Finds an index of `paths` by the path of a request.
    matcher: matchit::Router<usize>,
}

impl Tables {
    #[track_caller]
    #[expect(clippy::panic, reason = "while routes are added, as axum does")]
    fn add(&mut self, path: &str, table: MethodTable) {
        let Err(error) = self.matcher.insert(path, self.paths.len()) else {
            self.paths.push((path.into(), table));
            return;
        };
        // axum has accepted it, so the matcher refuses it only because it has the same path already.
        let Some(known) = self.of_mut(path) else {
            panic!("the path `{path}` is understood by axum and not by its matcher: {error}");
        };
        known.merge(table);
        known.finish();
    }

    #[track_caller]
    fn replace(&mut self, path: &str, table: MethodTable) {
        match self.of_mut(path) {
            Some(known) => *known = table,
            None => self.add(path, table),
        }
    }

    fn layer(&mut self, layer: KnownPolicy) {
        for (_, table) in &mut self.paths {
            table.layer(layer);
        }
    }

    /// The table of a path as written.
    fn of_mut(&mut self, path: &str) -> Option<&mut MethodTable> {
        self.paths.iter_mut().find(|(known, _)| **known == *path).map(|(_, table)| table)
    }

    fn of(&self, path: &str) -> Option<&MethodTable> {
        self.paths.iter().find(|(known, _)| **known == *path).map(|(_, table)| table)
    }

    #[track_caller]
    fn nest(&mut self, prefix: &str, other: &Self) {
        for (path, table) in &other.paths {
            self.add(&nested_path(prefix, path), table.clone());
        }
    }

    #[track_caller]
    fn merge(&mut self, other: &Self) {
        for (path, table) in &other.paths {
            self.add(path, table.clone());
        }
    }

    /// The table for the path of a request, and the path as written.
    fn find(&self, path: &str) -> Option<(&str, &MethodTable)> {
        let found = self.matcher.at(path).ok()?;
        self.paths.get(*found.value).map(|(path, table)| (&**path, table))
    }
}

/// The path of a nested route, as axum joins it.
fn nested_path<'a>(prefix: &'a str, path: &'a str) -> Cow<'a, str> {
    if let Some(prefix) = prefix.strip_suffix('/') {
        format!("{prefix}/{}", path.trim_start_matches('/')).into()
    } else if path == "/" {
        prefix.into()
    } else {
        format!("{prefix}{path}").into()
    }
}
