use cors_runtime::cors;

#[cors(origins = ["https://app.example.com"], headers = ["*", "x-token"])]
async fn handler() {}

fn main() {}
