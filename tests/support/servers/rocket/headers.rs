//! Policies that differ in `headers`, `max_age` and `preflight_status`.

use cors_runtime::cors;
use cors_runtime::rocket::routes;
use rocket::{Route, get, put};

use super::{Answer, Visit};

pub(super) fn routes() -> Vec<Route> {
    routes![
        put_with_some,
        put_with_some_and_credentials,
        put_with_any,
        put_with_any_and_authorization,
        put_with_any_and_credentials,
        put_with_max_age_zero,
        put_with_max_age_day,
        get_with_status_200,
        put_with_status_200,
        put_with_status_299,
    ]
}

#[cors(origins = ["https://app.example.com"], headers = ["X-Second", "content-type", "x-first"])]
#[put("/headers/some")]
fn put_with_some(visit: Visit) -> Answer {
    visit.answer("put_with_some")
}

#[cors(origins = ["https://app.example.com"], credentials, headers = ["authorization"])]
#[put("/headers/some-with-credentials")]
fn put_with_some_and_credentials(visit: Visit) -> Answer {
    visit.answer("put_with_some_and_credentials")
}

#[cors(origins = ["https://app.example.com"], headers = ["*"])]
#[put("/headers/any")]
fn put_with_any(visit: Visit) -> Answer {
    visit.answer("put_with_any")
}

#[cors(origins = ["https://app.example.com"], headers = ["*", "authorization"])]
#[put("/headers/any-and-authorization")]
fn put_with_any_and_authorization(visit: Visit) -> Answer {
    visit.answer("put_with_any_and_authorization")
}

#[cors(origins = ["https://app.example.com"], credentials, headers = ["*"])]
#[put("/headers/any-with-credentials")]
fn put_with_any_and_credentials(visit: Visit) -> Answer {
    visit.answer("put_with_any_and_credentials")
}

#[cors(origins = ["https://app.example.com"], max_age = 0)]
#[put("/max-age/zero")]
fn put_with_max_age_zero(visit: Visit) -> Answer {
    visit.answer("put_with_max_age_zero")
}

#[cors(origins = ["https://app.example.com"], max_age = 86400)]
#[put("/max-age/day")]
fn put_with_max_age_day(visit: Visit) -> Answer {
    visit.answer("put_with_max_age_day")
}

#[cors(origins = ["https://app.example.com"], preflight_status = 200)]
#[get("/status/200")]
fn get_with_status_200(visit: Visit) -> Answer {
    visit.answer("get_with_status_200")
}

#[cors(origins = ["https://app.example.com"], preflight_status = 200)]
#[put("/status/200")]
fn put_with_status_200(visit: Visit) -> Answer {
    visit.answer("put_with_status_200")
}

#[cors(origins = ["https://app.example.com"], preflight_status = 299)]
#[put("/status/299")]
fn put_with_status_299(visit: Visit) -> Answer {
    visit.answer("put_with_status_299")
}
