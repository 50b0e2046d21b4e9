//! What can be mounted as a service: services, alone or with a policy.

use std::convert::Infallible;

use axum::extract::Request;
use axum::response::IntoResponse;
use tower_service::Service;

use super::known::service_policy;
use crate::adapter::sealed::Sealed;
use crate::policy::Policy;
use crate::policy::annotated::{MountWithCorsRouting, NoAttribute, WithoutAttribute};
use crate::protocol::method_table::Mounted;

/// What is given where a service is mounted: one that is mounted, or what an annotated function returned.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a service that can be mounted",
    label = "not a service",
    note = "a service implements `Service<Request, Error = Infallible>`, and is `Clone + Send + Sync + 'static`"
)]
pub trait GivenAsService {
    #[doc(hidden)]
    type Service: Service<Request, Error = Infallible, Response: IntoResponse + 'static, Future: Send + 'static>
        + Clone
        + Send
        + Sync
        + 'static;

    #[doc(hidden)]
    type Returned;

    #[doc(hidden)]
    fn into_parts(self, _: Sealed) -> (Self::Service, Option<&'static Policy>);
}

/// A service that can be mounted: any that axum mounts, or one together with [its policy](with_policy).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a service that can be mounted",
    label = "not a service",
    note = "a service implements `Service<Request, Error = Infallible>`, and is `Clone + Send + Sync + 'static`"
)]
pub trait MountableService: GivenAsService<Returned: WithoutAttribute> {}

// The only implementation, so that the compiler reports which of its conditions is not met.
impl<T> MountableService for T where T: GivenAsService<Returned: WithoutAttribute> {}

impl<T> GivenAsService for T
where
    T: Service<Request, Error = Infallible> + Clone + Send + Sync + 'static,
    T::Response: IntoResponse + 'static,
    T::Future: Send + 'static,
{
    type Service = T;
    type Returned = NoAttribute;

    fn into_parts(self, _: Sealed) -> (T, Option<&'static Policy>) {
        (self, None)
    }
}

impl<T> GivenAsService for WithPolicy<T>
where
    T: Service<Request, Error = Infallible> + Clone + Send + Sync + 'static,
    T::Response: IntoResponse + 'static,
    T::Future: Send + 'static,
{
    type Service = T;
    type Returned = NoAttribute;

    fn into_parts(self, _: Sealed) -> (T, Option<&'static Policy>) {
        (self.service, Some(self.policy))
    }
}

/// What an annotated function returned. It is refused for its `Returned`, so that the compiler says why.
impl<A, F> GivenAsService for MountWithCorsRouting<A, F> {
    type Service = axum::routing::MethodRouter;
    type Returned = F;

    fn into_parts(self, _: Sealed) -> (Self::Service, Option<&'static Policy>) {
        (axum::routing::MethodRouter::new(), None)
    }
}

/// The service, and what is known about its policy.
pub(super) fn service_parts<T: MountableService>(service: T) -> (T::Service, Mounted) {
    let (service, policy) = service.into_parts(Sealed);
    let mounted = policy.map_or_else(|| Mounted::without(service_policy(&service)), Mounted::with);
    (service, mounted)
}

/// A service with a policy, to be mounted; made by [`with_policy`].
///
/// It is not a service itself, so that nothing mounts it without its policy.
#[must_use = "a service answers no requests until it is mounted"]
#[derive(Clone, Copy, Debug)]
pub struct WithPolicy<T> {
    service: T,
    policy: &'static Policy,
}

/// Gives a service a policy, as `#[cors(...)]` gives one to a handler.
///
/// Everything that takes a service takes the result: [`any_service`](super::any_service),
/// [`get_service`](super::get_service) and the like, [`Router::route_service`](super::Router::route_service),
/// [`nest_service`](super::Router::nest_service) and [`fallback_service`](super::Router::fallback_service). The policy is
/// outside every layer.
///
/// ```
/// use cors_runtime::{axum::{Router, with_policy}, policy, Policy};
/// # use axum::middleware::{from_fn, Next};
/// # async fn auth(request: axum::extract::Request, next: Next) -> axum::response::Response { next.run(request).await }
/// # let tools = axum::routing::post(|| async {});
///
/// static TOOLS: Policy = policy!(origins = ["https://app.example.com"], headers = ["authorization"]);
///
/// let app: Router = Router::new().nest_service("/mcp", with_policy(&TOOLS, tools)).layer(from_fn(auth));
/// ```
pub const fn with_policy<T>(policy: &'static Policy, service: T) -> WithPolicy<T> {
    WithPolicy { service, policy }
}
