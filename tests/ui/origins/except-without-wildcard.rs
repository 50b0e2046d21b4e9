use cors_runtime::cors;

#[cors(origins = ["https://app.example.com"], except = ["https://old.example.com"])]
async fn handler() {}

fn main() {}
