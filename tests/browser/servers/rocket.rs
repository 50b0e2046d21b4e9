//! The scenario server on Rocket.

use std::io::Cursor;
use std::sync::Mutex;

use cors_runtime::cors;
use cors_runtime::rocket::{Cors, routes};
use rocket::config::{LogLevel, Shutdown};
use rocket::data::{self, Data, FromData, ToByteUnit};
use rocket::fairing::{AdHoc, Fairing, Info, Kind};
use rocket::http::{Method, Status};
use rocket::outcome::Outcome;
use rocket::request::{self, FromRequest};
use rocket::response::{self, Responder};
use rocket::serde::json::{self, Json};
use rocket::{Build, Config, Request, Response, Rocket, async_trait, catch, catchers, get, post};
use tokio::sync::oneshot;
use tokio::task::JoinSet;

use crate::answer::Answer;
use crate::policies::policies;
use crate::record::{Record, Seen};
use crate::servers::Server;

/// A configuration that neither logs nor catches the signals that end a test.
pub(crate) fn config() -> Config {
    let shutdown = Shutdown { ctrlc: false, signals: [].into(), ..Shutdown::default() };
    Config { port: 0, log_level: LogLevel::Off, shutdown, ..Config::default() }
}

/// Serves on a free port.
pub(crate) async fn start() -> Server {
    let record = Record::default();
    let (send, port) = oneshot::channel();
    let send = Mutex::new(Some(send));
    let tell_port = AdHoc::on_liftoff("port", move |rocket| {
        let send = send.lock().ok().and_then(|mut send| send.take()).expect("it lifts off once");
        let port = rocket.config().port;
        Box::pin(async move { send.send(port).expect("somebody waits") })
    });
    let launched = rocket().attach(Note(record.clone())).attach(tell_port).launch();
    let mut running = JoinSet::new();
    running.spawn(async { drop(launched.await.expect("a launch")) });
    Server { port: port.await.expect("a launch"), record, _running: running }
}

macro_rules! mount_each {
    ($($name:ident $path:literal [$($method:ident)*] $policy:tt)*) => {
        $(mod $name {
            $(handler! { $method $path $policy })*
        })*

        fn routes_of_policies() -> Vec<rocket::Route> {
            let mut all = Vec::new();
            $($(all.extend(routes![$name::$method]);)*)*
            all
        }
    };
}

/// One handler; those of some methods read a body.
macro_rules! handler {
    (get $path:tt $policy:tt) => { handler! { @get $path $policy } };
    (head $path:tt $policy:tt) => { handler! { @head $path $policy } };
    (delete $path:tt $policy:tt) => { handler! { @delete $path $policy } };
    (@$method:ident $path:tt ($($policy:tt)*)) => {
        #[cors_runtime::cors($($policy)*)]
        #[rocket::$method($path)]
        pub(super) fn $method(answer: crate::answer::Answer) -> crate::answer::Answer {
            answer
        }
    };
    ($method:ident $path:tt ($($policy:tt)*)) => {
        #[cors_runtime::cors($($policy)*)]
        #[rocket::$method($path, data = "<answer>")]
        pub(super) fn $method(answer: crate::answer::Answer) -> crate::answer::Answer {
            answer
        }
    };
}

policies!(mount_each);

fn rocket() -> Rocket<Build> {
    let plain = [Method::Get, Method::Head, Method::Post, Method::Put, Method::Delete, Method::Options];
    rocket::custom(config())
        .attach(Cors.explained_answers(false))
        .mount("/", routes_of_policies())
        .mount("/", routes![number, guarded, page, sandbox, perform, icon])
        .mount("/", plain.map(|method| rocket::Route::new(method, "/plain", Plain)))
        .register("/", catchers![no_token])
}

#[cors(origins = ["https://app.example.com"], headers = ["content-type"])]
#[post("/app/json", data = "<number>")]
fn number(number: Result<Json<u32>, json::Error<'_>>) -> Result<String, (Status, String)> {
    match number {
        Ok(Json(number)) => Ok(number.to_string()),
        Err(json::Error::Parse(_, error)) if error.is_data() => {
            Err((Status::UnprocessableEntity, error.to_string()))
        }
        Err(error) => Err((Status::BadRequest, error.to_string())),
    }
}

#[cors(origins = ["https://app.example.com"], headers = ["authorization"])]
#[get("/app/guarded")]
fn guarded(_token: Token, answer: Answer) -> Answer {
    answer
}

#[get("/page")]
fn page() -> Answer {
    Answer::page()
}

#[get("/sandbox")]
fn sandbox() -> Answer {
    Answer::sandbox()
}

#[get("/perform.js")]
fn perform() -> Answer {
    Answer::perform()
}

#[get("/favicon.ico")]
fn icon() -> Status {
    Status::NoContent
}

#[catch(401)]
fn no_token() -> &'static str {
    "no token"
}

/// The handler without a policy, for every method.
#[derive(Clone)]
struct Plain;

#[async_trait]
impl rocket::route::Handler for Plain {
    async fn handle<'r>(&self, request: &'r Request<'_>, data: Data<'r>) -> rocket::route::Outcome<'r> {
        match Answer::from_data(request, data).await {
            data::Outcome::Success(answer) => rocket::route::Outcome::from(request, answer),
            _ => rocket::route::Outcome::error(Status::BadRequest),
        }
    }
}

/// What the guarded handler asks for.
struct Token;

#[async_trait]
impl<'r> FromRequest<'r> for Token {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> request::Outcome<Self, ()> {
        if request.headers().contains("authorization") {
            return Outcome::Success(Self);
        }
        Outcome::Error((Status::Unauthorized, ()))
    }
}

fn answer_to(request: &Request<'_>, body: &[u8]) -> Answer {
    let uri = request.uri();
    let query = uri.query().map_or("", |query| query.as_str());
    Answer::to(request.method().as_str(), uri.path().as_str(), query, body)
}

#[async_trait]
impl<'r> FromRequest<'r> for Answer {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> request::Outcome<Self, ()> {
        Outcome::Success(answer_to(request, b""))
    }
}

#[async_trait]
impl<'r> FromData<'r> for Answer {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> data::Outcome<'r, Self> {
        match data.open(1.mebibytes()).into_bytes().await {
            Ok(body) => data::Outcome::Success(answer_to(request, &body)),
            Err(_) => data::Outcome::Error((Status::BadRequest, ())),
        }
    }
}

impl<'r> Responder<'r, 'static> for Answer {
    fn respond_to(self, _: &'r Request<'_>) -> response::Result<'static> {
        let mut response = Response::build();
        response.status(Status::new(self.status));
        for (name, value) in self.fields {
            response.raw_header_adjoin(name, value);
        }
        response.sized_body(self.body.len(), Cursor::new(self.body)).ok()
    }
}

/// Records every request, including preflights.
struct Note(Record);

/// The request as it was sent, before Rocket turns HEAD into GET.
struct AsSent(Option<Seen>);

#[async_trait]
impl Fairing for Note {
    fn info(&self) -> Info {
        Info { name: "note", kind: Kind::Request | Kind::Response }
    }

    async fn on_request(&self, request: &mut Request<'_>, _: &mut Data<'_>) {
        let fields = |name: &str| request.headers().get(name).map(str::to_owned).collect();
        let query = request.uri().query().map(|query| query.as_str());
        let seen = Seen::read(request.method().as_str(), query, fields);
        request.local_cache(|| AsSent(seen));
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        if let AsSent(Some(seen)) = request.local_cache(|| AsSent(None)) {
            self.0.note(seen.clone(), response.status().code);
        }
    }
}
