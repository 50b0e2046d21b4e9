use cors_runtime::{axum::{MethodRouter, get}, cors};

struct Number;

#[cors(origins = ["https://app.example.com"])]
async fn handler() -> Number {
    Number
}

fn main() {
    let _: MethodRouter = get(handler);
}
