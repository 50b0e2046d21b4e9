use cors_runtime::{cors, rocket::routes};

#[rocket::get("/")]
#[cors(origins = ["https://app.example.com"])]
fn handler() -> &'static str {
    "below"
}

fn main() {
    let _ = routes![handler];
}
