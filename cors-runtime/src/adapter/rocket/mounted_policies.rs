//! The policies of the routes of an ignited server.

use std::collections::HashMap;

use rocket::Route;

use super::annotated_route::policy_of;
use super::default_policies::DefaultPolicies;
use crate::policy::Policy;

/// Read from the ignited server, whose routes no longer move.
#[derive(Debug)]
pub(super) struct MountedPolicies {
    /// Ordered by the address of the route.
    by_route: Vec<(usize, &'static Policy)>,
    /// The unknown routes of each handler, as text.
    unknown: HashMap<&'static str, Vec<String>>,
}

impl MountedPolicies {
    pub(super) fn new<'r>(
        routes: impl Iterator<Item = &'r Route>,
        defaults: &DefaultPolicies,
        is_known: impl Fn(&Route) -> bool,
    ) -> Self {
        let (mut by_route, mut unknown) = (Vec::new(), HashMap::new());
        for route in routes {
            if let Some(found) = policy_of(route) {
                by_route.push((address(route), found.policy));
                let unknown: &mut Vec<_> = unknown.entry(found.handler).or_default();
                if !is_known(route) {
                    unknown.push(route.to_string());
                }
            } else if let Some(policy) = defaults.policy(route) {
                by_route.push((address(route), policy));
            }
        }
        by_route.sort_unstable_by_key(|(address, _)| *address);
        Self { by_route, unknown }
    }

    /// The policy of a route of the server.
    pub(super) fn policy(&self, route: &Route) -> Option<&'static Policy> {
        let place = self.by_route.binary_search_by_key(&address(route), |(address, _)| *address).ok()?;
        self.by_route.get(place).map(|(_, policy)| *policy)
    }

    /// The unknown routes of a handler; `None` if the handler is not mounted with its policy.
    pub(super) fn unknown(&self, handler: &str) -> Option<&[String]> {
        self.unknown.get(handler).map(Vec::as_slice)
    }
}

fn address(route: &Route) -> usize {
    std::ptr::from_ref(route).addr()
}
