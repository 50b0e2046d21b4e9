use cors_runtime::{axum::{MethodRouter, get}, cors};

#[cors(origins = ["https://app.example.com"])]
fn handler() -> &'static str {
    "neither async nor a future"
}

fn main() {
    let _: MethodRouter = get(handler);
}
