//! What `#[cors(...)]` makes of a handler.

use std::future::IntoFuture;
use std::marker::PhantomData;

use crate::policy::Policy;

/// A handler with a policy.
///
/// Implemented by the expansion of [`#[cors(...)]`](crate::cors), for a type that no one can name, or on
/// Rocket for the struct that Rocket makes of the handler.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no CORS policy",
    note = "write `#[cors(origins = [...])]` above the handler"
)]
pub trait Annotated {
    /// The policy of the handler.
    const POLICY: &'static Policy;
}

/// The attribute leaves the methods to the route.
#[doc(hidden)]
#[derive(Debug)]
pub enum FromRoute {}

/// The attribute lists methods, which only handlers that are mounted for any method may do.
#[doc(hidden)]
#[derive(Debug)]
pub enum Listed {}

/// What an annotated handler returns: the future of the handler, and in its type the policy.
///
/// It can be awaited, as in a unit test. It is not a [`Future`], so that a router that knows nothing
/// of policies does not take the handler: mount it with the functions of this crate, such as
/// `cors_runtime::axum::get`, which also answer its preflights.
///
/// `A` bears the policy, `F` is the future.
#[must_use = "the handler does not run until it is awaited"]
pub struct MountWithCorsRouting<A, F, M = FromRoute> {
    future: F,
    annotated: PhantomData<fn() -> (A, M)>,
}

impl<A: Annotated, F, M> MountWithCorsRouting<A, F, M> {
    #[doc(hidden)]
    pub fn __new(future: F) -> Self {
        Self { future, annotated: PhantomData }
    }
}

impl<A, F: Future, M> IntoFuture for MountWithCorsRouting<A, F, M> {
    type Output = F::Output;
    type IntoFuture = F;

    fn into_future(self) -> F {
        self.future
    }
}

impl<A: Annotated, F, M> std::fmt::Debug for MountWithCorsRouting<A, F, M> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MountWithCorsRouting").field("policy", A::POLICY).finish_non_exhaustive()
    }
}
