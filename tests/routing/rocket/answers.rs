//! Which policy applies to a response.

use cors_runtime::rocket::{Cors, routes};
use cors_runtime::{Annotated, cors};
use rocket::form::{Form, FromForm};
use rocket::http::{ContentType, Header, Method, Status};
use rocket::local::asynchronous::Client;
use rocket::request::{FromRequest, Outcome};
use rocket::serde::json::Json;
use rocket::{Request, async_trait, catch, catchers, delete, get, post, uri};

use crate::{allowed_origin, preflight, send, server};

const A: &str = "https://a.example";
const B: &str = "https://b.example";

/// Forwards if the request has a query.
struct NoQuery;

#[async_trait]
impl<'r> FromRequest<'r> for NoQuery {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        match request.uri().query() {
            None => Outcome::Success(Self),
            Some(_) => Outcome::Forward(Status::NotFound),
        }
    }
}

#[cors(origins = ["https://a.example"])]
#[get("/by/<_id>")]
fn by_number(_id: u8) -> &'static str {
    "number"
}

#[get("/by/<_name>", rank = 2)]
fn by_name(_name: &str) -> &'static str {
    "name"
}

#[cors(origins = ["https://b.example"])]
#[get("/page")]
fn page(_no_query: NoQuery) -> &'static str {
    "page"
}

#[cors(origins = ["https://a.example"])]
#[get("/<_path>")]
fn other_page(_path: &str) -> &'static str {
    "other page"
}

#[derive(FromForm)]
struct Login {
    #[expect(dead_code, reason = "only parsed")]
    age: u8,
}

#[cors(origins = ["https://a.example"])]
#[post("/form", data = "<_form>")]
fn form(_form: Form<Login>) {}

#[cors(origins = ["https://a.example"])]
#[post("/typed", format = "json", data = "<_number>")]
fn json(_number: Json<u8>) -> &'static str {
    "json"
}

#[cors(origins = ["https://a.example"])]
#[post("/typed", format = "text/plain", data = "<_text>")]
fn text(_text: String) -> &'static str {
    "text"
}

#[cors(origins = ["https://a.example"])]
#[get("/search?<q>&fixed")]
fn search(q: &str) -> String {
    format!("{} {}", q, uri!(search(q)))
}

#[cors(origins = ["https://b.example"])]
#[delete("/form")]
fn clear_form() -> &'static str {
    "cleared"
}

#[catch(422)]
fn caught() -> &'static str {
    "caught"
}

async fn client() -> Client {
    let routes = routes![by_number, by_name, page, other_page, form, clear_form, json, text, search];
    let server = server().attach(Cors).mount("/", routes).register("/form", catchers![caught]);
    Client::untracked(server).await.expect("a server that launches")
}

#[rocket::async_test]
async fn where_a_handler_forwards_the_policy_of_the_route_that_answers_counts() {
    let client = client().await;
    let number = send(&client, Method::Get, "/by/1", A, None).await;
    assert_eq!(allowed_origin(&number), Some(A));
    // It does not parse as a number, and the route that accepts it has no policy.
    let name = send(&client, Method::Get, "/by/x", A, None).await;
    assert_eq!((allowed_origin(&name), name.headers().get_one("Vary")), (None, None));
    assert_eq!(name.into_string().await.as_deref(), Some("name"));

    for (uri, body, allowed) in [("/page", "page", B), ("/page?x", "other page", A), ("/x", "other page", A)]
    {
        for origin in [A, B] {
            let answer = send(&client, Method::Get, uri, origin, None).await;
            assert_eq!(allowed_origin(&answer), (origin == allowed).then_some(origin), "{uri} {origin}");
            assert_eq!(answer.into_string().await.as_deref(), Some(body));
        }
    }
}

#[rocket::async_test]
async fn a_preflight_goes_by_the_policy_of_the_route_that_is_tried_first() {
    let client = client().await;
    for (uri, allowed, refused) in [("/page", B, A), ("/x", A, B), ("/by/1", A, B)] {
        assert_eq!(allowed_origin(&preflight(&client, uri, allowed, "GET").await), Some(allowed), "{uri}");
        assert_eq!(preflight(&client, uri, refused, "GET").await.status(), Status::Forbidden, "{uri}");
    }
}

#[rocket::async_test]
async fn a_guard_that_fails_leaves_the_headers_to_the_catcher() {
    let client = client().await;
    let request = |uri| client.post(uri).header(Header::new("Origin", A));
    let answer = request("/form").header(ContentType::Form).body("age=x").dispatch().await;
    assert_eq!((answer.status(), allowed_origin(&answer)), (Status::UnprocessableEntity, Some(A)));
    assert_eq!(answer.into_string().await.as_deref(), Some("caught"));

    let answer = request("/typed").header(ContentType::JSON).body("x").dispatch().await;
    assert_eq!((answer.status(), allowed_origin(&answer)), (Status::BadRequest, Some(A)));
    // No format fits, so Rocket tries no route.
    let answer = request("/typed").header(ContentType::XML).body("x").dispatch().await;
    assert_eq!((answer.status(), allowed_origin(&answer)), (Status::NotFound, Some(A)));
}

#[rocket::async_test]
async fn the_policy_is_that_of_the_method_that_a_form_names() {
    let client = client().await;
    for origin in [A, B] {
        let request = client.post("/form").header(Header::new("Origin", origin));
        let answer = request.header(ContentType::Form).body("_method=delete").dispatch().await;
        assert_eq!(allowed_origin(&answer), (origin == B).then_some(B));
        assert_eq!(answer.into_string().await.as_deref(), Some("cleared"));
    }
}

#[rocket::async_test]
async fn a_preflight_is_answered_whatever_the_format_and_the_query() {
    let client = client().await;
    for (uri, method) in [("/typed", "POST"), ("/search", "GET"), ("/search?q=1&fixed", "GET")] {
        let answer = preflight(&client, uri, A, method).await;
        assert_eq!((answer.status(), allowed_origin(&answer)), (Status::NoContent, Some(A)), "{uri}");
    }
}

#[rocket::async_test]
async fn the_uri_macro_knows_an_annotated_handler() {
    let answer = client().await.get("/search?q=1&fixed").dispatch().await.into_string().await;
    assert_eq!(answer.as_deref(), Some("1 /search?q=1&fixed"));
}

/// The line of the attribute below.
const LINE: u32 = line!() + 1;
#[cors(origins = ["https://a.example"])]
#[get("/lines")]
fn line() {}

#[test]
fn a_policy_knows_the_line_of_its_attribute() {
    let policy = <line as Annotated>::POLICY;
    assert_eq!((policy.file(), policy.line(), policy.handler()), (file!(), LINE, Some("line")));
    line();
}

#[test]
fn an_annotated_handler_is_the_function_that_was_written() {
    assert_eq!(by_number(1), "number");
    let _: fn(u8) -> &'static str = by_number;
}
