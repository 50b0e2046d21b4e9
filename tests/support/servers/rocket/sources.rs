//! Origins that are not known while the program compiles, and long lists of some that are.

use cors_runtime::cors;
use cors_runtime::rocket::routes;
use rocket::{Route, delete, get, put};

use super::{Answer, Visit};
use crate::servers::origins::{EVERYONE, MANY, TENANTS, fill, is_preview, is_unusual};

pub(super) fn routes() -> Vec<Route> {
    fill();
    routes![
        read_from_set,
        replace_from_set,
        clear_from_set,
        read_from_function,
        read_from_unusual,
        read_from_everyone,
        match_many
    ]
}

#[cors(origins = ["https://app.example.com"], origins_from = TENANTS, credentials)]
#[get("/from/set")]
fn read_from_set(visit: Visit) -> Answer {
    visit.answer("read_from_set")
}

#[cors(origins = ["https://app.example.com"], origins_from = TENANTS, credentials)]
#[put("/from/set")]
fn replace_from_set(visit: Visit) -> Answer {
    visit.answer("replace_from_set")
}

#[cors(credentials, origins_from = TENANTS, origins = ["https://app.example.com"])]
#[delete("/from/set")]
fn clear_from_set(visit: Visit) -> Answer {
    visit.answer("clear_from_set")
}

#[cors(origins_from = is_preview)]
#[get("/from/function")]
fn read_from_function(visit: Visit) -> Answer {
    visit.answer("read_from_function")
}

#[cors(origins_from = is_unusual)]
#[get("/from/unusual")]
fn read_from_unusual(visit: Visit) -> Answer {
    visit.answer("read_from_unusual")
}

#[cors(origins_from = EVERYONE)]
#[get("/from/everyone")]
fn read_from_everyone(visit: Visit) -> Answer {
    visit.answer("read_from_everyone")
}

#[cors(policy = MANY)]
#[get("/match/many")]
fn match_many(visit: Visit) -> Answer {
    visit.answer("match_many")
}
