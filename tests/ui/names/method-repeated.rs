use cors_runtime::cors;

#[cors(origins = ["https://app.example.com"], methods = ["PUT", "PUT"])]
async fn handler() {}

fn main() {}
