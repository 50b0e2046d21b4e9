use cors_runtime::cors;

#[cors(origins = ["https://example.com", option_env!("AN_ORIGIN_THAT_IS_NOT_SET")])]
async fn handler() {}

fn main() {}
