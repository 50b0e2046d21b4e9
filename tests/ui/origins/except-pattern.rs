use cors_runtime::cors;

#[cors(origins = ["*"], except = ["https://*.example.net"])]
async fn handler() {}

fn main() {}
