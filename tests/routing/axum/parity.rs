//! A program for `axum::routing` compiles for `cors_runtime::axum::routing`.

use std::convert::Infallible;

use axum::extract::{Request, State};
use axum::middleware::from_fn;
use axum::response::Response;
use tower::service_fn;

async fn handler() -> &'static str {
    "handler"
}

async fn with_state(State(number): State<u32>) -> String {
    number.to_string()
}

async fn pass(request: Request, next: axum::middleware::Next) -> Response {
    next.run(request).await
}

async fn serve(_: Request) -> Result<Response, Infallible> {
    Ok(Response::default())
}

/// The program, with the module in which it finds its names.
macro_rules! program {
    ($name:ident uses $($module:ident)::+) => {
        mod $name {
            use $($module)::+::{
                IntoMakeService, MethodFilter, MethodRouter, Route, Router, any, any_service, connect, connect_service,
                delete, delete_service, future, get, get_service, head, head_service, on, on_service, options,
                options_service, patch, patch_service, post, post_service, put, put_service, trace, trace_service,
            };

            use super::{from_fn, handler, pass, serve, service_fn, with_state};

            /// Types that a signature may name.
            #[expect(dead_code, reason = "only the names are of interest")]
            pub(super) type Named = (IntoMakeService<Router>, Route, future::RouteFuture<std::convert::Infallible>);

            pub(super) fn app() -> Router {
                let each = connect(handler)
                    .delete(handler)
                    .get(handler)
                    .head(handler)
                    .options(handler)
                    .patch(handler)
                    .post(handler)
                    .put(handler)
                    .trace(handler);
                let each_service = connect_service(service_fn(serve))
                    .delete_service(service_fn(serve))
                    .get_service(service_fn(serve))
                    .head_service(service_fn(serve))
                    .options_service(service_fn(serve))
                    .patch_service(service_fn(serve))
                    .post_service(service_fn(serve))
                    .put_service(service_fn(serve))
                    .trace_service(service_fn(serve));
                let some = on(MethodFilter::GET.or(MethodFilter::DELETE), handler)
                    .on(MethodFilter::PUT, handler)
                    .on_service(MethodFilter::POST, service_fn(serve));
                let composed: MethodRouter<u32> = MethodRouter::new()
                    .get(with_state)
                    .merge(post(handler))
                    .merge(delete_service(service_fn(serve)))
                    .merge(head_service(service_fn(serve)))
                    .fallback(handler)
                    .layer(from_fn(pass))
                    .route_layer(from_fn(pass));
                let others = [
                    delete(handler),
                    get(handler),
                    head(handler),
                    options(handler),
                    patch(handler),
                    put(handler),
                    trace(handler),
                    get_service(service_fn(serve)),
                    options_service(service_fn(serve)),
                    patch_service(service_fn(serve)),
                    post_service(service_fn(serve)),
                    put_service(service_fn(serve)),
                    trace_service(service_fn(serve)),
                    on_service(MethodFilter::GET, service_fn(serve)),
                    any_service(service_fn(serve)),
                ];
                let others = others.into_iter().enumerate();
                let others =
                    others.fold(Router::new(), |router, (place, method)| router.route(&format!("/{place}"), method));
                Router::new()
                    .route("/each", each)
                    .route("/each-service", each_service)
                    .route("/some", some)
                    .route("/any", any(handler))
                    .route("/composed", composed.with_state(7))
                    .nest("/others", others)
            }
        }
    };
}

program!(of_axum uses axum::routing);
program!(ours uses cors_runtime::axum::routing);

/// It answers the same, too.
#[tokio::test]
async fn a_program_for_axum_compiles_and_answers_the_same() {
    use axum::body::{Body, to_bytes};
    use tower::ServiceExt as _;

    for path in ["/each", "/each-service", "/some", "/any", "/composed", "/others/3", "/others/14", "/none"] {
        for method in
            ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "CONNECT", "PURGE"]
        {
            let request =
                || Request::builder().method(method).uri(path).body(Body::empty()).expect("a request");
            let theirs = of_axum::app().oneshot(request()).await.expect("a response");
            let own = ours::app().oneshot(request()).await.expect("a response");
            assert_eq!(own.status(), theirs.status(), "{method} {path}");
            assert_eq!(own.headers(), theirs.headers(), "{method} {path}");
            let [own, theirs] = [own, theirs].map(Response::into_body);
            let bodies =
                (to_bytes(own, 99).await.expect("a body"), to_bytes(theirs, 99).await.expect("a body"));
            assert_eq!(bodies.0, bodies.1, "{method} {path}");
        }
    }
}
