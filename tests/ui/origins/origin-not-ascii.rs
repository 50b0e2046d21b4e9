use cors_runtime::cors;

#[cors(origins = ["https://résumé.example.com"])]
async fn handler() {}

fn main() {}
