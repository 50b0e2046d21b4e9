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
//! Where one layer stands inside of another, the answer bears the headers of the outer one.

use std::sync::Arc;
use std::task::{Context, Poll};

use ::http::{Request, Response};
use tower_layer::Layer;
use tower_service::Service;

pub use crate::adapter::http::ResponseFuture;
use crate::adapter::http::call;
use crate::path_table::PathTable;
use crate::policy::Policy;

/// Puts a service under a policy.
#[derive(Clone, Debug)]
pub struct CorsLayer {
    table: Arc<PathTable>,
}

impl CorsLayer {
    /// A layer with the policy, made with [`policy!(...)`](crate::policy).
    pub fn new(policy: &'static Policy) -> Self {
        let mut table = PathTable::default();
        table.mount_any(Some(policy));
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
    table: Arc<PathTable>,
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
        call(Some(&self.table), request, &mut self.inner)
    }
}
