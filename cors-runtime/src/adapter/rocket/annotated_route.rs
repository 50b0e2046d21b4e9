//! Routes of annotated handlers.

use std::cell::Cell;
use std::future::ready;
use std::marker::PhantomData;

use rocket::route::{BoxFuture, Handler, Outcome};
use rocket::{Data, Request, Route, async_trait};

use super::exchange::respond;
use crate::policy::Policy;
use crate::policy::annotated::Annotated;
use crate::policy::route_policy::KnownPolicy;
use crate::protocol::decision::refusal;

/// The policy of a handler, and the path of the struct that Rocket made of it.
#[derive(Clone, Copy, Debug)]
pub struct HandlerPolicy {
    pub(super) policy: &'static Policy,
    pub(super) handler: &'static str,
}

impl HandlerPolicy {
    /// The policy that the attribute implemented.
    pub(super) fn of<A: Annotated>() -> Self {
        Self { policy: A::POLICY, handler: std::any::type_name::<A>() }
    }
}

/// Tells whether the struct that Rocket made of a handler has a policy.
///
/// The compiler prefers the inherent function; if its bound does not hold, it finds the one of [`WithoutPolicy`].
#[derive(Debug)]
pub struct Probe<T>(PhantomData<T>);

impl<T: Annotated> Probe<T> {
    /// The policy of the handler.
    pub fn policy() -> Option<HandlerPolicy> {
        Some(HandlerPolicy::of::<T>())
    }
}

/// Found for handlers without a policy.
pub trait WithoutPolicy {
    /// No policy.
    fn policy() -> Option<HandlerPolicy> {
        None
    }
}

impl<T> WithoutPolicy for Probe<T> {}

/// Gives the routes of one handler the handler's policy, if it has one.
pub fn annotate(mut routes: Vec<Route>, policy: Option<HandlerPolicy>) -> Vec<Route> {
    if let Some(policy) = policy {
        for route in &mut routes {
            let handler = std::mem::replace(&mut route.handler, Box::new(Nothing));
            route.handler = Box::new(AnnotatedHandler { handler, policy });
        }
    }
    routes
}

/// The handler of a route while its own is being wrapped.
#[derive(Clone)]
struct Nothing;

#[async_trait]
impl Handler for Nothing {
    async fn handle<'r>(&self, _: &'r Request<'_>, data: Data<'r>) -> Outcome<'r> {
        Outcome::forward(data, rocket::http::Status::NotFound)
    }
}

/// The user's handler, and its policy.
struct AnnotatedHandler {
    handler: Box<dyn Handler>,
    policy: HandlerPolicy,
}

/// Not `async`, so that the future is the one of the user's handler.
impl Handler for AnnotatedHandler {
    fn handle<'r, 's, 'q, 'f>(
        &'s self,
        request: &'r Request<'q>,
        data: Data<'r>,
    ) -> BoxFuture<'f, Outcome<'r>>
    where
        'r: 'f,
        's: 'f,
        'q: 'f,
        Self: 'f,
    {
        match refusal(self.policy.policy, request) {
            Some(answer) => Box::pin(ready(Outcome::Success(respond(answer, request)))),
            None => self.handler.handle(request, data),
        }
    }
}

thread_local! {
    /// The policy of the latest handler that was cloned.
    static CLONED: Cell<Option<HandlerPolicy>> = const { Cell::new(None) };
}

impl Clone for AnnotatedHandler {
    fn clone(&self) -> Self {
        CLONED.set(Some(self.policy));
        Self { handler: self.handler.clone(), policy: self.policy }
    }
}

/// The policy of a route, if it was mounted with one. Called while the server starts.
///
/// Rocket keeps handlers as trait objects, which can only be called, for which a request is needed, or cloned. So a
/// handler tells its policy while it is cloned.
pub(super) fn policy_of(route: &Route) -> Option<HandlerPolicy> {
    CLONED.set(None);
    drop(route.handler.clone());
    CLONED.take()
}

/// What is known about the policy of a route, for a listing.
pub(super) fn known_policy(route: &Route) -> KnownPolicy {
    // Rocket names the route of a function after it, and stores a pointer to code that calls it.
    let is_function = route.name.is_some() && size_of_val(&*route.handler) == size_of::<fn()>();
    match policy_of(route) {
        Some(found) => KnownPolicy::Policy(found.policy),
        None if is_function => KnownPolicy::None,
        None => KnownPolicy::Unknown,
    }
}
