use cors_runtime::{cors, rocket::routes};

#[cors(origins = ["https://app.example.com"], methods = ["PUT"])]
#[rocket::put("/")]
fn handler() {}

fn main() {
    let _ = routes![handler];
}
