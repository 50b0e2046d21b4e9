use cors_runtime::cors;

#[cors(origins = ["example.com"])]
async fn handler() {}

fn main() {}
