//! The policy for paths that no route has.

use std::sync::OnceLock;

use rocket::Request;

use super::path_map::PathMap;
use super::path_pattern::PathPattern;
use crate::policy::Policy;
use crate::protocol::method_table::{MethodTable, Mounted};

/// Managed by the server if [`Cors::for_unmatched`](super::Cors::for_unmatched) is attached.
pub(super) struct Unmatched {
    pub(super) policy: &'static Policy,
    table: MethodTable,
    /// The paths of all routes, annotated or not. Read from the running server, since routes may be mounted until it
    /// runs.
    routes: OnceLock<PathMap<()>>,
}

impl Unmatched {
    pub(super) fn new(policy: &'static Policy) -> Self {
        let mut table = MethodTable::default();
        table.mount_any(Mounted::with(policy));
        table.finish();
        Self { policy, table, routes: OnceLock::new() }
    }

    /// The table for the path of a request, if no route has the path, for whatever method.
    pub(super) fn find<'r>(request: &'r Request<'_>) -> Option<&'r MethodTable> {
        let unmatched = request.rocket().state::<Self>()?;
        let routes = unmatched.routes.get_or_init(|| {
            let mut routes = PathMap::default();
            for route in request.rocket().routes() {
                *routes.entry(&PathPattern::of(route)) = Some(());
            }
            routes
        });
        routes.find(request.uri()).is_none().then_some(&unmatched.table)
    }
}
