use cors_runtime::cors;

#[cors(origins = ["https://app.example.com"])]
#[cors(origins = ["https://www.example.com"])]
async fn handler() {}

fn main() {}
