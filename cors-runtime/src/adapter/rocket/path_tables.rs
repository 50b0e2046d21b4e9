//! The tables of all paths of an application.

use std::fmt;
use std::sync::OnceLock;

use rocket::http::Method;
use rocket::http::uri::Origin;
use rocket::{Phase, Rocket, Route};

use super::annotated_route::policy_of;
use super::default_policies::DefaultPolicies;
use super::mounted_policies::MountedPolicies;
use super::path_map::PathMap;
use super::path_pattern::PathPattern;
use crate::policy::Policy;
use crate::policy::route_policy::KnownPolicy;
use crate::protocol::explained::ExplainedAnswers;
use crate::protocol::method_table::{MethodTable, Mounted};

/// The table of every path that a route with a policy serves.
#[derive(Debug)]
pub(super) struct PathTables {
    /// Closed under intersection: the pattern that is found for a path is the intersection of all patterns that match,
    /// so its table has all routes of the path.
    paths: PathMap<MethodTable>,
    routes: Vec<AnnotatedRoute>,
    /// The indices of the routes of each path.
    places: PathMap<Vec<usize>>,
    defaults: DefaultPolicies,
    mounted: OnceLock<MountedPolicies>,
    explained: ExplainedAnswers,
}

/// A route with a policy.
#[derive(Clone, Debug)]
pub(super) struct AnnotatedRoute {
    pub(super) route: Route,
    pub(super) policy: &'static Policy,
    pattern: PathPattern,
    /// Whether the policy is not the handler's own.
    is_default: bool,
}

/// Two routes with different policies; a preflight does not tell which one will respond.
pub(super) struct Conflict {
    /// In the order in which Rocket tries them.
    routes: [AnnotatedRoute; 2],
}

/// A route, with a policy or without.
struct MountedRoute {
    method: Method,
    rank: isize,
    pattern: PathPattern,
    policy: Option<&'static Policy>,
}

impl PathTables {
    pub(super) fn new<'a>(
        routes: impl Iterator<Item = &'a Route>,
        defaults: DefaultPolicies,
        explained: ExplainedAnswers,
    ) -> Result<Self, Vec<Conflict>> {
        let (mut annotated, mut mounted) = (Vec::new(), Vec::new());
        let (mut places, mut mounted_places) = (PathMap::default(), PathMap::default());
        for (place, route) in routes.enumerate() {
            let pattern = PathPattern::of(route);
            let own = policy_of(route).map(|found| found.policy);
            let policy = own.or_else(|| defaults.policy(route));
            if let Some(policy) = policy {
                places.add(&pattern, annotated.len());
                let (route, pattern, is_default) = (route.clone(), pattern.clone(), own.is_none());
                annotated.push(AnnotatedRoute { route, policy, pattern, is_default });
            }
            mounted_places.add(&pattern, place);
            mounted.push(MountedRoute { method: route.method, rank: route.rank, pattern, policy });
        }
        let conflicts = conflicts(&annotated, &places);
        if !conflicts.is_empty() {
            return Err(conflicts);
        }
        let overlaps = |pattern: &PathPattern| !places.intersecting(pattern).is_empty();
        let patterns = mounted.iter().map(|route| route.pattern.clone()).filter(overlaps);
        let mut paths = PathMap::default();
        for pattern in closed_under_intersection(patterns) {
            *paths.entry(&pattern) = Some(table(&pattern, &mounted, &mounted_places));
        }
        Ok(Self { paths, routes: annotated, places, defaults, mounted: OnceLock::new(), explained })
    }

    /// The table for the path of a request; `None` if it has no route with a policy.
    pub(super) fn find(&self, uri: &Origin<'_>) -> Option<&MethodTable> {
        self.paths.find(uri)
    }

    /// Whether answers are explained.
    #[inline]
    pub(super) fn explained(&self) -> ExplainedAnswers {
        self.explained
    }

    /// The policies of the routes of the ignited server.
    pub(super) fn mounted<P: Phase>(&self, rocket: &Rocket<P>) -> &MountedPolicies {
        self.mounted.get_or_init(|| {
            MountedPolicies::new(rocket.routes(), &self.defaults, |route| self.contains(route))
        })
    }

    /// The policy of a route that has none of its own.
    pub(super) fn default_policy(&self, route: &Route) -> Option<&'static Policy> {
        self.defaults.policy(route)
    }

    /// The routes with a policy, in the order in which they were mounted.
    pub(super) fn routes(&self) -> &[AnnotatedRoute] {
        &self.routes
    }

    /// The first route of each path.
    pub(super) fn first_of_each_path(&self) -> impl Iterator<Item = &Route> {
        let is_first = |(place, annotated): &(usize, &AnnotatedRoute)| {
            self.places.get(&annotated.pattern).and_then(|places| places.first()) == Some(place)
        };
        self.routes.iter().enumerate().filter(is_first).map(|(_, annotated)| &annotated.route)
    }

    /// Whether the route was mounted before the tables were made.
    fn contains(&self, route: &Route) -> bool {
        let places = self.places.get(&PathPattern::of(route));
        let mut known = places.into_iter().flatten().filter_map(|&place| self.routes.get(place));
        known.any(|known| {
            known.route.method == route.method
                && known.route.rank == route.rank
                && known.route.uri.as_str() == route.uri.as_str()
                && known.route.format == route.format
        })
    }
}

/// For each method, the route that Rocket tries first for the paths of a pattern. Routes with exactly that pattern come
/// first.
fn table(pattern: &PathPattern, mounted: &[MountedRoute], places: &PathMap<Vec<usize>>) -> MethodTable {
    let mut routes: Vec<_> = at(mounted, places.intersecting(pattern)).collect();
    routes.retain(|(_, route)| route.pattern.covers(pattern));
    routes.sort_by_key(|(place, route)| (route.rank, *place));
    let mut methods = Vec::new();
    routes.retain(|(_, route)| {
        let is_first = !methods.contains(&route.method);
        methods.push(route.method);
        is_first
    });
    routes.sort_by_key(|(place, route)| (route.pattern != *pattern, *place));
    let mut table = MethodTable::default();
    for (_, route) in routes {
        // These tables are not listed.
        let mounted = route.policy.map_or(Mounted::without(KnownPolicy::Unknown), Mounted::with);
        table.mount(route.method.as_str(), mounted);
    }
    table.finish();
    table
}

/// The items at the places, with their places.
fn at<'a, T>(all: &'a [T], places: Vec<&Vec<usize>>) -> impl Iterator<Item = (usize, &'a T)> {
    places.into_iter().flatten().filter_map(|&place| Some((place, all.get(place)?)))
}

fn closed_under_intersection(patterns: impl Iterator<Item = PathPattern>) -> Vec<PathPattern> {
    let mut closed: PathMap<PathPattern> = PathMap::default();
    let mut new: Vec<_> = patterns.collect();
    while let Some(pattern) = new.pop() {
        if closed.get(&pattern).is_none() {
            let known = closed.intersecting(&pattern);
            new.extend(known.into_iter().filter_map(|known| known.intersection(&pattern)));
            *closed.entry(&pattern) = Some(pattern.clone());
        }
    }
    closed.into_values()
}

fn conflicts(routes: &[AnnotatedRoute], places: &PathMap<Vec<usize>>) -> Vec<Conflict> {
    let mut conflicts = Vec::new();
    // A default gives way: the first route that is tried answers the preflight.
    for (place, route) in routes.iter().enumerate().filter(|(_, route)| !route.is_default) {
        let mut later: Vec<_> = at(routes, places.intersecting(&route.pattern)).collect();
        later.retain(|(later, other)| *later > place && !other.is_default);
        later.sort_by_key(|(place, _)| *place);
        for (_, later) in later {
            let in_order = if later.route.rank < route.route.rank { [later, route] } else { [route, later] };
            if route.route.method == later.route.method
                && route.policy != later.policy
                && !in_order[0].pattern.is_static_part_of(&in_order[1].pattern)
            {
                conflicts.push(Conflict { routes: in_order.map(Clone::clone) });
            }
        }
    }
    conflicts
}

impl Conflict {
    /// The method and path that both policies apply to, and where each comes from.
    pub(super) fn lines(&self) -> (String, [String; 2]) {
        let [first, second] = &self.routes;
        (
            format!("{} {}", first.route.method, second.route.uri),
            [format!("{first} is tried first"), format!("{second} answers what the first one forwards")],
        )
    }
}

/// The route, and the place of its policy.
impl fmt::Display for AnnotatedRoute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}:{})", self.route, self.policy.file(), self.policy.line())
    }
}
