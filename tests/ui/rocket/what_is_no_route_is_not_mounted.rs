use cors_runtime::{cors, rocket::routes};

#[cors(origins = ["https://app.example.com"])]
async fn handler() {}

fn main() {
    let _ = routes![handler];
}
