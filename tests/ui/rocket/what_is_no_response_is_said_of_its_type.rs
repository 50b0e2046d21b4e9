use cors_runtime::cors;

#[cors(origins = ["https://app.example.com"])]
#[rocket::get("/")]
fn handler() -> u8 {
    0
}

fn main() {}
