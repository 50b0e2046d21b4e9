use cors_runtime::cors;

#[cors(origins = ["https://app.example.com"], credentials, expose_headers = ["*"])]
async fn handler() {}

fn main() {}
