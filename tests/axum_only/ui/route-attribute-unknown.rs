use cors_runtime::cors;

#[cors(origins = ["https://app.example.com"])]
#[rocket::get("/")]
fn handler() -> &'static str {
    ""
}

fn main() {
    let _ = rocket::routes![handler];
}
