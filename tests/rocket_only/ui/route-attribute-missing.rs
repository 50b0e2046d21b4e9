use cors_runtime::cors;

#[rocket::get("/")]
#[cors(origins = ["https://app.example.com"])]
async fn handler() -> &'static str {
    ""
}

// Not with the `routes!` of `cors_runtime`, which would find the mistake too.
fn main() {
    let _ = rocket::routes![handler];
}
