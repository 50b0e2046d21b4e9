//! Routes behind a guard that can answer for the handlers, and a fairing that adds headers to their
//! responses: on Rocket, these make up a layer.

use cors_runtime::cors;
use cors_runtime::rocket::routes;
use rocket::fairing::{Fairing, Info, Kind};
use rocket::http::{Header, Status};
use rocket::request::{FromRequest, Outcome};
use rocket::{Catcher, Request, Response, Route, async_trait, catch, catchers, get, options, put};

use super::{Answer, Visit, asked_lines, asked_status, witness};

pub(super) fn routes() -> Vec<Route> {
    routes![read_layered, replace_layered, read_layered_open, read_layered_plain, describe_layered_plain]
}

pub(super) fn catchers() -> Vec<Catcher> {
    catchers![layer_answer]
}

struct Layer;

#[async_trait]
impl<'r> FromRequest<'r> for Layer {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        witness(request).note("layer");
        match asked_status(request, "X-Layer-Status") {
            Some(status) => Outcome::Error((status, ())),
            None => Outcome::Success(Self),
        }
    }
}

#[catch(default)]
fn layer_answer(_: Status, _: &Request<'_>) -> &'static str {
    "layer"
}

/// The way back through the layer.
pub(super) struct LayerHeaders;

#[async_trait]
impl Fairing for LayerHeaders {
    fn info(&self) -> Info {
        Info { name: "layer", kind: Kind::Response }
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        let is_preflight = request.route().is_some_and(|route| route.name.as_deref() == Some("cors"));
        if request.uri().path().starts_with("/layered/") && !is_preflight {
            for (name, value) in asked_lines(request, "X-Layer-With") {
                response.adjoin_header(Header::new(name, value));
            }
        }
    }
}

#[cors(origins = ["https://app.example.com"], credentials)]
#[get("/cart")]
fn read_layered(_layer: Layer, visit: Visit) -> Answer {
    visit.answer("read_layered")
}

#[cors(origins = ["https://admin.example.com"], headers = ["authorization"])]
#[put("/cart")]
fn replace_layered(_layer: Layer, visit: Visit) -> Answer {
    visit.answer("replace_layered")
}

#[cors(origins = ["*"])]
#[get("/open")]
fn read_layered_open(_layer: Layer, visit: Visit) -> Answer {
    visit.answer("read_layered_open")
}

#[get("/plain")]
fn read_layered_plain(_layer: Layer, visit: Visit) -> Answer {
    visit.answer("read_layered_plain")
}

#[options("/plain")]
fn describe_layered_plain(_layer: Layer, visit: Visit) -> Answer {
    visit.answer("describe_layered_plain")
}
