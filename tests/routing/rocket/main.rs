//! Rocket only: which routes are generated, when Rocket does not launch, and which policy applies to a
//! response when handlers forward and guards fail.

mod answers;
mod described;
mod defaults;
mod launching;
mod logging;
mod route_list;
mod unmatched;

use cors_tests::servers::rocket::figment;
use rocket::http::{Header, Method};
use rocket::local::asynchronous::{Client, LocalResponse};
use rocket::{Build, Rocket};

/// A server without Rocket's default headers and logs.
fn server() -> Rocket<Build> {
    rocket::custom(figment())
}

/// A request with an origin; a preflight if a method is given.
async fn send<'c>(
    client: &'c Client,
    method: Method,
    uri: &'static str,
    origin: &'static str,
    asked: Option<&'static str>,
) -> LocalResponse<'c> {
    let mut request = client.req(method, uri).header(Header::new("Origin", origin));
    if let Some(asked) = asked {
        request.add_header(Header::new("Access-Control-Request-Method", asked));
    }
    request.dispatch().await
}

async fn preflight<'c>(
    client: &'c Client,
    uri: &'static str,
    origin: &'static str,
    asked: &'static str,
) -> LocalResponse<'c> {
    send(client, Method::Options, uri, origin, Some(asked)).await
}

fn allowed_origin<'r>(response: &'r LocalResponse<'_>) -> Option<&'r str> {
    response.headers().get_one("Access-Control-Allow-Origin")
}
