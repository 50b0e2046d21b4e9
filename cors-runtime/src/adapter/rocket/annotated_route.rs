//! Routes whose handler has a policy.

use std::cell::Cell;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex, PoisonError};

use rocket::route::{Handler, Outcome};
use rocket::{Data, Request, Route, async_trait};

use super::exchange::{Head, respond};
use crate::annotated::Annotated;
use crate::decision::{Decision, decide};
use crate::path_table::PathTable;
use crate::policy::Policy;
use crate::response_fields::ResponseFields;

/// The policy of a handler, and the name of the struct that Rocket made of it, with its modules.
#[derive(Clone, Copy, Debug)]
pub struct HandlerPolicy {
    pub(super) policy: &'static Policy,
    pub(super) handler: &'static str,
}

impl HandlerPolicy {
    /// What the attribute says.
    pub(super) fn of<A: Annotated>() -> Self {
        Self { policy: A::POLICY, handler: std::any::type_name::<A>() }
    }
}

/// Tells whether the struct that Rocket made of a handler bears a policy.
///
/// The function of the type itself is found first; where its condition does not hold, that of the
/// trait is.
#[derive(Debug)]
pub struct Probe<T>(PhantomData<T>);

impl<T: Annotated> Probe<T> {
    /// The policy of the handler.
    pub fn policy() -> Option<HandlerPolicy> {
        Some(HandlerPolicy::of::<T>())
    }
}

/// What is found for handlers without a policy.
pub trait WithoutPolicy {
    /// No policy.
    fn policy() -> Option<HandlerPolicy> {
        None
    }
}

impl<T> WithoutPolicy for Probe<T> {}

/// Gives the routes of one handler its policy, if it has one.
pub fn annotate(mut routes: Vec<Route>, policy: Option<HandlerPolicy>) -> Vec<Route> {
    if let Some(policy) = policy {
        for route in &mut routes {
            let mut table = PathTable::default();
            table.mount(route.method.as_str(), Some(policy.policy));
            let handler = std::mem::replace(&mut route.handler, Box::new(Nothing));
            route.handler = Box::new(AnnotatedHandler { handler, policy, table: Arc::new(table) });
        }
    }
    routes
}

/// What stands in a route while its handler is taken out.
#[derive(Clone)]
struct Nothing;

#[async_trait]
impl Handler for Nothing {
    async fn handle<'r>(&self, _: &'r Request<'_>, data: Data<'r>) -> Outcome<'r> {
        Outcome::forward(data, rocket::http::Status::NotFound)
    }
}

/// The user's handler behind the decision on each request.
struct AnnotatedHandler {
    handler: Box<dyn Handler>,
    policy: HandlerPolicy,
    /// The one method of the route.
    table: Arc<PathTable>,
}

#[async_trait]
impl Handler for AnnotatedHandler {
    async fn handle<'r>(&self, request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r> {
        match decide(&self.table, &Head::of(request)) {
            Decision::Answer(answer) => return Outcome::Success(respond(&answer, request)),
            Decision::Forward(fields) | Decision::ForwardUnlisted { fields, .. } => {
                Pending::set(request, fields.map(|_| ()));
            }
            Decision::ForwardUntouched => {}
        }
        self.handler.handle(request, data).await
    }
}

thread_local! {
    /// The policy of the handler that was cloned last.
    static CLONED: Cell<Option<HandlerPolicy>> = const { Cell::new(None) };
}

impl Clone for AnnotatedHandler {
    fn clone(&self) -> Self {
        CLONED.set(Some(self.policy));
        Self { handler: self.handler.clone(), policy: self.policy, table: Arc::clone(&self.table) }
    }
}

/// The policy of a route, if it was mounted with one.
///
/// Rocket keeps handlers as trait objects that can be called, for which a request is needed, and
/// cloned. So the handler says its policy while it is cloned. Called while the server starts.
pub(super) fn policy_of(route: &Route) -> Option<HandlerPolicy> {
    CLONED.set(None);
    drop(route.handler.clone());
    CLONED.take()
}

/// What must be kept of a request until it is answered: the fields, and the route that they are for.
/// Where the handler forwards the request, another route may answer.
#[derive(Default)]
pub(super) struct Pending(Mutex<Option<(usize, ResponseFields<()>)>>);

impl Pending {
    fn set(request: &Request<'_>, fields: ResponseFields<()>) {
        if let Some(route) = request.route() {
            let pending = request.local_cache(Self::default);
            *pending.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((address(route), fields));
        }
    }

    /// The fields for a route, if its handler was the last one with a policy.
    pub(super) fn of<'r>(request: &'r Request<'_>, route: &Route) -> Option<ResponseFields<&'r str>> {
        let pending = request.local_cache(Self::default);
        let pending = *pending.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (_, fields) = pending.filter(|(known, _)| *known == address(route))?;
        Some(fields.map(|()| request.headers().get_one("Origin").unwrap_or_default()))
    }
}

/// Routes stay where they are while the server runs.
fn address(route: &Route) -> usize {
    std::ptr::from_ref(route).addr()
}
