use cors_runtime::cors;

#[cors(origins = ["https://app.example.com"], headers = ["Cookie"])]
async fn handler() {}

fn main() {}
