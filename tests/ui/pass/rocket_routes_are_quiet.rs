//! Every spelling of a route, under every lint.
#![deny(warnings, missing_docs, clippy::pedantic, unreachable_pub, unused_qualifications)]

use cors_runtime::cors;
use cors_runtime::rocket::{Cors, routes};
use rocket::response::Responder;
use rocket::{State, get};

#[expect(dead_code, reason = "a name that must not be taken for ours")]
struct Result;
#[expect(dead_code, reason = "a name that must not be taken for ours")]
struct Option;

/// A handler with a comment.
#[cors(origins = ["https://app.example.com"], credentials)]
#[get("/items")]
pub async fn list_items() -> &'static str {
    "[]"
}

#[cors(origins = ["https://app.example.com"])]
#[rocket::post("/items/<id>?<force>", format = "json", data = "<name>", rank = 2)]
fn rename_item(id: usize, force: bool, name: &str) -> String {
    format!("{id} {name} {force}")
}

#[cors(origins = ["*"])]
#[rocket::route(GET, uri = "/state")]
fn state<'r>(name: &'r State<&'static str>) -> &'r str {
    name
}

#[rocket::head("/head")]
fn plain() {}

#[cors(origins = ["*"])]
#[rocket::delete("/impl/<count>")]
fn something(count: u8) -> impl for<'r> Responder<'r, 'static> {
    "x".repeat(count.into())
}

#[cfg(any())]
#[cors(origins = ["*"])]
#[get("/left-out")]
fn left_out() {}

#[cors(origins = ["*"])]
#[cfg(any())]
#[get("/left-out-too")]
fn left_out_too() {}

macro_rules! handler {
    ($name:ident, $path:literal, $origin:literal) => {
        #[cors(origins = [$origin])]
        #[get($path)]
        fn $name() -> &'static str {
            $origin
        }
    };
}
handler!(made_by_a_macro, "/made", "https://app.example.com");

mod inner {
    /// In another module.
    #[cors_runtime::cors(origins = ["*"])]
    #[rocket::patch("/inner")]
    pub(super) fn handler() {}
}

fn main() {
    let routes = routes![list_items, rename_item, state, plain, something, made_by_a_macro, inner::handler,];
    assert_eq!(routes.len(), 7);
    let _ = rocket::build().attach(Cors).manage("name").mount("/", routes).mount("/none", routes![]);
    let _ = rocket::uri!(rename_item(1, true));
    assert_eq!(rename_item(1, true, "a"), "1 a true");
}
