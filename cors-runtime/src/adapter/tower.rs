//! One policy for a whole [tower](https://docs.rs/tower-service) service with the types of `http`, such as a hyper or
//! tonic service, or a whole router.
//!
//! ```
//! use cors_runtime::{Policy, policy, tower::CorsLayer};
//! use tower_layer::Layer;
//! # use http::{Request, Response};
//! # use std::convert::Infallible;
//!
//! static PARTNERS: Policy = policy!(origins = ["https://*.partner.example"], methods = ["PUT"]);
//!
//! # let service = tower::service_fn(|_: Request<String>| async { Ok::<_, Infallible>(Response::new(String::new())) });
//! let service = CorsLayer::new(&PARTNERS).layer(service);
//! ```
//!
//! A policy with `methods` accepts preflights for those methods, and for GET, HEAD and POST; one without `methods`
//! accepts them for every method. The layer answers every preflight, even for a path that the service does not have:
//! only the service knows its paths. Ordinary OPTIONS requests go to the service.
//!
//! A layer has one policy. If the methods of a path need different policies, annotate each handler, and mount them with
//! a router that reads the annotations (`cors_runtime::axum`, `cors_runtime::rocket`).
//!
//! # Nested CORS layers
//!
//! CORS layers can be nested: this layer, the routers of this crate, and the CORS layers of other crates. The outermost
//! one answers the preflights, and only its headers are in the response. (A router of this crate leaves the responses of
//! routes without a policy alone.)
//!
//! In a router of `cors_runtime::axum`, a service inside this layer is also inside the layers of the router: an
//! authentication there refuses its preflights. Mount such a service with its policy instead
//! (`cors_runtime::axum::with_policy`).
//!
//! # Limits
//!
//! A service is asked whether it is ready before the request is known. So while a concurrency limit inside this layer is
//! exhausted, preflights wait too. A limit outside this layer counts preflights.
//!
//! # hyper
//!
//! hyper serves the service through `hyper_util`:
//!
//! ```
//! use cors_runtime::{Policy, policy, tower::CorsLayer};
//! use hyper_util::{rt::{TokioExecutor, TokioIo}, server::conn::auto, service::TowerToHyperService};
//! use tower_layer::Layer;
//! # use std::convert::Infallible;
//!
//! static PARTNERS: Policy = policy!(origins = ["https://*.partner.example"], methods = ["PUT"]);
//!
//! # async fn serve(stream: tokio::net::TcpStream) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
//! # let service = tower::service_fn(|_: http::Request<_>| async { Ok::<_, Infallible>(http::Response::new(String::new())) });
//! let service = TowerToHyperService::new(CorsLayer::new(&PARTNERS).layer(service));
//! auto::Builder::new(TokioExecutor::new()).serve_connection(TokioIo::new(stream), service).await
//! # }
//! ```
//!
//! # gRPC-web
//!
//! To a browser, gRPC-web is a POST with its own request and response headers. The policy lists them:
//!
//! ```
//! # use cors_runtime::{Policy, policy};
//! static GRPC_WEB: Policy = policy!(
//!     origins = ["https://app.example.com"],
//!     methods = ["POST"],
//!     headers = ["content-type", "grpc-timeout", "x-grpc-web", "x-user-agent"],
//!     expose_headers = ["grpc-message", "grpc-status"],
//! );
//! ```
//!
//! In tonic the layer is outside the layer of `tonic_web`, which does not handle preflights:
//!
//! ```text
//! Server::builder()
//!     .accept_http1(true)
//!     .layer(CorsLayer::new(&GRPC_WEB))
//!     .layer(tonic_web::GrpcWebLayer::new())
//!     .add_service(service)
//! ```
//!
//! The limits of `Server` stand outside every layer. Its answers to calls that took longer than `Server::timeout` or the
//! `grpc-timeout` of the request, or that `load_shed` refused, have no CORS headers, so that pages cannot read them. Where pages
//! must know, add the limit as a layer inside this one.

use std::cell::Cell;
use std::ptr;
use std::sync::Arc;
use std::task::{Context, Poll};

use ::http::{Request, Response};
use tower_layer::Layer;
use tower_service::Service;

pub use crate::adapter::http::ResponseFuture;
use crate::adapter::http::{Step, ask};
use crate::policy::Policy;
use crate::policy::route_policy::KnownPolicy;
use crate::protocol::events::answers_are_explained;
use crate::protocol::explained::ExplainedAnswers;
use crate::protocol::method_table::{MethodTable, Mounted};

/// Applies a policy to a service.
#[derive(Clone, Debug)]
pub struct CorsLayer {
    table: Arc<MethodTable>,
    explained: ExplainedAnswers,
}

impl CorsLayer {
    /// A layer with a policy, which [`policy!(...)`](crate::policy) makes.
    ///
    /// # Panics
    ///
    /// If the source of `origins_from` cannot be used; the message lists all its mistakes. [`Policy::prepare`]
    /// returns them instead.
    #[track_caller]
    pub fn new(policy: &'static Policy) -> Self {
        policy.prepare_or_panic();
        let mut table = MethodTable::default();
        table.mount_any(Mounted::with(policy));
        table.finish();
        Self { table: Arc::new(table), explained: ExplainedAnswers::default() }
    }

    /// Turns [explained answers](crate::explain#explained-answers) on or off. Here they have no body: the layer does not know
    /// how to make one.
    ///
    /// # Panics
    ///
    /// If they are turned on in a release build without the feature `explain`.
    #[track_caller]
    #[must_use]
    pub fn explained_answers(self, is_on: bool) -> Self {
        Self { explained: ExplainedAnswers::new(is_on), ..self }
    }

    /// The policy of the layer.
    #[cfg(feature = "axum")]
    pub(super) fn known_policy(&self) -> KnownPolicy {
        policy_in(&self.table)
    }
}

impl<S> Layer<S> for CorsLayer {
    type Service = Cors<S>;

    fn layer(&self, inner: S) -> Cors<S> {
        answers_are_explained(self.explained);
        Cors { inner, table: Arc::clone(&self.table), explained: self.explained }
    }
}

/// A service with a policy; made by [`CorsLayer`].
#[derive(Debug)]
pub struct Cors<S> {
    inner: S,
    table: Arc<MethodTable>,
    explained: ExplainedAnswers,
}

/// The only policy of a table.
fn policy_in(table: &MethodTable) -> KnownPolicy {
    table.mounted().next().map_or(KnownPolicy::None, |(_, known)| known)
}

/// A service that was cloned: where it is, its size, and its policy.
type Cloned = (usize, usize, KnownPolicy);

thread_local! {
    /// Whether a service is asked for its policy.
    static IS_ASKED: Cell<bool> = const { Cell::new(false) };
    /// What was cloned last while a service was asked.
    static CLONED: Cell<Option<Cloned>> = const { Cell::new(None) };
}

impl<S: Clone> Clone for Cors<S> {
    #[inline]
    fn clone(&self) -> Self {
        let clone =
            Self { inner: self.inner.clone(), table: Arc::clone(&self.table), explained: self.explained };
        // Only axum's router asks.
        if cfg!(feature = "axum") && IS_ASKED.get() {
            CLONED.set(Some((ptr::from_ref(self).addr(), size_of::<Self>(), policy_in(&self.table))));
        }
        clone
    }
}

/// The policy of a service that is a [`Cors`] of any service. Called while routes are added.
///
/// A router does not know the type of the service inside, which it would need for a downcast. So a `Cors` tells its
/// policy while it is cloned: one that fills the whole service is the service.
#[cfg(feature = "axum")]
pub(super) fn policy_of<T: Clone>(service: &T) -> Option<KnownPolicy> {
    CLONED.set(None);
    IS_ASKED.set(true);
    drop(service.clone());
    IS_ASKED.set(false);
    let (address, size, policy) = CLONED.take()?;
    ((address, size) == (ptr::from_ref(service).addr(), size_of::<T>())).then_some(policy)
}

impl<S, Req, Res> Service<Request<Req>> for Cors<S>
where
    S: Service<Request<Req>, Response = Response<Res>>,
    Res: Default,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = ResponseFuture<S::Future, Res>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    #[inline]
    fn call(&mut self, request: Request<Req>) -> Self::Future {
        match ask(Some(&self.table), self.explained, &request, |_, _| ()) {
            Step::Forward(completion) => ResponseFuture::forwarded(self.inner.call(request), completion),
            Step::Respond(response) => ResponseFuture::responded(response),
        }
    }
}
