use cors_runtime::cors;

#[cors(credentials)]
async fn handler() {}

fn main() {}
