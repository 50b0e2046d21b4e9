//! The application's own handlers for `OPTIONS`.

use cors_runtime::cors;
use cors_runtime::rocket::routes;
use rocket::{Route, get, options};

use super::{Answer, Visit};

pub(super) fn routes() -> Vec<Route> {
    routes![
        read_described,
        describe,
        read_described_by_annotated,
        describe_for_admin,
        read_undescribed,
        describe_plain,
    ]
}

#[cors(origins = ["https://app.example.com"])]
#[get("/own-options")]
fn read_described(visit: Visit) -> Answer {
    visit.answer("read_described")
}

#[options("/own-options")]
fn describe(visit: Visit) -> Answer {
    visit.answer("describe")
}

#[cors(origins = ["https://app.example.com"])]
#[get("/own-options/annotated")]
fn read_described_by_annotated(visit: Visit) -> Answer {
    visit.answer("read_described")
}

#[cors(origins = ["https://admin.example.com"])]
#[options("/own-options/annotated")]
fn describe_for_admin(visit: Visit) -> Answer {
    visit.answer("describe_for_admin")
}

#[get("/own-options/plain")]
fn read_undescribed(visit: Visit) -> Answer {
    visit.answer("read_undescribed")
}

#[options("/own-options/plain")]
fn describe_plain(visit: Visit) -> Answer {
    visit.answer("describe")
}
