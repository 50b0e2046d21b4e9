use cors_runtime::cors;

#[cors(origins = ["*"], refuse_other_origins)]
async fn handler() {}

fn main() {}
