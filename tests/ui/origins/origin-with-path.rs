use cors_runtime::cors;

#[cors(origins = ["https://app.example.com/app"])]
async fn handler() {}

fn main() {}
