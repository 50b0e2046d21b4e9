use cors_runtime::{axum::{MethodRouter, put}, cors};

#[cors(origins = ["https://app.example.com"], methods = ["PUT"])]
async fn handler() {}

fn main() {
    let _: MethodRouter = put(handler);
}
