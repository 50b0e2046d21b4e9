use cors_runtime::cors;

#[cors(origins = ["https://app.example.com"])]
async fn handler() {}

fn main() {
    let _: axum::Router = axum::Router::new().route("/", axum::routing::get(handler));
}
