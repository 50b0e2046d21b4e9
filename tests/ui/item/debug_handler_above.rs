use cors_runtime::cors;

#[axum::debug_handler]
#[cors(origins = ["https://app.example.com"])]
async fn handler() {}

fn main() {}
