//! A handler as aide sees it: it is described, but does not run.

use std::future::{Ready, ready};
use std::marker::PhantomData;

use aide::operation::{OperationHandler, OperationInput, OperationOutput};
use axum::extract::Request;
use axum::handler::Handler;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::policy::annotated::{Annotated, MountWithCorsRouting};

/// A handler that aide can describe: one with `#[cors(...)]`, or any of axum. Its extractors implement
/// [`OperationInput`], and its result implements [`OperationOutput`].
///
/// `M` is inferred.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be described",
    note = "aide describes an `async fn` whose arguments implement `OperationInput` and whose result implements `OperationOutput`"
)]
pub trait Describable<M> {
    #[doc(hidden)]
    type Input: OperationInput;

    #[doc(hidden)]
    type Output: OperationOutput;
}

/// Marks handlers of axum.
#[doc(hidden)]
#[derive(Debug)]
pub struct WithoutAttribute<I, O>(PhantomData<(I, O)>);

impl<H, I: OperationInput, O: OperationOutput> Describable<WithoutAttribute<I, O>> for H
where
    H: OperationHandler<I, O>,
{
    type Input = I;
    type Output = O;
}

/// Marks annotated handlers.
#[doc(hidden)]
#[derive(Debug)]
pub struct WithAttribute<T>(PhantomData<T>);

/// One implementation for each number of arguments, up to axum's sixteen.
macro_rules! with_arguments {
    ($($argument:ident)*) => {
        impl<H, A, F, L, $($argument,)*> Describable<WithAttribute<(A, F, L, $($argument,)*)>> for H
        where
            H: FnOnce($($argument,)*) -> MountWithCorsRouting<A, F, L>,
            A: Annotated,
            F: Future<Output: OperationOutput>,
            $($argument: OperationInput,)*
        {
            type Input = ($($argument,)*);
            type Output = F::Output;
        }
    };
}

with_arguments!();
with_arguments!(T1);
with_arguments!(T1 T2);
with_arguments!(T1 T2 T3);
with_arguments!(T1 T2 T3 T4);
with_arguments!(T1 T2 T3 T4 T5);
with_arguments!(T1 T2 T3 T4 T5 T6);
with_arguments!(T1 T2 T3 T4 T5 T6 T7);
with_arguments!(T1 T2 T3 T4 T5 T6 T7 T8);
with_arguments!(T1 T2 T3 T4 T5 T6 T7 T8 T9);
with_arguments!(T1 T2 T3 T4 T5 T6 T7 T8 T9 T10);
with_arguments!(T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11);
with_arguments!(T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12);
with_arguments!(T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 T13);
with_arguments!(T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 T13 T14);
with_arguments!(T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 T13 T14 T15);
with_arguments!(T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 T13 T14 T15 T16);

/// Stands in aide's router for a handler of the type.
pub(super) struct Described<H, M>(PhantomData<fn() -> (H, M)>);

impl<H: Describable<M>, M> Described<H, M> {
    pub(super) fn of(_: &H) -> Self {
        Self(PhantomData)
    }
}

impl<H, M> Clone for Described<H, M> {
    fn clone(&self) -> Self {
        Self(PhantomData)
    }
}

impl<H: Describable<M>, M> OperationHandler<H::Input, H::Output> for Described<H, M> {}

/// No request reaches it: aide's router is not served.
impl<H: 'static, M: 'static, S> Handler<Described<(), ()>, S> for Described<H, M> {
    type Future = Ready<Response>;

    fn call(self, _: Request, _: S) -> Self::Future {
        ready(StatusCode::NOT_FOUND.into_response())
    }
}
