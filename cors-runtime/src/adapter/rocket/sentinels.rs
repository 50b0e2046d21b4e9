//! The sentinels that stop a launch without a policy.
//!
//! Rocket looks for sentinels in the argument types and in the result type of a handler. The macro adds these two to the
//! result type.

use std::marker::PhantomData;

use cors_policy::{Rule, Violation};
use rocket::{Ignite, Rocket, Sentinel};

use super::annotated_route::HandlerPolicy;
use super::path_tables::PathTables;
use super::report::report;
use crate::policy::annotated::Annotated;

/// The result type of an annotated handler, while Rocket makes its route.
#[derive(Debug)]
pub struct RouteAnswer<F, A, R = ()>(PhantomData<(F, A, R)>);

/// Aborts the launch if the fairing is not attached.
#[derive(Debug)]
pub struct CorsFairing(());

impl Sentinel for CorsFairing {
    fn abort(rocket: &Rocket<Ignite>) -> bool {
        let is_missing = rocket.state::<PathTables>().is_none();
        if is_missing {
            report(Violation::new(Rule::FairingMissing, ""), "", &[]);
        }
        is_missing
    }
}

/// Aborts the launch if a handler is mounted without its policy.
#[derive(Debug)]
pub struct AnnotatedRoute<A>(PhantomData<A>);

impl<A: Annotated> Sentinel for AnnotatedRoute<A> {
    fn abort(rocket: &Rocket<Ignite>) -> bool {
        // Without tables, the fairing is not attached, which `CorsFairing` reports.
        let Some(tables) = rocket.state::<PathTables>() else { return false };
        let HandlerPolicy { policy, handler } = HandlerPolicy::of::<A>();
        let place = format!(" ({}:{})", policy.file(), policy.line());
        let Some(late) = tables.mounted(rocket).unknown(handler) else {
            let handler = handler.rsplit("::").next().unwrap_or(handler);
            report(Violation::new(Rule::MountedWithoutPolicy, handler), place, &[]);
            return true;
        };
        if let Some(route) = late.first() {
            report(Violation::new(Rule::MountedTooLate, route), place, &[]);
        }
        !late.is_empty()
    }
}
