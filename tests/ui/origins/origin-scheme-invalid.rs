use cors_runtime::cors;

#[cors(origins = ["ht_tp://app.example.com"])]
async fn handler() {}

fn main() {}
