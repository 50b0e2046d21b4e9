//! Handlers that are not reached, that fail, and that take their time to answer.

use std::panic::resume_unwind;

use cors_runtime::cors;
use cors_runtime::rocket::routes;
use rocket::data::{FromData, Outcome as DataOutcome};
use rocket::http::{ContentType, Status};
use rocket::request::{FromRequest, Outcome};
use rocket::response::stream::TextStream;
use rocket::serde::json::Json;
use rocket::{Data, Request, Route, async_trait, get, post, put};

use super::{Answer, Visit, witness};

pub(super) fn routes() -> Vec<Route> {
    routes![post_json, get_guarded, get_stream, panic_on_get, panic_on_put]
}

#[cors(origins = ["https://app.example.com"], headers = ["content-type"])]
#[post("/json", data = "<_number>")]
fn post_json(visit: Visit, _number: JsonNumber) -> Answer {
    visit.answer("post_json")
}

#[cors(origins = ["https://app.example.com"], credentials)]
#[get("/guarded")]
fn get_guarded(_guard: Guard, visit: Visit) -> Answer {
    visit.answer("get_guarded")
}

#[cors(origins = ["https://app.example.com"])]
#[get("/stream")]
fn get_stream(visit: Visit) -> TextStream![&'static str] {
    drop(visit.answer("get_stream"));
    TextStream! {
        for part in ["one, ", "two, ", "three"] {
            yield part;
        }
    }
}

#[cors(origins = ["https://app.example.com"])]
#[get("/panic")]
fn panic_on_get(visit: Visit) -> Answer {
    drop(visit.answer("panic_on_get"));
    panic()
}

#[cors(origins = ["https://app.example.com"])]
#[put("/panic")]
fn panic_on_put(visit: Visit) -> Answer {
    drop(visit.answer("panic_on_put"));
    panic()
}

/// Panics without a line in the tests' output.
fn panic() -> ! {
    resume_unwind(Box::new("a handler panics"))
}

/// A guard that fails with 401 without `Authorization`.
struct Guard;

#[async_trait]
impl<'r> FromRequest<'r> for Guard {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        witness(request).note("guard");
        if request.headers().contains("Authorization") {
            Outcome::Success(Self)
        } else {
            Outcome::Error((Status::Unauthorized, ()))
        }
    }
}

/// A number as `application/json`. Rocket's own guard takes every media type.
struct JsonNumber;

#[async_trait]
impl<'r> FromData<'r> for JsonNumber {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> DataOutcome<'r, Self> {
        if request.content_type() != Some(&ContentType::JSON) {
            return DataOutcome::Error((Status::UnsupportedMediaType, ()));
        }
        match Json::<u32>::from_data(request, data).await {
            DataOutcome::Success(_) => DataOutcome::Success(Self),
            DataOutcome::Error((status, _)) => DataOutcome::Error((status, ())),
            DataOutcome::Forward(forward) => DataOutcome::Forward(forward),
        }
    }
}
