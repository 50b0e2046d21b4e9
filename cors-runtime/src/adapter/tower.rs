//! One policy for a whole [tower](https://docs.rs/tower-service) service with the types of `http`: hyper,
//! tonic, a whole router.
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
//! The service is taken for one that is mounted for any method: a policy with `methods` accepts
//! preflights for those, and for GET, HEAD and POST; one without accepts them for every method. Every
//! preflight is answered in the layer, also one for a path that the service does not have, since only
//! the service knows its paths. An ordinary OPTIONS request goes to the service.
//!
//! A layer has one policy. Where the methods of a path have several, that is for an attribute on each handler,
//! and a router that knows them (`cors_runtime::axum`, `cors_runtime::rocket`).
//!
//! # Around one another
//!
//! Where one CORS step stands inside of another, be it a layer, a router of this crate or the CORS layer of another
//! crate, an answer bears the headers of the outermost one alone, and the outermost answers the preflights. (A
//! router of this crate is a step for its routes with a policy only, so that what the others answer is left alone.)
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
//! To a browser, gRPC-web is a POST with headers of its own. They and the two that its answers bear are named in the
//! policy; nothing else is needed:
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
//! In tonic the layer stands outside of that of `tonic_web`, which knows nothing of preflights:
//!
//! ```text
//! Server::builder()
//!     .accept_http1(true)
//!     .layer(CorsLayer::new(&GRPC_WEB))
//!     .layer(tonic_web::GrpcWebLayer::new())
//!     .add_service(service)
//! ```

use std::sync::Arc;
use std::task::{Context, Poll};

use ::http::{Request, Response};
use tower_layer::Layer;
use tower_service::Service;

pub use crate::adapter::http::ResponseFuture;
use crate::adapter::http::ask;
use crate::policy::Policy;
use crate::protocol::method_table::MethodTable;

/// Puts a service under a policy.
#[derive(Clone, Debug)]
pub struct CorsLayer {
    table: Arc<MethodTable>,
}

impl CorsLayer {
    /// A layer with the policy, made with [`policy!(...)`](crate::policy).
    ///
    /// # Panics
    ///
    /// If the source of `origins_from` cannot be used; the message lists all its mistakes. [`Policy::prepare`]
    /// returns them instead.
    #[track_caller]
    pub fn new(policy: &'static Policy) -> Self {
        policy.prepare_or_panic();
        let mut table = MethodTable::default();
        table.mount_any(Some(policy));
        table.finish();
        Self { table: Arc::new(table) }
    }
}

impl<S> Layer<S> for CorsLayer {
    type Service = Cors<S>;

    fn layer(&self, inner: S) -> Cors<S> {
        Cors { inner, table: Arc::clone(&self.table) }
    }
}

/// A service under a policy; made by [`CorsLayer`].
#[derive(Clone, Debug)]
pub struct Cors<S> {
    inner: S,
    table: Arc<MethodTable>,
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
        ResponseFuture::new(ask(Some(&self.table), &request), || self.inner.call(request))
    }
}
