use cors_runtime::cors;

#[cors(origins = ["http://[::1:3000"])]
async fn handler() {}

fn main() {}
