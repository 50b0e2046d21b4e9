use cors_runtime::cors;

#[cors(origins = ["https://app.example.com#x"])]
async fn handler() {}

fn main() {}
