//! Rocket with the same routes, through its own local client.

use cors_runtime::{cors, rocket as ours};
use rocket::config::LogLevel;
use rocket::http::Header;
use rocket::local::asynchronous::{Client, LocalRequest, LocalResponse};
use rocket::{Build, Config, get, put};

use crate::exchange::{Answer, Ask};
use crate::server::{self, Server};
use crate::setup::{Origins, Setup};

pub(crate) struct Rocket {
    client: &'static Client,
}

impl Rocket {
    /// The server lives as long as the process, as requests borrow from it.
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
