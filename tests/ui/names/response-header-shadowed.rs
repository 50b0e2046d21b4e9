use cors_runtime::cors;

#[cors(origins = ["https://app.example.com"], expose_headers = ["*", "x-total"])]
async fn handler() {}

fn main() {}
