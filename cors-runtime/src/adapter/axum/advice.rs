//! What rustc says when a function of axum is given an annotated handler.
//!
//! It reports the bound on axum's [`Handler`], whose texts are axum's, and the type of the handler, whose result it leaves out
//! if the handler has more than one argument or two. It also names the types that do implement the trait: axum hides its
//! own implementations, so this one is what it shows, with the source between `impl` and the type.

use std::convert::Infallible;
use std::future::Ready;

use axum::extract::Request;
use axum::handler::Handler;
use axum::response::Response;

/// Never exists. Its name is for the error of a handler that is given to axum.
#[derive(Clone, Copy, Debug)]
pub struct HandlerWithCorsAttribute(Infallible);

/// Its name follows that of axum's trait.
#[derive(Debug)]
pub enum MountedByCorsRuntime {}

// rustc shows a header of three lines in full.
#[rustfmt::skip]
impl<S> Handler<MountedByCorsRuntime, S>
    // mount it with `get` etc. of `cors_runtime::axum::routing`, in a `cors_runtime::axum::Router`
    for HandlerWithCorsAttribute
{
    type Future = Ready<Response>;

    fn call(self, _: Request, _: S) -> Self::Future {
        match self.0 {}
    }
}
