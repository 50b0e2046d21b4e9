//! Handlers, services, layers and paths, of which routers are built.

use std::convert::Infallible;

use axum::body::Body;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::MethodFilter;
use cors_runtime::axum::{MethodRouter, with_policy};
use cors_runtime::{Policy, cors, policy};
use http::{Request, StatusCode};
use tower::{Service, service_fn};

use super::numbers::Numbers;

pub(super) const ORIGIN: &str = "https://app.example.com";
/// A request with it passes the layers.
pub(super) const PASS: &str = "x-pass";
/// The name of what ran.
pub(super) const RAN: &str = "x-ran";

/// Responses tell their policy by the exposed header, answers to preflights by the seconds.
macro_rules! policies {
    ($($name:ident $handler:ident $number:literal $exposed:literal,)+) => {
        $(
            static $name: Policy =
                policy!(origins = ["https://app.example.com"], expose_headers = [$exposed], max_age = $number);

            #[cors(policy = $name)]
            async fn $handler() -> Response {
                ran(concat!("p", stringify!($number)))
            }
        )+

        pub(super) static POLICIES: [&Policy; 6] = [$(&$name),+];

        /// Mounts the annotated handler with the number.
        fn on_annotated(router: MethodRouter<u8>, filter: MethodFilter, number: usize) -> MethodRouter<u8> {
            match number {
                $($number => router.on(filter, $handler),)+
                _ => unreachable!("a number below 6"),
            }
        }

        fn any_annotated(number: usize) -> MethodRouter<u8> {
            match number {
                $($number => cors_runtime::axum::any($handler),)+
                _ => unreachable!("a number below 6"),
            }
        }

        pub(super) fn fallback_annotated(
            router: cors_runtime::axum::Router<u8>,
            number: usize,
        ) -> cors_runtime::axum::Router<u8> {
            match number {
                $($number => router.fallback($handler),)+
                _ => unreachable!("a number below 6"),
            }
        }
    };
}

policies! {
    P0 handler_0 0 "x-0",
    P1 handler_1 1 "x-1",
    P2 handler_2 2 "x-2",
    P3 handler_3 3 "x-3",
    P4 handler_4 4 "x-4",
    P5 handler_5 5 "x-5",
}

fn ran(name: &str) -> Response {
    ([(RAN, name)], "").into_response()
}

/// What responds, with its name.
#[derive(Clone, Debug)]
pub(super) enum Part {
    /// The handler with the policy of the number.
    Annotated(usize),
    /// A handler without a policy.
    Plain(String),
    /// A service, and the number of its policy.
    Service(String, Option<usize>),
}

pub(super) fn handler(
    name: &str,
) -> impl Fn() -> std::future::Ready<Response> + Clone + Send + Sync + 'static {
    let name = name.to_owned();
    move || std::future::ready(ran(&name))
}

pub(super) fn service(
    name: &str,
) -> impl Service<Request<Body>, Response = Response, Error = Infallible, Future: Send>
+ Clone
+ Send
+ Sync
+ 'static {
    let name = name.to_owned();
    service_fn(move |_| std::future::ready(Ok(ran(&name))))
}

impl Part {
    pub(super) fn name(&self) -> String {
        match self {
            Self::Annotated(number) => format!("p{number}"),
            Self::Plain(name) | Self::Service(name, _) => name.clone(),
        }
    }

    /// Mounts the part; for every other method without a filter.
    pub(super) fn mount(&self, router: MethodRouter<u8>, filter: Option<MethodFilter>) -> MethodRouter<u8> {
        match (self, filter) {
            (Self::Annotated(number), Some(filter)) => on_annotated(router, filter, *number),
            (Self::Annotated(number), None) => router.merge(any_annotated(*number)),
            (Self::Plain(name), Some(filter)) => router.on(filter, handler(name)),
            (Self::Plain(name), None) => router.merge(cors_runtime::axum::any(handler(name))),
            (Self::Service(name, None), Some(filter)) => router.on_service(filter, service(name)),
            (Self::Service(name, None), None) => router.merge(cors_runtime::axum::any_service(service(name))),
            (Self::Service(name, Some(number)), Some(filter)) => {
                router.on_service(filter, with_policy(POLICIES[*number], service(name)))
            }
            (Self::Service(name, Some(number)), None) => {
                router.merge(cors_runtime::axum::any_service(with_policy(POLICIES[*number], service(name))))
            }
        }
    }

    /// The same with axum alone.
    pub(super) fn mount_model(
        &self,
        router: axum::routing::MethodRouter<u8>,
        filter: Option<MethodFilter>,
    ) -> axum::routing::MethodRouter<u8> {
        match (self, filter) {
            (Self::Service(name, _), Some(filter)) => router.on_service(filter, service(name)),
            (Self::Service(name, _), None) => router.merge(axum::routing::any_service(service(name))),
            (_, Some(filter)) => router.on(filter, handler(&self.name())),
            (_, None) => router.merge(axum::routing::any(handler(&self.name()))),
        }
    }
}

/// A layer that responds instead of the routes.
pub(super) async fn deny(request: Request<Body>, next: Next) -> Response {
    if request.headers().contains_key(PASS) {
        next.run(request).await
    } else {
        StatusCode::UNAUTHORIZED.into_response()
    }
}

pub(super) fn random_filter(numbers: &mut Numbers) -> MethodFilter {
    numbers.pick(&[
        MethodFilter::GET,
        MethodFilter::POST,
        MethodFilter::PUT,
        MethodFilter::DELETE,
        MethodFilter::HEAD,
        MethodFilter::OPTIONS,
        MethodFilter::GET.or(MethodFilter::PUT),
    ])
}

pub(super) fn random_route(numbers: &mut Numbers) -> &'static str {
    numbers.pick(&[
        "/", "/a", "/b", "/a/", "/a/b", "/b/a", "/{x}", "/{y}", "/{x}/b", "/a/{x}", "/b/{x}", "/{x}/{y}",
        "/a/{x}/b", "/{*x}", "/a/{*x}", "/b/{*y}", "/a-{x}", "/{{x}}", "/{x}/", "/-", "/a/-",
    ])
}

pub(super) fn random_prefix(numbers: &mut Numbers) -> &'static str {
    numbers.pick(&["/a", "/b", "/{x}", "/a/b", "/a/", "/{x}/", "/a/{y}"])
}

/// The path of a request.
pub(super) fn random_path(numbers: &mut Numbers) -> String {
    let mut path = if numbers.one_in(3) { String::from("/host") } else { String::new() };
    for _ in 0..=numbers.below(4) {
        path.push('/');
        path.push_str(numbers.pick(&["a", "b", "a", "b", "c", "-", "~", "a-7", "{x}", "", "a%2Fb"]));
    }
    path
}

/// Gives parts their names.
pub(super) struct Names(pub(super) usize);

impl Names {
    pub(super) fn next(&mut self) -> String {
        self.0 += 1;
        format!("n{}", self.0)
    }
}
