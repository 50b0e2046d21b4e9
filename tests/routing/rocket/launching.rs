//! When Rocket does not launch.

use cors_runtime::cors;
use cors_runtime::rocket::{Cors, routes};
use rocket::error::ErrorKind;
use rocket::fairing::AdHoc;
use rocket::local::asynchronous::Client;
use rocket::{Build, Rocket, get};

use crate::{allowed_origin, preflight, server};

const A: &str = "https://a.example";

#[cors(origins = ["https://a.example"])]
#[get("/items")]
fn list() -> &'static str {
    "list"
}

mod elsewhere {
    /// Of the same name, without a policy.
    #[rocket::get("/plain")]
    pub(super) fn list() {}
}

#[cors(origins = ["https://a.example"])]
#[get("/<_id>")]
fn first(_id: u8) {}

#[cors(origins = ["https://b.example"])]
#[get("/<_name>", rank = 2)]
fn second(_name: &str) {}

#[cors(origins = ["https://a.example"])]
#[get("/<_name>", rank = 3)]
fn like_the_first(_name: &str) {}

/// The reason why it does not launch.
async fn error(server: Rocket<Build>) -> Option<String> {
    let error = server.ignite().await.err()?;
    Some(match error.kind() {
        ErrorKind::SentinelAborts(sentries) => {
            sentries.iter().map(|sentry| sentry.type_name).collect::<Vec<_>>().join(" ")
        }
        kind => kind.to_string(),
    })
}

#[rocket::async_test]
async fn without_the_fairing() {
    let error = error(server().mount("/", routes![list])).await.expect("no launch");
    assert!(error.ends_with("::CorsFairing"), "{error}");
}

#[rocket::async_test]
async fn with_the_routes_macro_of_rocket() {
    for server in [
        server().attach(Cors).mount("/", rocket::routes![list]),
        server().attach(Cors).mount("/", rocket::routes![list]).mount("/a", routes![elsewhere::list, first]),
    ] {
        let error = error(server).await.expect("no launch");
        assert!(error.contains("::AnnotatedRoute<") && error.contains("::list>"), "{error}");
    }
}

#[rocket::async_test]
async fn a_plain_handler_of_the_same_name_is_no_mistake() {
    let server = server().attach(Cors).mount("/", routes![list]).mount("/", rocket::routes![elsewhere::list]);
    assert_eq!(error(server).await, None);
}

#[rocket::async_test]
async fn with_two_policies_between_which_a_preflight_cannot_choose() {
    let error = error(server().attach(Cors).mount("/", routes![first, second])).await.expect("no launch");
    assert!(error.contains("fairing"), "{error}");
}

#[rocket::async_test]
async fn two_policies_that_say_the_same_are_one() {
    let server = server().attach(Cors).mount("/", routes![first, like_the_first]);
    assert_eq!(error(server).await, None);
}

#[rocket::async_test]
async fn routes_that_are_mounted_while_rocket_ignites_are_known() {
    let stage = AdHoc::on_ignite("stage", |rocket| async { rocket.mount("/stage", routes![list]) });
    let client = Client::untracked(server().attach(Cors).attach(stage)).await.expect("a launch");
    assert_eq!(allowed_origin(&preflight(&client, "/stage/items", A, "GET").await), Some(A));
}

#[rocket::async_test]
async fn routes_that_are_mounted_too_late_are_an_error() {
    let stage = || {
        AdHoc::on_ignite("outer", |rocket| async {
            rocket.attach(AdHoc::on_ignite("inner", |rocket| async { rocket.mount("/stage", routes![list]) }))
        })
    };
    let error_of_late = error(server().attach(Cors).attach(stage())).await.expect("no launch");
    assert!(error_of_late.contains("::AnnotatedRoute<"), "{error_of_late}");
}
