use cors_runtime::cors;

#[cors(origins = ["https://app.example.com"])]
#[rocket::catch(404)]
fn not_found() -> &'static str {
    "nothing here"
}

fn main() {
    let _ = rocket::catchers![not_found];
}
