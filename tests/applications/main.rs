//! Whole applications on axum, with parts that know nothing of this library, served over TCP.
//!
//! Each is a router in a `.rs` file, and its requests in the `.http` file of the same name. What concerns CORS in a
//! response is compared, and the body where the case has one.

mod platform;
mod storefront;

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

#[tokio::test]
async fn a_storefront() -> Result<(), Failed> {
    check_both_ways(storefront::router(), include_str!("storefront.http")).await
}

#[tokio::test]
async fn a_platform() -> Result<(), Failed> {
    check_both_ways(platform::router(), include_str!("platform.http")).await
}
