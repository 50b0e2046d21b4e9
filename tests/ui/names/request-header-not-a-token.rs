use cors_runtime::cors;

#[cors(origins = ["https://app.example.com"], headers = ["x-one, x-two"])]
async fn handler() {}

fn main() {}
