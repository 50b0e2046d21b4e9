//! The routes of `cases/README.md` on Rocket.

use cors_runtime::rocket::Cors;
use rocket::config::{Ident, LogLevel};
use rocket::data::{Limits, ToByteUnit};
use rocket::figment::Figment;
use rocket::http::{Header, Status};
use rocket::request::{FromRequest, Outcome};
use rocket::response::{self, Responder};
use rocket::shield::Shield;
use rocket::{Build, Config, Request, Response, Rocket, async_trait, catch, catchers};

use crate::witness::Witness;

mod any;
mod cart;
mod composed;
mod errors;
mod headers;
mod items;
mod layered;
mod matching;
mod mixed;
mod open;
mod options;
mod sources;

/// Builds the server. What runs is recorded in `witness`.
pub fn rocket(witness: Witness, explained_answers: bool) -> Rocket<Build> {
    let mut rocket = rocket::custom(figment())
        // Replaces the default shield, which adds headers.
        .attach(Shield::new())
        .attach(layered::LayerHeaders)
        .attach(Cors.explained_answers(explained_answers))
        .manage(witness)
        .mount("/", open::routes())
        .mount("/", cart::routes())
        .mount("/", headers::routes())
        .mount("/", any::routes())
        .mount("/", mixed::routes())
        .mount("/", options::routes())
        .mount("/", items::routes())
        .mount("/", matching::routes())
        .mount("/", sources::routes())
        .mount("/", errors::routes())
        .mount("/layered", layered::routes())
        .register("/", catchers![without_body])
        .register("/layered", layered::catchers());
    for (base, routes) in composed::mounts() {
        rocket = rocket.mount(base, routes);
    }
    rocket
}

/// A configuration that neither logs, nor adds a header, nor reads environment variables.
pub fn figment() -> Figment {
    Figment::from(Config {
        address: [127, 0, 0, 1].into(),
        port: 0,
        log_level: LogLevel::Off,
        ident: Ident::none(),
        limits: Limits::default().limit("json", 16.bytes()),
        ..Config::debug_default()
    })
}

/// Replaces Rocket's own error pages.
#[catch(default)]
fn without_body(_: Status, _: &Request<'_>) {}

/// The argument of every handler: the headers of the request determine the response.
struct Visit {
    witness: Witness,
    status: Option<Status>,
    lines: Vec<(String, String)>,
}

#[async_trait]
impl<'r> FromRequest<'r> for Visit {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        Outcome::Success(Self {
            witness: witness(request).clone(),
            status: asked_status(request, "X-Answer-Status"),
            lines: asked_lines(request, "X-Answer-With").collect(),
        })
    }
}

impl Visit {
    /// Records that the handler `name` ran, and answers as the request asks.
    fn answer(self, name: &'static str) -> Answer {
        self.witness.note(name);
        Answer { name, status: self.status.unwrap_or(Status::Ok), lines: self.lines }
    }
}

struct Answer {
    name: &'static str,
    status: Status,
    lines: Vec<(String, String)>,
}

impl<'r> Responder<'r, 'static> for Answer {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let mut response = match self.status {
            Status::NoContent | Status::NotModified => Response::new(),
            _ => self.name.respond_to(request)?,
        };
        response.set_status(self.status);
        for (name, value) in self.lines {
            response.adjoin_header(Header::new(name, value));
        }
        Ok(response)
    }
}

fn witness<'r>(request: &'r Request<'_>) -> &'r Witness {
    request.rocket().state().expect("the server has a witness")
}

/// The status that a request asks for in the header `name`.
fn asked_status(request: &Request<'_>, name: &str) -> Option<Status> {
    request.headers().get_one(name).map(|value| Status::new(value.parse().expect("a status code")))
}

/// The header lines that a request asks for: one in each line of the header `name`.
fn asked_lines<'r>(request: &'r Request<'_>, name: &str) -> impl Iterator<Item = (String, String)> + use<'r> {
    let lines: Vec<_> = request
        .headers()
        .get(name)
        .map(|line| {
            let (name, value) = line.split_once(':').expect("`Name: value`");
            (name.to_owned(), value.trim().to_owned())
        })
        .collect();
    lines.into_iter()
}
