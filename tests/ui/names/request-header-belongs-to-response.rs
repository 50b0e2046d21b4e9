use cors_runtime::cors;

#[cors(origins = ["https://app.example.com"], headers = ["Access-Control-Allow-Origin"])]
async fn handler() {}

fn main() {}
