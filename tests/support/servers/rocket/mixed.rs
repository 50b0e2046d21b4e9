//! Handlers without a policy, alone on a path and beside handlers that have one; and `HEAD`.

use cors_runtime::cors;
use cors_runtime::rocket::routes;
use rocket::{Route, get, head, post, put};

use super::{Answer, Visit};

pub(super) fn routes() -> Vec<Route> {
    routes![
        read_plain,
        replace_plain,
        read_mixed,
        replace_plain_beside,
        replace_plain_before,
        read_mixed_late,
        post_late,
        read_beside_head,
        head_for_admin,
        head_only,
        post_for_admin,
    ]
}

#[get("/plain")]
fn read_plain(visit: Visit) -> Answer {
    visit.answer("read_plain")
}

#[put("/plain")]
fn replace_plain(visit: Visit) -> Answer {
    visit.answer("replace_plain")
}

#[cors(origins = ["https://app.example.com"])]
#[get("/mixed")]
fn read_mixed(visit: Visit) -> Answer {
    visit.answer("read_mixed")
}

#[put("/mixed")]
fn replace_plain_beside(visit: Visit) -> Answer {
    visit.answer("replace_plain")
}

#[put("/mixed-late")]
fn replace_plain_before(visit: Visit) -> Answer {
    visit.answer("replace_plain")
}

#[cors(origins = ["https://app.example.com"])]
#[get("/mixed-late")]
fn read_mixed_late(visit: Visit) -> Answer {
    visit.answer("read_mixed")
}

#[cors(origins = ["https://admin.example.com"])]
#[post("/mixed-late")]
fn post_late(visit: Visit) -> Answer {
    visit.answer("post_for_admin")
}

#[cors(origins = ["https://app.example.com"])]
#[get("/head")]
fn read_beside_head(visit: Visit) -> Answer {
    visit.answer("read_mixed")
}

#[cors(origins = ["https://admin.example.com"])]
#[head("/head")]
fn head_for_admin(visit: Visit) -> Answer {
    visit.answer("head_for_admin")
}

#[cors(origins = ["https://admin.example.com"])]
#[head("/head-only")]
fn head_only(visit: Visit) -> Answer {
    visit.answer("head_for_admin")
}

#[cors(origins = ["https://admin.example.com"])]
#[post("/post-only")]
fn post_for_admin(visit: Visit) -> Answer {
    visit.answer("post_for_admin")
}
