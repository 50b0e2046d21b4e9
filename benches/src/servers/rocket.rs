//! Rocket with the same routes, through its own local client.

use cors_runtime::{cors, rocket as ours};
use rocket::config::LogLevel;
use rocket::http::{Header, Status};
use rocket::local::asynchronous::{Client, LocalRequest, LocalResponse};
use rocket::response::{self, Responder, Response};
use rocket::{Build, Config, Request, get, options, put};

use crate::exchange::{Answer, Ask};
use crate::server::{self, Server};
use crate::setup::{Origins, Setup};

pub(crate) struct Rocket {
    client: &'static Client,
}

impl Rocket {
    /// The server lives as long as the process, because requests borrow from it.
    pub(crate) fn new(rocket: rocket::Rocket<Build>) -> Self {
        let client = server::ready(Client::untracked(rocket)).expect("Rocket launches");
        Self { client: Box::leak(Box::new(client)) }
    }
}

impl Server for Rocket {
    type Request = LocalRequest<'static>;
    type Response = LocalResponse<'static>;

    fn request(&self, ask: &Ask) -> LocalRequest<'static> {
        let method = ask.method.parse().expect("a method");
        let mut request = self.client.req(method, ask.path.clone());
        for (name, value) in &ask.headers {
            request.add_header(Header::new(*name, value.clone()));
        }
        request
    }

    fn call(&mut self, request: LocalRequest<'static>) -> LocalResponse<'static> {
        server::ready(request.dispatch())
    }

    fn answer(&self, response: &LocalResponse<'static>) -> Answer {
        let headers = response.headers().iter();
        let headers = headers.map(|header| (header.name().to_string(), header.value().to_owned()));
        Answer { status: response.status().code, headers: headers.collect() }
    }
}

fn without_routes() -> rocket::Rocket<Build> {
    rocket::custom(Config { log_level: LogLevel::Off, ..Config::release_default() })
}

pub(crate) fn bare(setup: Setup) -> rocket::Rocket<Build> {
    #[get("/")]
    fn read() -> &'static str {
        "ok"
    }

    #[put("/")]
    fn replace() {}

    setup.paths().fold(without_routes(), |rocket, path| rocket.mount(path, rocket::routes![read, replace]))
}

pub(crate) fn ours(setup: Setup) -> rocket::Rocket<Build> {
    macro_rules! routes {
        ($policy:path) => {{
            #[cors(policy = $policy)]
            #[get("/")]
            fn read() -> &'static str {
                "ok"
            }

            #[cors(policy = $policy)]
            #[put("/")]
            fn replace() {}

            let rocket = without_routes().attach(ours::Cors);
            setup.paths().fold(rocket, |rocket, path| rocket.mount(path, ours::routes![read, replace]))
        }};
    }
    with_policy!(setup.origins, routes)
}

const ORIGIN: &str = "https://app.example.com";

/// The response of a handler with CORS by hand; see [`floor`](super::floor).
struct ByHand<T>(T);

struct Preflight;

fn is_allowed(request: &Request<'_>) -> bool {
    request.headers().get_one("Origin") == Some(ORIGIN)
}

impl<'r, T: Responder<'r, 'static>> Responder<'r, 'static> for ByHand<T> {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let mut response = self.0.respond_to(request)?;
        response.set_raw_header("Vary", "Origin");
        if is_allowed(request) {
            response.set_raw_header("Access-Control-Allow-Origin", ORIGIN);
            response.set_raw_header("Access-Control-Allow-Credentials", "true");
        }
        Ok(response)
    }
}

impl<'r> Responder<'r, 'static> for Preflight {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let is_listed = |name: &str| {
            name.eq_ignore_ascii_case("content-type") || name.eq_ignore_ascii_case("x-requested-with")
        };
        let names = request.headers().get_one("Access-Control-Request-Headers");
        let is_accepted = is_allowed(request)
            && request.headers().get_one("Access-Control-Request-Method") == Some("PUT")
            && names.is_none_or(|names| names.split(',').all(|name| is_listed(name.trim_ascii())));
        let mut response = Response::new();
        response.set_status(if is_accepted { Status::NoContent } else { Status::Forbidden });
        response
            .set_raw_header("Vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
        if is_accepted {
            response.set_raw_header("Access-Control-Allow-Origin", ORIGIN);
            response.set_raw_header("Access-Control-Allow-Credentials", "true");
            response.set_raw_header("Access-Control-Allow-Methods", "PUT");
            response.set_raw_header("Access-Control-Allow-Headers", "content-type,x-requested-with");
            response.set_raw_header("Access-Control-Max-Age", "600");
        }
        Ok(response)
    }
}

/// CORS by hand in every handler.
pub(crate) fn floor(setup: Setup) -> rocket::Rocket<Build> {
    #[get("/")]
    fn read() -> ByHand<&'static str> {
        ByHand("ok")
    }

    #[put("/")]
    fn replace() -> ByHand<()> {
        ByHand(())
    }

    #[options("/")]
    fn preflight() -> Preflight {
        Preflight
    }

    let mount = |rocket: rocket::Rocket<Build>, path| {
        rocket.mount::<String, _>(path, rocket::routes![read, replace, preflight])
    };
    setup.paths().fold(without_routes(), mount)
}
