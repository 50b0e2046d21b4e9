//! One policy for two methods: on Rocket, a handler for each.

use cors_runtime::cors;
use cors_runtime::rocket::routes;
use rocket::{Route, delete, put};

use super::{Answer, Visit};

pub(super) fn routes() -> Vec<Route> {
    routes![put_or_delete_by_put, put_or_delete_by_delete]
}

#[cors(origins = ["https://app.example.com"])]
#[put("/on/put-and-delete")]
fn put_or_delete_by_put(visit: Visit) -> Answer {
    visit.answer("put_or_delete")
}

#[cors(origins = ["https://app.example.com"])]
#[delete("/on/put-and-delete")]
fn put_or_delete_by_delete(visit: Visit) -> Answer {
    visit.answer("put_or_delete")
}
