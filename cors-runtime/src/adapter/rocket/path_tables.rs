//! The tables of all paths of an application.

use std::fmt;

use rocket::Route;
use rocket::http::Method;
use rocket::http::uri::Origin;

use super::annotated_route::policy_of;
use super::path_pattern::PathPattern;
use crate::path_table::PathTable;
use crate::policy::Policy;

/// The table of every path that a route with a policy serves.
#[derive(Debug)]
pub(super) struct PathTables {
    /// Closed under intersection, the narrowest first: the first one that matches a path is the
    /// intersection of all that do, so that its table has all of the path's routes.
    paths: Vec<(PathPattern, PathTable)>,
    routes: Vec<AnnotatedRoute>,
}

/// A route with a policy.
#[derive(Clone, Debug)]
pub(super) struct AnnotatedRoute {
    pub(super) route: Route,
    pub(super) policy: &'static Policy,
    pattern: PathPattern,
}

/// Two routes with different policies of which a preflight cannot tell which one will answer.
pub(super) struct Conflict {
    /// In the order in which Rocket tries them.
    routes: [AnnotatedRoute; 2],
}

/// A route, with a policy or without.
struct Mounted {
    place: usize,
    method: Method,
    rank: isize,
    pattern: PathPattern,
    policy: Option<&'static Policy>,
}

impl PathTables {
    pub(super) fn new<'a>(routes: impl Iterator<Item = &'a Route>) -> Result<Self, Vec<Conflict>> {
        let mut annotated = Vec::new();
        let mut mounted = Vec::new();
        for (place, route) in routes.enumerate() {
            let pattern = PathPattern::of(route);
            let policy = policy_of(route).map(|found| found.policy);
            if let Some(policy) = policy {
                annotated.push(AnnotatedRoute { route: route.clone(), policy, pattern: pattern.clone() });
            }
            mounted.push(Mounted { place, method: route.method, rank: route.rank, pattern, policy });
        }
        let conflicts = conflicts(&annotated);
        if !conflicts.is_empty() {
            return Err(conflicts);
        }
        let overlaps = |pattern: &PathPattern| {
            annotated.iter().any(|route| route.pattern.intersection(pattern).is_some())
        };
        let patterns = mounted.iter().map(|route| route.pattern.clone()).filter(overlaps);
        let mut patterns = closed_under_intersection(patterns);
        patterns.sort_by_key(PathPattern::specificity);
        let with_table = |pattern| {
            let table = table(&pattern, &mounted);
            (pattern, table)
        };
        Ok(Self { paths: patterns.into_iter().map(with_table).collect(), routes: annotated })
    }

    /// The table for the path of a request; none if no route with a policy is near it.
    pub(super) fn find(&self, uri: &Origin<'_>) -> Option<&PathTable> {
        self.paths.iter().find(|(pattern, _)| pattern.matches(uri)).map(|(_, table)| table)
    }

    /// The routes with a policy, in the order in which they were mounted.
    pub(super) fn routes(&self) -> &[AnnotatedRoute] {
        &self.routes
    }

    /// The first route of each path.
    pub(super) fn first_of_each_path(&self) -> impl Iterator<Item = &Route> {
        let earlier = |index| self.routes.iter().take(index);
        let is_first = move |(index, route): &(usize, &AnnotatedRoute)| {
            earlier(*index).all(|earlier| earlier.pattern != route.pattern)
        };
        self.routes.iter().enumerate().filter(is_first).map(|(_, annotated)| &annotated.route)
    }

    /// Whether the route was there when the tables were made.
    pub(super) fn contains(&self, route: &Route) -> bool {
        self.routes.iter().any(|known| {
            known.route.method == route.method
                && known.route.rank == route.rank
                && known.route.uri.as_str() == route.uri.as_str()
                && known.route.format == route.format
        })
    }
}

/// Of each method the route that Rocket tries first for the paths of a pattern; those of the very
/// pattern before others.
fn table(pattern: &PathPattern, mounted: &[Mounted]) -> PathTable {
    let mut routes: Vec<_> = mounted.iter().filter(|route| route.pattern.covers(pattern)).collect();
    routes.sort_by_key(|route| route.rank);
    let mut methods = Vec::new();
    routes.retain(|route| {
        let is_first = !methods.contains(&route.method);
        methods.push(route.method);
        is_first
    });
    routes.sort_by_key(|route| (route.pattern != *pattern, route.place));
    let mut table = PathTable::default();
    for route in routes {
        table.mount(route.method.as_str(), route.policy);
    }
    table
}

fn closed_under_intersection(patterns: impl Iterator<Item = PathPattern>) -> Vec<PathPattern> {
    let mut closed: Vec<PathPattern> = Vec::new();
    for pattern in patterns {
        let mut new = vec![pattern];
        while let Some(pattern) = new.pop() {
            if !closed.contains(&pattern) {
                new.extend(closed.iter().filter_map(|known| known.intersection(&pattern)));
                closed.push(pattern);
            }
        }
    }
    closed
}

fn conflicts(routes: &[AnnotatedRoute]) -> Vec<Conflict> {
    let mut conflicts = Vec::new();
    for (index, route) in routes.iter().enumerate() {
        for later in routes.iter().skip(index + 1) {
            let in_order = if later.route.rank < route.route.rank { [later, route] } else { [route, later] };
            if route.route.method == later.route.method
                && route.policy != later.policy
                && route.pattern.intersection(&later.pattern).is_some()
                && !in_order[0].pattern.is_static_part_of(&in_order[1].pattern)
            {
                conflicts.push(Conflict { routes: in_order.map(Clone::clone) });
            }
        }
    }
    conflicts
}

impl Conflict {
    /// What is wrong, and below it where.
    pub(super) fn lines(&self) -> (String, [String; 3]) {
        let [first, second] = &self.routes;
        (
            format!("two CORS policies for {} {}", first.route.method, second.route.uri),
            [
                format!("{first} is tried first"),
                format!("{second} answers what the first one forwards"),
                "a preflight cannot tell which one will answer: give both the same arguments".to_owned(),
            ],
        )
    }
}

/// The route, and where its policy is written.
impl fmt::Display for AnnotatedRoute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}:{})", self.route, self.policy.file(), self.policy.line())
    }
}
