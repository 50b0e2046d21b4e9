//! The router as one of axum, whose routes have the CORS step as their outermost layer.

use std::any::Any;
use std::convert::Infallible;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::Body;
use axum::extract::{MatchedPath, NestedPath, OriginalUri, Request};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::future::RouteFuture;
use axum::routing::{Route, options};
use tower_layer::layer_fn;
use tower_service::Service;

use super::lookup::PlainParts;
use super::path_tables::PathTables;
use super::router::Router;
use super::service::set_text;
use crate::adapter::http::{self, ResponseFuture};
use crate::protocol::method_table::MethodTable;

/// Each route has the CORS step as its outermost layer, so layers around the result see preflights too; see
/// [conversions](super#conversions).
///
/// # Panics
///
/// If a plain router was merged into a router that still misses state. Provide the state first, or merge the plain
/// router into the result.
impl<S: Clone + Send + Sync + 'static> From<Router<S>> for axum::Router<S> {
    #[track_caller]
    fn from(router: Router<S>) -> Self {
        let tables = router.tables;
        let plain = router.plain.map(|plain| {
            // Only a router without missing state can be asked for its routes.
            let plain = (Box::new(plain) as Box<dyn Any>).downcast::<PlainParts<()>>();
            #[expect(clippy::panic, reason = "while routes are added, as axum does")]
            let Ok(plain) = plain else {
                panic!(
                    "a router that misses state and contains a plain router cannot be converted; \
                     call `with_state` first"
                );
            };
            *plain
        });
        let parts = Arc::new(Parts { tables, plain });
        let with_options = parts.known().routes().filter(|(path, table)| {
            // axum would refuse these paths here, if it does not know that they were allowed.
            table.generates_options() && !path.contains("/:") && !path.contains("/*")
        });
        // Of two routers with the same path, axum keeps one 405. The step must see OPTIONS whichever it is.
        let inner = with_options.fold(router.inner, |inner, (path, _)| {
            inner.route(path, options(|| async { StatusCode::METHOD_NOT_ALLOWED }))
        });
        inner.layer(layer_fn(move |route| CorsRoute { route, parts: Arc::clone(&parts) }))
    }
}

/// What the step looks up a request in.
#[derive(Debug)]
struct Parts {
    tables: Arc<PathTables>,
    plain: Option<PlainParts<()>>,
}

impl Parts {
    /// The table for a request that axum has handed to one of the routes.
    fn find(&self, request: &Request) -> Option<&MethodTable> {
        if !has_original_path(request) {
            let (written, table) = self.known().route(request.uri().path())?;
            return is_matched(request, written).then_some(table);
        }
        match &self.plain {
            None => self.tables.find(request.uri().path()),
            Some(plain) => plain.find(&self.tables, request),
        }
    }

    fn known(&self) -> &PathTables {
        self.plain.as_ref().map_or(&self.tables, |plain| plain.lookup(&self.tables).tables())
    }
}

/// Whether the path of a request is the one that the outermost router saw, without the prefixes of the routers around
/// this one. Then it is certain by which path axum has found the route.
///
/// It is not if something has changed it, or if it has two slashes after a prefix: axum strips both.
fn has_original_path(request: &Request) -> bool {
    let path = request.uri().path();
    let Some(OriginalUri(original)) = request.extensions().get() else { return true };
    let segments = prefix(request).split('/').filter(|segment| !segment.is_empty()).count();
    // The first part is before the first slash.
    match original.path().splitn(segments + 2, '/').nth(segments + 1) {
        Some(rest) => path.strip_prefix('/') == Some(rest),
        None => path == "/" || path == original.path(),
    }
}

/// Whether axum has found the route with the path, as written.
fn is_matched(request: &Request, written: &str) -> bool {
    let Some(matched) = request.extensions().get::<MatchedPath>() else { return false };
    matched.as_str().strip_prefix(prefix(request).trim_end_matches('/')) == Some(written)
}

/// The prefixes of the routers around this one.
fn prefix(request: &Request) -> &str {
    request.extensions().get().map_or("", NestedPath::as_str)
}

/// A route in the CORS step.
#[derive(Clone, Debug)]
struct CorsRoute {
    route: Route,
    parts: Arc<Parts>,
}

impl Service<Request> for CorsRoute {
    type Response = Response;
    type Error = Infallible;
    type Future = ResponseFuture<RouteFuture<Infallible>, Body>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        match http::ask(self.parts.find(&request), self.parts.tables.explained(), &request, set_text) {
            http::Step::Forward(completion) => {
                ResponseFuture::forwarded(self.route.call(request), completion)
            }
            http::Step::Respond(response) => ResponseFuture::responded(response),
        }
    }
}
