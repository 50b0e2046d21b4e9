//! Policies for routes without an attribute.

use cors_runtime::rocket::{Cors, route_policies, routes};
use cors_runtime::{Policy, cors, policy};
use rocket::fs::FileServer;
use rocket::http::{Method, Status};
use rocket::local::asynchronous::Client;
use rocket::route::{Handler, Outcome};
use rocket::{Data, Request, Route, async_trait, get, put};

use crate::{allowed_origin, preflight, send, server};

const A: &str = "https://a.example";
const B: &str = "https://b.example";
const C: &str = "https://c.example";

static FOR_B: Policy = policy!(origins = ["https://b.example"], max_age = 600);
static FOR_C: Policy = policy!(origins = ["https://c.example"]);

#[cors(origins = ["https://a.example"])]
#[get("/items/<_id>")]
fn annotated(_id: u8) {}

#[put("/items/<_id>")]
fn plain(_id: u8) {}

#[derive(Clone)]
struct ByHand;

#[async_trait]
impl Handler for ByHand {
    async fn handle<'r>(&self, request: &'r Request<'_>, _: Data<'r>) -> Outcome<'r> {
        Outcome::from(request, "by hand")
    }
}

async fn client(cors: impl rocket::fairing::Fairing) -> Client {
    let server = server()
        .attach(cors)
        .mount("/api", routes![annotated, plain])
        .mount("/api", vec![Route::new(Method::Get, "/hand", ByHand)])
        .mount("/files", FileServer::from(concat!(env!("CARGO_MANIFEST_DIR"), "/cases")));
    Client::untracked(server).await.expect("a server that launches")
}

#[rocket::async_test]
async fn every_route_without_an_attribute_has_the_default() {
    let client = client(Cors.for_all(&FOR_B).explained_answers(false)).await;
    for (method, uri) in
        [(Method::Put, "/api/items/1"), (Method::Get, "/api/hand"), (Method::Get, "/files/README.md")]
    {
        let answer = send(&client, method, uri, B, None).await;
        assert_eq!((answer.status(), allowed_origin(&answer)), (Status::Ok, Some(B)), "{uri}");
        let answer = send(&client, method, uri, A, None).await;
        assert_eq!((answer.status(), allowed_origin(&answer)), (Status::Ok, None), "{uri}");
        let answer = preflight(&client, uri, B, method.as_str()).await;
        assert_eq!((answer.status(), allowed_origin(&answer)), (Status::NoContent, Some(B)), "{uri}");
        let answer = preflight(&client, uri, A, method.as_str()).await;
        assert_eq!((answer.status(), allowed_origin(&answer)), (Status::Forbidden, None), "{uri}");
        let answer = preflight(&client, uri, B, "DELETE").await;
        assert_eq!((answer.status(), allowed_origin(&answer)), (Status::Forbidden, None), "{uri}");
    }
    let answer = send(&client, Method::Get, "/files/missing", B, None).await;
    assert_eq!((answer.status(), allowed_origin(&answer)), (Status::NotFound, Some(B)));
}

#[rocket::async_test]
async fn an_attribute_takes_precedence() {
    let client = client(Cors.for_all(&FOR_B).explained_answers(false)).await;
    for (origin, allowed) in [(A, Some(A)), (B, None)] {
        let answer = send(&client, Method::Get, "/api/items/1", origin, None).await;
        assert_eq!((answer.status(), allowed_origin(&answer)), (Status::Ok, allowed));
        let answer = preflight(&client, "/api/items/1", origin, "GET").await;
        assert_eq!(allowed_origin(&answer), allowed);
    }
}

#[rocket::async_test]
async fn the_longer_path_takes_precedence_and_other_routes_have_no_policy() {
    let client = client(Cors.for_all(&FOR_B).for_routes("/files", &FOR_C).for_unmatched(&FOR_C)).await;
    for (uri, allowed) in [("/files/README.md", C), ("/api/hand", B), ("/unknown", C)] {
        let answer = send(&client, Method::Get, uri, allowed, None).await;
        assert_eq!(allowed_origin(&answer), Some(allowed), "{uri}");
    }
    let client = self::client(Cors.for_routes("/files", &FOR_C)).await;
    for (uri, allowed) in [("/files/README.md", Some(C)), ("/api/hand", None)] {
        let answer = send(&client, Method::Get, uri, C, None).await;
        assert_eq!((answer.status(), allowed_origin(&answer)), (Status::Ok, allowed), "{uri}");
    }
}

#[rocket::async_test]
async fn the_list_of_policies_has_them() {
    let client = client(Cors.for_routes("/api", &FOR_B)).await;
    let lines: Vec<_> = route_policies(client.rocket()).map(|route| route.to_string()).collect();
    for (route, policy) in [
        ("GET /api/items/<_id>", "https://a.example"),
        ("PUT /api/items/<_id>", "https://b.example"),
        ("GET /api/hand", "https://b.example"),
        ("GET /files/<path..>", "unknown"),
    ] {
        let line = lines.iter().find(|line| line.starts_with(route));
        assert!(line.is_some_and(|line| line.contains(policy)), "{route}: {lines:#?}");
    }
}
