//! Policies that allow every origin.

use cors_runtime::cors;
use cors_runtime::rocket::routes;
use rocket::{Route, get, put};

use super::{Answer, Visit};

pub(super) fn routes() -> Vec<Route> {
    routes![
        read_open,
        replace_open,
        read_open_exposed,
        read_open_all_exposed,
        replace_open_some_headers,
        replace_open_any_header,
        replace_open_any_header_and_authorization,
    ]
}

#[cors(origins = ["*"])]
#[get("/open")]
fn read_open(visit: Visit) -> Answer {
    visit.answer("read_open")
}

#[cors(origins = ["*"])]
#[put("/open")]
fn replace_open(visit: Visit) -> Answer {
    visit.answer("replace_open")
}

#[cors(origins = ["*"], expose_headers = ["etag", "x-total"])]
#[get("/open/exposed")]
fn read_open_exposed(visit: Visit) -> Answer {
    visit.answer("read_open_exposed")
}

#[cors(origins = ["*"], expose_headers = ["*"])]
#[get("/open/all-exposed")]
fn read_open_all_exposed(visit: Visit) -> Answer {
    visit.answer("read_open_all_exposed")
}

#[cors(origins = ["*"], headers = ["content-type", "x-first"], max_age = 600)]
#[put("/open/some-headers")]
fn replace_open_some_headers(visit: Visit) -> Answer {
    visit.answer("replace_open_some_headers")
}

#[cors(origins = ["*"], headers = ["*"])]
#[put("/open/any-header")]
fn replace_open_any_header(visit: Visit) -> Answer {
    visit.answer("replace_open_any_header")
}

#[cors(origins = ["*"], headers = ["*", "authorization"])]
#[put("/open/any-header-and-authorization")]
fn replace_open_any_header_and_authorization(visit: Visit) -> Answer {
    visit.answer("replace_open_any_header_and_authorization")
}
