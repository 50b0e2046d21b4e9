//! Routes that are put together in several steps: bases, and paths that several `routes!` name.

use cors_runtime::cors;
use cors_runtime::rocket::routes;
use rocket::{Route, delete, get, put};

use super::{Answer, Visit};

/// What is mounted, and where; one base may occur several times.
pub(super) fn mounts() -> Vec<(&'static str, Vec<Route>)> {
    vec![
        ("/", routes![get_assembled]),
        ("/", routes![put_assembled]),
        ("/assembled", routes![delete_assembled]),
        ("/nested", routes![get_root, get_cart, put_cart, delete_cart, put_item]),
        ("/nested", routes![get_merged, put_merged]),
        ("/nested/deeper", routes![get_cart, put_cart]),
        ("/shops", routes![get_shop, put_shop]),
        ("/lost", routes![get_known]),
    ]
}

#[cors(origins = ["https://app.example.com"])]
#[get("/assembled")]
fn get_assembled(visit: Visit) -> Answer {
    visit.answer("get_for_app")
}

#[cors(origins = ["https://admin.example.com"])]
#[put("/assembled")]
fn put_assembled(visit: Visit) -> Answer {
    visit.answer("put_for_admin")
}

#[cors(origins = ["https://admin.example.com"])]
#[delete("/")]
fn delete_assembled(visit: Visit) -> Answer {
    visit.answer("delete_for_admin")
}

#[cors(origins = ["https://app.example.com"])]
#[get("/")]
fn get_root(visit: Visit) -> Answer {
    visit.answer("get_for_app")
}

#[cors(origins = ["https://app.example.com"])]
#[get("/cart")]
fn get_cart(visit: Visit) -> Answer {
    visit.answer("get_for_app")
}

#[cors(origins = ["https://admin.example.com"])]
#[put("/cart")]
fn put_cart(visit: Visit) -> Answer {
    visit.answer("put_for_admin")
}

#[cors(origins = ["https://admin.example.com"])]
#[delete("/cart")]
fn delete_cart(visit: Visit) -> Answer {
    visit.answer("delete_for_admin")
}

#[cors(origins = ["https://admin.example.com"])]
#[put("/items/<_id>")]
fn put_item(visit: Visit, _id: &str) -> Answer {
    visit.answer("put_for_admin")
}

#[cors(origins = ["https://app.example.com"])]
#[get("/merged")]
fn get_merged(visit: Visit) -> Answer {
    visit.answer("get_for_app")
}

#[cors(origins = ["https://admin.example.com"])]
#[put("/merged")]
fn put_merged(visit: Visit) -> Answer {
    visit.answer("put_for_admin")
}

#[cors(origins = ["https://app.example.com"])]
#[get("/<_shop>/cart")]
fn get_shop(visit: Visit, _shop: &str) -> Answer {
    visit.answer("get_for_app")
}

#[cors(origins = ["https://admin.example.com"])]
#[put("/<_shop>/cart")]
fn put_shop(visit: Visit, _shop: &str) -> Answer {
    visit.answer("put_for_admin")
}

#[get("/known")]
fn get_known(visit: Visit) -> Answer {
    visit.answer("read_plain")
}
