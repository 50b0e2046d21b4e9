use cors_runtime::cors;

#[cors(origins = ["https://app.example.com"], expose_headers = ["Set-Cookie"])]
async fn handler() {}

fn main() {}
