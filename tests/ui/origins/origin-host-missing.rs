use cors_runtime::cors;

#[cors(origins = ["https://:8443"])]
async fn handler() {}

fn main() {}
