//! Whole applications on axum, with parts that know nothing of this library, served over TCP.
//!
//! Each is written twice, in files of its folder: `before.rs` uses tower-http and `after.rs` this library; `parts.rs` is what
//! both have. The requests are in the `.http` file of the same name. What concerns CORS in a response is compared, and the body
//! where the case has one. `cors-runtime/src/migration.md` tells what changes from one to the other.

/// Handlers in an `OpenAPI` document, Swagger UI, and a router of another crate.
mod bookshop {
    pub(crate) mod after;
    pub(crate) mod before;
    mod parts;
}

/// Everything from a file and the environment. `examples/configured` is what this becomes, and starts right and wrong there.
mod configured {
    pub(crate) mod before;
}

/// Nested modules, each with its own authentication, with events, a `WebSocket`, files, and services: tools for agents (MCP),
/// calls of procedures (gRPC-web) and queries (GraphQL).
mod platform {
    pub(crate) mod after;
    pub(crate) mod before;
    mod parts;
}

/// Static files, documentation, a page for all other paths, and a session; and one policy for everything that has none.
mod storefront {
    pub(crate) mod after;
    pub(crate) mod before;
    mod parts;
}

mod guide;

use axum::serve;
use cors_runtime::axum::Router;
use cors_tests::exchange::{Exchange, Tcp};
use cors_tests::message::{Request, Response};
use cors_tests::notation::parse_file;
use cors_tests::run::{Failed, Subject};
use cors_tests::witness::Witness;
use tokio::net::TcpListener;

/// Leaves only the headers that concern CORS.
struct CorsHeaders(Tcp);

impl Exchange for CorsHeaders {
    async fn send(&self, request: &Request) -> Result<Response, String> {
        let mut response = self.0.send(request).await?;
        response.lines.retain(|line| {
            let name = line.name.to_ascii_lowercase();
            name.starts_with("access-control-") || name == "vary"
        });
        Ok(response)
    }
}

/// Sends the requests of a file to a server.
async fn check<S>(server: S, cases: &str) -> Result<(), Failed>
where
    S: IntoServer,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    server.spawn(listener);
    let cases = parse_file("applications", cases).expect("cases");
    let subject = Subject {
        names: &["axum", "tcp"],
        exchange: CorsHeaders(Tcp(address)),
        witness: Witness::default(),
        prefix: "",
    };
    subject.run(&cases).await.conclude()
}

/// What can be served.
trait IntoServer {
    fn spawn(self, listener: TcpListener);
}

impl IntoServer for Router {
    fn spawn(self, listener: TcpListener) {
        tokio::spawn(async { serve(listener, self).await });
    }
}

impl IntoServer for axum::Router {
    fn spawn(self, listener: TcpListener) {
        tokio::spawn(async { serve(listener, self).await });
    }
}

/// Sends them to the router as it is, and converted; to both as a release build serves them.
async fn check_both_ways(router: Router, cases: &str) -> Result<(), Failed> {
    let router = router.explained_answers(false);
    check(router.clone(), cases).await?;
    check(axum::Router::from(router), cases).await
}

macro_rules! applications {
    ($($name:ident),+) => {
        mod before {
            use crate::{Failed, check};

            $(
                #[tokio::test]
                async fn $name() -> Result<(), Failed> {
                    let cases = include_str!(concat!(stringify!($name), "/before.http"));
                    check(crate::$name::before::router(), cases).await
                }
            )+
        }

        mod after {
            use crate::{Failed, check_both_ways};

            $(
                #[tokio::test]
                async fn $name() -> Result<(), Failed> {
                    let cases = include_str!(concat!(stringify!($name), "/after.http"));
                    check_both_ways(crate::$name::after::router(), cases).await
                }
            )+
        }
    };
}

/// What `examples/configured` does not start with.
#[tokio::test]
async fn mistakes_start_with_tower_http() -> Result<(), Failed> {
    let file = include_str!("../../examples/configured/app.toml");
    let router =
        configured::before::router(&file.replace("app.example.com", "app.example.com/")).expect("it starts");
    check(router, include_str!("configured/before.http")).await
}

applications!(bookshop, platform, storefront);
