//! What can be mounted as a handler: annotated handlers, and axum's own.

use std::future::IntoFuture;

use axum::extract::{FromRequest, FromRequestParts};
use axum::handler::Handler;
use axum::response::IntoResponse;

use crate::adapter::sealed::Sealed;
use crate::policy::Policy;
use crate::policy::annotated::{Annotated, FromRoute, MountWithCorsRouting};
use crate::policy::route_policy::KnownPolicy;
use crate::protocol::method_table::Mounted;

/// A handler that can be mounted: one with `#[cors(...)]`, or any [`Handler`](axum::handler::Handler) of axum.
///
/// `M` is inferred. `S` is the state of the router.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a handler",
    label = "no handler for a router with the state `{S}`",
    note = "a handler is an `async fn` whose arguments are extractors and whose result is a response",
    note = "`#[axum::debug_handler]` below `#[cors(...)]` tells which argument or result is not"
)]
pub trait Mountable<M, S>: Sized {
    #[doc(hidden)]
    type Arguments: 'static;

    #[doc(hidden)]
    const POLICY: Option<&'static Policy>;

    #[doc(hidden)]
    type Methods;

    #[doc(hidden)]
    fn into_handler(self, _: Sealed) -> impl Handler<Self::Arguments, S>;
}

/// What is known about a handler that is mounted.
pub(super) const fn mounted<H: Mountable<M, S>, M, S>() -> Mounted {
    match H::POLICY {
        Some(policy) => Mounted::with(policy),
        None => Mounted::without(KnownPolicy::without_policy::<H>()),
    }
}

/// The handler's attribute does not list methods, so that it can be mounted for the methods of a route.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the methods are known from the route",
    label = "the `#[cors(...)]` of this handler lists `methods`",
    note = "help: remove `methods`; it is for handlers that are mounted for any method"
)]
pub trait MethodsFromRoute: sealed::MethodsFromRoute {}

impl MethodsFromRoute for FromRoute {}

mod sealed {
    pub trait MethodsFromRoute {}

    impl MethodsFromRoute for super::FromRoute {}
}

/// Marks handlers of axum.
#[doc(hidden)]
#[derive(Debug)]
pub struct WithoutAttribute<T>(std::marker::PhantomData<T>);

impl<H, T, S> Mountable<WithoutAttribute<T>, S> for H
where
    H: Handler<T, S>,
    T: 'static,
{
    type Arguments = T;
    const POLICY: Option<&'static Policy> = None;
    type Methods = FromRoute;

    fn into_handler(self, _: Sealed) -> impl Handler<T, S> {
        self
    }
}

/// Marks annotated handlers.
#[doc(hidden)]
#[derive(Debug)]
pub struct WithAttribute<T>(std::marker::PhantomData<T>);

impl<H, A, F, L, S> Mountable<WithAttribute<(A, F, L)>, S> for H
where
    H: FnOnce() -> MountWithCorsRouting<A, F, L> + Clone + Send + Sync + 'static,
    A: Annotated,
    F: Future<Output: IntoResponse> + Send + 'static,
{
    type Arguments = ((),);
    const POLICY: Option<&'static Policy> = Some(A::POLICY);
    type Methods = L;

    fn into_handler(self, _: Sealed) -> impl Handler<((),), S> {
        move || self().into_future()
    }
}

/// One implementation for each number of arguments, up to axum's sixteen. As in axum, only the last one may take the
/// body.
macro_rules! with_arguments {
    ($($argument:ident)* ; $last:ident) => {
        impl<H, A, F, L, S, M, $($argument,)* $last> Mountable<WithAttribute<(A, F, L, M, $($argument,)* $last)>, S> for H
        where
            H: FnOnce($($argument,)* $last) -> MountWithCorsRouting<A, F, L> + Clone + Send + Sync + 'static,
            A: Annotated,
            F: Future<Output: IntoResponse> + Send + 'static,
            S: Send + Sync + 'static,
            M: 'static,
            $($argument: FromRequestParts<S> + Send + 'static,)*
            $last: FromRequest<S, M> + Send + 'static,
        {
            type Arguments = (M, $($argument,)* $last,);
            const POLICY: Option<&'static Policy> = Some(A::POLICY);
            type Methods = L;

            #[allow(non_snake_case, reason = "a type and its value share a name")]
            fn into_handler(self, _: Sealed) -> impl Handler<Self::Arguments, S> {
                move |$($argument: $argument,)* $last: $last| self($($argument,)* $last).into_future()
            }
        }
    };
}

with_arguments!(; T1);
with_arguments!(T1; T2);
with_arguments!(T1 T2; T3);
with_arguments!(T1 T2 T3; T4);
with_arguments!(T1 T2 T3 T4; T5);
with_arguments!(T1 T2 T3 T4 T5; T6);
with_arguments!(T1 T2 T3 T4 T5 T6; T7);
with_arguments!(T1 T2 T3 T4 T5 T6 T7; T8);
with_arguments!(T1 T2 T3 T4 T5 T6 T7 T8; T9);
with_arguments!(T1 T2 T3 T4 T5 T6 T7 T8 T9; T10);
with_arguments!(T1 T2 T3 T4 T5 T6 T7 T8 T9 T10; T11);
with_arguments!(T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11; T12);
with_arguments!(T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12; T13);
with_arguments!(T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 T13; T14);
with_arguments!(T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 T13 T14; T15);
with_arguments!(T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 T13 T14 T15; T16);

#[cfg(test)]
mod tests {
    use cors_policy::{Rule, Violation};

    /// The attribute of the trait takes literals only.
    #[test]
    fn the_compiler_says_what_the_rule_says() {
        let violation = Violation::new(Rule::MethodsKnownFromRoute, "methods");
        let message = violation.message();
        for line in message.as_str().lines() {
            assert!(include_str!("mountable.rs").contains(&format!("= \"{line}\"")), "{line}");
        }
    }
}
