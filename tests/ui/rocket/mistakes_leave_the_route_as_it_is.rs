use cors_runtime::{cors, rocket::routes};

#[cors(origins = ["https://app.example.com/"], max_age = -1)]
#[rocket::get("/<id>")]
fn handler(id: u8) -> String {
    id.to_string()
}

fn main() {
    let _ = (routes![handler], rocket::uri!(handler(1)));
}
