use cors_runtime::cors;

#[cors(origins = ["https://app.example.com"], max_age = "1d")]
async fn handler() {}

fn main() {}
