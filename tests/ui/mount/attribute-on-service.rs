use axum::routing;
use cors_runtime::{axum::{MethodRouter, any_service}, cors};

#[cors(origins = ["https://app.example.com"])]
fn files() -> routing::MethodRouter {
    routing::get(async || "a service")
}

fn main() {
    let _: MethodRouter = any_service(files());
}
