//! One path with several policies, one of them written twice.

use cors_runtime::cors;
use cors_runtime::rocket::routes;
use rocket::{Route, delete, get, patch, post, put};

use super::{Answer, Visit};

pub(super) fn routes() -> Vec<Route> {
    routes![read_cart, replace_cart, clear_cart, change_cart, add_to_cart, read_profile, replace_profile,]
}

#[cors(
    origins = ["https://app.example.com", "https://admin.example.com"],
    credentials,
    expose_headers = ["etag", "x-total"],
)]
#[get("/cart")]
fn read_cart(visit: Visit) -> Answer {
    visit.answer("read_cart")
}

#[cors(
    origins = ["https://app.example.com"],
    credentials,
    headers = ["content-type", "x-request-id"],
    max_age = 600,
)]
#[put("/cart")]
fn replace_cart(visit: Visit) -> Answer {
    visit.answer("replace_cart")
}

/// The policy of `replace_cart`: the order of arguments has no meaning.
#[cors(
    max_age = 600,
    headers = ["content-type", "x-request-id"],
    credentials = true,
    origins = ["https://app.example.com"],
)]
#[delete("/cart")]
fn clear_cart(visit: Visit) -> Answer {
    visit.answer("clear_cart")
}

#[cors(origins = ["https://admin.example.com"], max_age = 0, preflight_status = 200)]
#[patch("/cart")]
fn change_cart(visit: Visit) -> Answer {
    visit.answer("change_cart")
}

#[cors(origins = ["https://app.example.com"])]
#[post("/cart")]
fn add_to_cart(visit: Visit) -> Answer {
    visit.answer("add_to_cart")
}

#[cors(origins = ["https://app.example.com"])]
#[get("/profile")]
fn read_profile(visit: Visit) -> Answer {
    visit.answer("read_profile")
}

#[cors(origins = ["https://app.example.com"])]
#[put("/profile")]
fn replace_profile(visit: Visit) -> Answer {
    visit.answer("replace_profile")
}
