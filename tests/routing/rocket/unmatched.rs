//! Paths without a route, with and without a policy for them.

use cors_runtime::rocket::{Cors, routes};
use cors_runtime::{Policy, cors, policy};
use rocket::fairing::AdHoc;
use rocket::http::{Header, Method, Status};
use rocket::local::asynchronous::{Client, LocalResponse};
use rocket::{catch, catchers, get};

use crate::{allowed_origin, preflight, send, server};

const A: &str = "https://a.example";
const B: &str = "https://b.example";
const EVIL: &str = "https://evil.example";

static FOR_B: Policy = policy!(origins = ["https://b.example"], methods = ["PUT"], max_age = 600);
static STRICT: Policy = policy!(origins = ["https://b.example"], refuse_other_origins);

#[cors(origins = ["https://a.example"])]
#[get("/items/<_id>")]
fn annotated(_id: u8) {}

#[get("/plain")]
fn plain() {}

#[catch(404)]
fn not_found() -> &'static str {
    "caught"
}

async fn client(policy: &'static Policy) -> Client {
    let late = AdHoc::on_ignite("late", |rocket| async {
        rocket.attach(AdHoc::on_ignite("later", |rocket| async { rocket.mount("/late", routes![plain]) }))
    });
    let server = server()
        .attach(Cors.for_unmatched(policy).explained_answers(false))
        .attach(late)
        .mount("/", routes![annotated, plain])
        .register("/", catchers![not_found]);
    Client::untracked(server).await.expect("a server that launches")
}

fn vary<'r>(response: &'r LocalResponse<'_>) -> Option<&'r str> {
    response.headers().get_one("Vary")
}

#[rocket::async_test]
async fn the_answer_of_a_catcher_bears_the_headers() {
    let client = client(&FOR_B).await;
    for (origin, allowed) in [(B, Some(B)), (EVIL, None)] {
        for method in [Method::Get, Method::Put, Method::Options] {
            let answer = send(&client, method, "/unknown", origin, None).await;
            assert_eq!((answer.status(), allowed_origin(&answer)), (Status::NotFound, allowed), "{method}");
            assert_eq!(vary(&answer), Some("Origin"));
            assert_eq!(answer.into_string().await.as_deref(), Some("caught"));
        }
    }
    let answer = client.get("/unknown").dispatch().await;
    assert_eq!((allowed_origin(&answer), vary(&answer)), (None, Some("Origin")));
}

#[rocket::async_test]
async fn a_preflight_to_an_unknown_path_is_answered() {
    let client = client(&FOR_B).await;
    let answer = preflight(&client, "/unknown/path?query", B, "PUT").await;
    assert_eq!((answer.status(), allowed_origin(&answer)), (Status::NoContent, Some(B)));
    let headers = answer.headers();
    assert_eq!(headers.get_one("Access-Control-Allow-Methods"), Some("PUT"));
    assert_eq!(headers.get_one("Access-Control-Max-Age"), Some("600"));
    assert_eq!(answer.into_bytes().await, None);
    for (origin, method) in [(EVIL, "PUT"), (B, "DELETE")] {
        let answer = preflight(&client, "/unknown", origin, method).await;
        assert_eq!((answer.status(), allowed_origin(&answer)), (Status::Forbidden, None));
        assert_eq!(answer.into_bytes().await, None);
    }
}

#[rocket::async_test]
async fn it_is_not_for_paths_that_a_route_has() {
    let client = client(&FOR_B).await;
    for uri in ["/plain", "/late/plain"] {
        for method in ["GET", "PUT"] {
            let answer = preflight(&client, uri, B, method).await;
            assert_eq!(
                (answer.status(), allowed_origin(&answer)),
                (Status::NotFound, None),
                "{method} {uri}"
            );
        }
        for method in [Method::Get, Method::Put, Method::Options] {
            let answer = send(&client, method, uri, B, None).await;
            assert_eq!((allowed_origin(&answer), vary(&answer)), (None, None), "{method} {uri}");
        }
    }
    let refused = preflight(&client, "/items/1", B, "PUT").await;
    assert_eq!(refused.status(), Status::Forbidden);
    for (uri, method) in [("/items/1", Method::Get), ("/items/1", Method::Put), ("/items/x", Method::Get)] {
        for (origin, allowed) in [(A, Some(A)), (B, None)] {
            assert_eq!(
                allowed_origin(&send(&client, method, uri, origin, None).await),
                allowed,
                "{method} {uri}"
            );
        }
    }
}

#[rocket::async_test]
async fn it_can_refuse_other_origins() {
    let client = client(&STRICT).await;
    let refused = send(&client, Method::Post, "/unknown", EVIL, None).await;
    assert_eq!((refused.status(), vary(&refused)), (Status::Forbidden, Some("Origin")));
    let own = client.post("/unknown").header(Header::new("Origin", EVIL));
    let own = own.header(Header::new("Sec-Fetch-Site", "same-origin")).dispatch().await;
    assert_eq!(own.status(), Status::NotFound);
}

#[rocket::async_test]
async fn without_it_an_unknown_path_is_rockets_404() {
    let server = server().attach(Cors).mount("/", routes![annotated, plain]);
    let client = Client::untracked(server).await.expect("a server that launches");
    for answer in [
        preflight(&client, "/unknown", A, "GET").await,
        send(&client, Method::Get, "/unknown", A, None).await,
    ] {
        assert_eq!((answer.status(), allowed_origin(&answer)), (Status::NotFound, None));
        assert_eq!(vary(&answer), None);
    }
}

#[rocket::async_test]
async fn it_takes_the_place_of_the_other_fairing() {
    for server in [
        server().attach(Cors).attach(Cors.for_unmatched(&FOR_B)),
        server().attach(Cors.for_unmatched(&FOR_B)).attach(Cors),
    ] {
        let error = server.ignite().await.expect_err("no launch");
        assert!(error.kind().to_string().contains("fairing"), "{error}");
    }
    let replaced = server().attach(Cors.for_unmatched(&STRICT)).attach(Cors.for_unmatched(&FOR_B));
    let client = Client::untracked(replaced).await.expect("a server that launches");
    assert_eq!(send(&client, Method::Post, "/unknown", EVIL, None).await.status(), Status::NotFound);
}
