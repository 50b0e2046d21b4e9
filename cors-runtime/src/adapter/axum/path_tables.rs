//! The tables of all paths of a router.

use std::borrow::Cow;

use crate::policy::route_policy::{KnownPolicy, RoutePolicy};
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

    /// Adds the paths that `Router::nest_service` mounts.
    #[track_caller]
    pub(super) fn add_nested_service(&mut self, prefix: &str, known: KnownPolicy) {
        let mut table = MethodTable::default();
        table.mount_unlisted(known);
        let folder = if prefix.ends_with('/') { prefix.to_owned() } else { format!("{prefix}/") };
        self.add(&format!("{folder}{{*rest}}"), table.clone());
        self.add(prefix, table.clone());
        if folder != prefix {
            self.add(&folder, table);
        }
    }

    /// Sets the fallback.
    #[track_caller]
    pub(super) fn set_fallback(&mut self, mounted: Mounted) {
        let mut table = MethodTable::default();
        table.mount_any(mounted);
        table.prepare_or_panic();
        table.finish();
        for path in FALLBACK_PATHS {
            self.fallbacks.replace(path, table.clone());
        }
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

    /// Adds the paths of another router, below a prefix.
    #[track_caller]
    pub(super) fn nest(&mut self, prefix: &str, other: &Self) {
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
    }

    /// Every method of every path, and of the fallbacks.
    pub(super) fn route_policies(&self) -> impl Iterator<Item = RoutePolicy<'_>> {
        let fallbacks = self.fallbacks.paths.iter().filter(|(path, _)| path.ends_with("{*rest}"));
        self.routes.paths.iter().chain(fallbacks).flat_map(|(path, table)| {
            table.mounted().map(|(method, policy)| RoutePolicy::new(path, method, policy))
        })
    }

    /// The table for the path of a request; `None` if neither a route nor a fallback has it.
    pub(super) fn find(&self, path: &str) -> Option<&MethodTable> {
        let fallback = || self.fallbacks.find(path);
        // For requests without a path, such as `OPTIONS *`.
        let last_resort = || self.fallbacks.find("/");
        self.routes.find(path).or_else(fallback).or_else(last_resort)
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
        let Some(known) = self.of(path) else {
            panic!("the path `{path}` is understood by axum and not by its matcher: {error}");
        };
        known.merge(table);
        known.finish();
    }

    #[track_caller]
    fn replace(&mut self, path: &str, table: MethodTable) {
        match self.of(path) {
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
    fn of(&mut self, path: &str) -> Option<&mut MethodTable> {
        self.paths.iter_mut().find(|(known, _)| **known == *path).map(|(_, table)| table)
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

    fn find(&self, path: &str) -> Option<&MethodTable> {
        let found = self.matcher.at(path).ok()?;
        self.paths.get(*found.value).map(|(_, table)| table)
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
