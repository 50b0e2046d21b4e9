use cors_runtime::cors;

#[cors(origins = ["file:///index.html"])]
async fn handler() {}

fn main() {}
