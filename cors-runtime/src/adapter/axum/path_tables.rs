//! The tables of all paths of a router.

use std::borrow::Cow;
use std::sync::Arc;

use crate::path_table::PathTable;

/// The table of every path, found as axum finds its routes: by the same matcher.
///
/// Paths without a policy are here too, since `/items/new` must not be taken for `/items/{id}`.
#[derive(Clone, Debug, Default)]
pub(super) struct PathTables {
    /// The paths as they were written, each with its table.
    paths: Vec<(Arc<str>, PathTable)>,
    /// From a request's path to a place in `paths`.
    matcher: matchit::Router<usize>,
}

impl PathTables {
    /// Adds what is mounted on a path. Called after axum has accepted the path.
    ///
    /// # Panics
    ///
    /// If it cannot be told whose policy goes for a method of the path.
    #[track_caller]
    #[expect(clippy::panic, reason = "while routes are added, as axum does")]
    pub(super) fn add(&mut self, path: &str, table: PathTable) {
        if let Some((_, known)) = self.paths.iter_mut().find(|(known, _)| **known == *path) {
            known.merge(table);
            return;
        }
        match self.matcher.insert(path, self.paths.len()) {
            Ok(()) => self.paths.push((path.into(), table)),
            Err(error) => panic!("the path `{path}` is understood by axum and not by its matcher: {error}"),
        }
    }

    /// Adds what `Router::nest_service` mounts.
    #[track_caller]
    pub(super) fn add_nested_service(&mut self, prefix: &str) {
        let mut table = PathTable::default();
        table.mount_unlisted();
        let folder = if prefix.ends_with('/') { prefix.to_owned() } else { format!("{prefix}/") };
        self.add(&format!("{folder}{{*__cors_rest}}"), table.clone());
        self.add(prefix, table.clone());
        if folder != prefix {
            self.add(&folder, table);
        }
    }

    /// Adds the paths of another router, below a prefix.
    #[track_caller]
    pub(super) fn nest(&mut self, prefix: &str, other: &Self) {
        for (path, table) in &other.paths {
            self.add(&nested_path(prefix, path), table.clone());
        }
    }

    /// Adds the paths of another router.
    #[track_caller]
    pub(super) fn merge(&mut self, other: &Self) {
        for (path, table) in &other.paths {
            self.add(path, table.clone());
        }
    }

    /// The table for the path of a request; none if no route has it.
    pub(super) fn find(&self, path: &str) -> Option<&PathTable> {
        let found = self.matcher.at(path).ok()?;
        self.paths.get(*found.value).map(|(_, table)| table)
    }
}

/// The path of a nested route, as axum puts it together.
fn nested_path<'a>(prefix: &'a str, path: &'a str) -> Cow<'a, str> {
    if let Some(prefix) = prefix.strip_suffix('/') {
        format!("{prefix}/{}", path.trim_start_matches('/')).into()
    } else if path == "/" {
        prefix.into()
    } else {
        format!("{prefix}{path}").into()
    }
}
