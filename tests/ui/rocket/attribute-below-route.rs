use cors_runtime::{cors, rocket::routes};

#[rocket::get("/<_id>")]
#[cors(origins = ["https://app.example.com"])]
async fn handler(_id: &str) -> &'static str {
    "below"
}

fn main() {
    let _ = routes![handler];
}
