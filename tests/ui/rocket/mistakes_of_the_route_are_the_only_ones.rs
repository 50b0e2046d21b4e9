use cors_runtime::cors;

#[cors(origins = ["https://app.example.com"])]
#[rocket::get("/<id>")]
fn handler() {}

fn main() {}
