//! What can be mounted as a handler: annotated handlers, and axum's own.

use std::convert::Infallible;
use std::future::IntoFuture;
use std::marker::PhantomData;
use std::pin::Pin;

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::handler::{Handler, HandlerService};
use axum::response::{IntoResponse, Response};
use tower_layer::Layer;
use tower_service::Service;

use super::layered::LayeredHandler;
use super::mountable_service::{WithPolicy, with_policy};
use crate::adapter::sealed::Sealed;
use crate::policy::Policy;
use crate::policy::annotated::{Annotated, FromRoute, MountWithCorsRouting};
use crate::policy::route_policy::KnownPolicy;
use crate::protocol::method_table::Mounted;

/// A handler that can be mounted for any method: one with `#[cors(...)]`, or any
/// [`Handler`](axum::handler::Handler) of axum.
///
/// `M` is inferred. `S` is the state of the router. A handler whose attribute does not list `methods` is also
/// [`Mountable`] for a single one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a handler",
    label = "no handler for a router with the state `{S}`",
    note = "a handler is an `async fn` whose arguments are extractors and whose result is a response",
    note = "`#[axum::debug_handler]` below `#[cors(...)]` tells which argument or result is not"
)]
pub trait MountableForAny<M, S>: Sized {
    #[doc(hidden)]
    type Arguments: 'static;

    #[doc(hidden)]
    type Handler: Handler<Self::Arguments, S>;

    #[doc(hidden)]
    type Methods;

    #[doc(hidden)]
    type Served<T>;

    #[doc(hidden)]
    const POLICY: Option<&'static Policy>;

    #[doc(hidden)]
    fn into_handler(self, _: Sealed) -> Self::Handler;

    #[doc(hidden)]
    fn serve<T>(service: T, _: Sealed) -> Self::Served<T>;
}

/// A handler that can be mounted: one with `#[cors(...)]`, or any [`Handler`](axum::handler::Handler) of axum.
///
/// `M` is inferred. `S` is the state of the router. In generic code the trait replaces axum's, which annotated handlers do not
/// implement:
///
/// ```
/// use cors_runtime::axum::{MethodRouter, Mountable, Router, get};
///
/// fn read_only<H, M, S>(handler: H) -> MethodRouter<S>
/// where
///     H: Mountable<M, S>,
///     S: Clone + Send + Sync + 'static,
/// {
///     get(handler)
/// }
/// # async fn list_items() {}
///
/// let app: Router = Router::new().route("/items", read_only(list_items));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a handler",
    label = "no handler for a router with the state `{S}`",
    note = "a handler is an `async fn` whose arguments are extractors and whose result is a response",
    note = "`#[axum::debug_handler]` below `#[cors(...)]` tells which argument or result is not"
)]
pub trait Mountable<M, S>: MountableForAny<M, S, Methods: MethodsFromRoute> {
    /// Adds a layer to this handler alone; see [axum's](axum::handler::Handler::layer). It is inside the CORS step: it
    /// does not see preflights, and its own responses carry the handler's CORS headers.
    ///
    /// ```
    /// use axum::middleware::{Next, from_fn};
    /// use cors_runtime::{axum::{Mountable, Router, get}, cors};
    /// # async fn auth(request: axum::extract::Request, next: Next) -> axum::response::Response { next.run(request).await }
    ///
    /// #[cors(origins = ["https://app.example.com"], headers = ["authorization"])]
    /// async fn read_account() {}
    ///
    /// let app: Router = Router::new().route("/account", get(read_account.layer(from_fn(auth))));
    /// ```
    fn layer<L>(self, layer: L) -> LayeredHandler<L, Self, M, S>
    where
        L: Layer<HandlerService<Self::Handler, Self::Arguments, S>> + Clone,
        L::Service: Service<Request>,
    {
        LayeredHandler::new(layer, self)
    }

    /// Makes a service of the handler, by providing its state; see [axum's](axum::handler::Handler::with_state).
    ///
    /// An annotated handler becomes a service [with its policy](super::with_policy), which everything takes that takes a
    /// service, but which is not a service by itself.
    fn with_state(self, state: S) -> Self::Served<HandlerService<Self::Handler, Self::Arguments, S>> {
        Self::serve(Handler::with_state(self.into_handler(Sealed), state), Sealed)
    }
}

// The only implementation, so that the compiler reports which of its conditions is not met.
impl<H, M, S> Mountable<M, S> for H where H: MountableForAny<M, S, Methods: MethodsFromRoute> {}

/// What is known about a handler that is mounted.
pub(super) const fn mounted<H: MountableForAny<M, S>, M, S>() -> Mounted {
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
pub struct WithoutAttribute<T>(PhantomData<T>);

impl<H, T, S> MountableForAny<WithoutAttribute<T>, S> for H
where
    H: Handler<T, S>,
    T: 'static,
{
    type Arguments = T;
    type Handler = H;
    type Methods = FromRoute;
    type Served<U> = U;

    const POLICY: Option<&'static Policy> = None;

    fn into_handler(self, _: Sealed) -> H {
        self
    }

    fn serve<U>(service: U, _: Sealed) -> U {
        service
    }
}

/// Marks annotated handlers.
#[doc(hidden)]
#[derive(Debug)]
pub struct WithAttribute<T>(PhantomData<T>);

/// That of axum's own handlers.
type HandlerFuture = Pin<Box<dyn Future<Output = Response> + Send>>;

/// An annotated handler as one of axum, whose policy is kept elsewhere.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub struct WithoutPolicy<H>(H);

#[diagnostic::do_not_recommend]
impl<H, A, F, L, S> Handler<((),), S> for WithoutPolicy<H>
where
    H: FnOnce() -> MountWithCorsRouting<A, F, L> + Clone + Send + Sync + 'static,
    F: Future<Output: IntoResponse> + Send + 'static,
{
    type Future = HandlerFuture;

    fn call(self, request: Request, state: S) -> HandlerFuture {
        Handler::<((),), S>::call(move || self.0().into_future(), request, state)
    }
}

/// What does not depend on the arguments of an annotated handler.
macro_rules! of_annotated {
    ($handler:ident, $annotated:ident, $methods:ident) => {
        type Handler = WithoutPolicy<$handler>;
        type Methods = $methods;
        type Served<T> = WithPolicy<T>;

        const POLICY: Option<&'static Policy> = Some($annotated::POLICY);

        fn into_handler(self, _: Sealed) -> WithoutPolicy<$handler> {
            WithoutPolicy(self)
        }

        fn serve<T>(service: T, _: Sealed) -> WithPolicy<T> {
            with_policy($annotated::POLICY, service)
        }
    };
}

impl<H, A, F, L, S> MountableForAny<WithAttribute<(A, F, L)>, S> for H
where
    H: FnOnce() -> MountWithCorsRouting<A, F, L> + Clone + Send + Sync + 'static,
    A: Annotated,
    F: Future<Output: IntoResponse> + Send + 'static,
{
    type Arguments = ((),);
    of_annotated!(H, A, L);
}

/// One implementation for each number of arguments, up to axum's sixteen. As in axum, only the last one may take the
/// body.
macro_rules! with_arguments {
    ($($argument:ident)* ; $last:ident) => {
        #[diagnostic::do_not_recommend]
        impl<H, A, F, L, S, M, $($argument,)* $last> Handler<(M, $($argument,)* $last,), S>
            for WithoutPolicy<H>
        where
            H: FnOnce($($argument,)* $last) -> MountWithCorsRouting<A, F, L> + Clone + Send + Sync + 'static,
            F: Future<Output: IntoResponse> + Send + 'static,
            S: Send + Sync + 'static,
            $($argument: FromRequestParts<S> + Send + 'static,)*
            $last: FromRequest<S, M> + Send + 'static,
        {
            type Future = HandlerFuture;

            #[allow(non_snake_case, reason = "a type and its value share a name")]
            fn call(self, request: Request, state: S) -> HandlerFuture {
                let handler = move |$($argument: $argument,)* $last: $last| {
                    self.0($($argument,)* $last).into_future()
                };
                Handler::<(M, $($argument,)* $last,), S>::call(handler, request, state)
            }
        }

        impl<H, A, F, L, S, M, $($argument,)* $last>
            MountableForAny<WithAttribute<(A, F, L, M, $($argument,)* $last)>, S> for H
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
            of_annotated!(H, A, L);
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

/// Marks handlers with a layer of their own.
#[doc(hidden)]
#[derive(Debug)]
pub struct WithLayer<M>(PhantomData<M>);

#[diagnostic::do_not_recommend]
impl<L, H, M, S> MountableForAny<WithLayer<M>, S> for LayeredHandler<L, H, M, S>
where
    H: MountableForAny<M, S>,
    L: Layer<HandlerService<H::Handler, H::Arguments, S>> + Clone + Send + Sync + 'static,
    L::Service:
        Service<Request, Response: IntoResponse, Error = Infallible, Future: Send> + Clone + Send + 'static,
    S: 'static,
{
    type Arguments = H::Arguments;
    type Handler = axum::handler::Layered<L, H::Handler, H::Arguments, S>;
    type Methods = H::Methods;
    type Served<T> = H::Served<T>;

    const POLICY: Option<&'static Policy> = H::POLICY;

    fn into_handler(self, _: Sealed) -> Self::Handler {
        let (layer, handler) = self.into_parts();
        Handler::layer(handler.into_handler(Sealed), layer)
    }

    fn serve<T>(service: T, _: Sealed) -> H::Served<T> {
        H::serve(service, Sealed)
    }
}

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
