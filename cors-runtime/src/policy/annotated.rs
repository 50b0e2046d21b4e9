//! What a handler becomes with `#[cors(...)]`.

use std::future::IntoFuture;
use std::marker::PhantomData;

use crate::policy::Policy;

/// A handler with a policy.
///
/// [`#[cors(...)]`](crate::cors) implements it, for a type without a name, or on Rocket for the struct that Rocket makes of
/// the handler. Do not implement it yourself.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no CORS policy",
    note = "write `#[cors(origins = [...])]` above the handler"
)]
pub trait Annotated {
    /// The policy of the handler.
    const POLICY: &'static Policy;
}

/// The route determines the methods.
#[doc(hidden)]
#[derive(Debug)]
pub enum FromRoute {}

/// The attribute lists methods, as only handlers that are mounted for any method may do.
#[doc(hidden)]
#[derive(Debug)]
pub enum Listed {}

/// The result of an annotated handler: its future, with the policy in the type.
///
/// It can be awaited, for example in a unit test. It is not a [`Future`] itself, so that routers that do not apply
/// policies reject the handler: mount it with the functions of this crate, such as `cors_runtime::axum::get`, which also
/// answer its preflights.
///
/// `A` has the policy, `F` is the future.
#[must_use = "the handler does not run until it is awaited"]
pub struct MountWithCorsRouting<A, F, M = FromRoute> {
    future: F,
    annotated: PhantomData<fn() -> (A, M)>,
}

/// What no function with the attribute returned. Of services and the like, which cannot have one.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a handler, so it cannot have a policy",
    label = "its function has `#[cors(...)]`",
    note = "help: on axum, mount it `with_policy(&POLICY, ...)` and without `#[cors(...)]`; on Rocket, serve it from a handler"
)]
#[allow(unreachable_pub, reason = "not every framework asks for it")]
pub trait WithoutAttribute: sealed::WithoutAttribute {}

/// Stands for everything that no function with the attribute returned.
#[doc(hidden)]
#[derive(Debug)]
#[allow(unreachable_pub, reason = "not every framework asks for it")]
pub enum NoAttribute {}

impl WithoutAttribute for NoAttribute {}

mod sealed {
    #[allow(unreachable_pub, reason = "not every framework asks for it")]
    pub trait WithoutAttribute {}

    impl WithoutAttribute for super::NoAttribute {}
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

#[cfg(test)]
mod tests {
    use cors_policy::{Rule, Violation};

    /// The attribute of the trait takes literals only.
    #[test]
    fn the_compiler_says_what_the_rule_says() {
        let violation = Violation::new(Rule::AttributeOnService, "{Self}");
        let message = violation.message();
        for line in message.as_str().lines() {
            let literal = format!("= \"{}\"", line.trim());
            assert!(include_str!("annotated.rs").contains(&literal), "{literal}");
        }
    }
}
