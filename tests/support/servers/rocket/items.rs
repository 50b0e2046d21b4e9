//! Paths with parameters, and static paths beside them.

use std::path::PathBuf;

use cors_runtime::cors;
use cors_runtime::rocket::routes;
use rocket::{Route, get, put};

use super::{Answer, Visit};

pub(super) fn routes() -> Vec<Route> {
    routes![
        read_item,
        replace_item,
        read_special_item,
        replace_special_item,
        replace_part,
        read_file,
        replace_file,
        read_index,
        replace_index,
    ]
}

#[cors(origins = ["https://app.example.com"])]
#[get("/items/<_id>")]
fn read_item(visit: Visit, _id: &str) -> Answer {
    visit.answer("read_item")
}

#[cors(origins = ["https://app.example.com"])]
#[put("/items/<_id>")]
fn replace_item(visit: Visit, _id: &str) -> Answer {
    visit.answer("replace_item")
}

#[get("/items/special")]
fn read_special_item(visit: Visit) -> Answer {
    visit.answer("read_special_item")
}

#[put("/items/special")]
fn replace_special_item(visit: Visit) -> Answer {
    visit.answer("replace_special_item")
}

#[cors(origins = ["https://admin.example.com"], headers = ["x-part"])]
#[put("/items/<_id>/parts/<_part>")]
fn replace_part(visit: Visit, _id: &str, _part: &str) -> Answer {
    visit.answer("replace_part")
}

#[cors(origins = ["https://app.example.com"])]
#[get("/files/<_first>/<_rest..>")]
fn read_file(visit: Visit, _first: &str, _rest: PathBuf) -> Answer {
    visit.answer("read_file")
}

#[cors(origins = ["https://app.example.com"])]
#[put("/files/<_first>/<_rest..>")]
fn replace_file(visit: Visit, _first: &str, _rest: PathBuf) -> Answer {
    visit.answer("replace_file")
}

#[cors(origins = ["https://admin.example.com"])]
#[get("/files/index")]
fn read_index(visit: Visit) -> Answer {
    visit.answer("read_index")
}

#[cors(origins = ["https://admin.example.com"])]
#[put("/files/index")]
fn replace_index(visit: Visit) -> Answer {
    visit.answer("replace_index")
}
