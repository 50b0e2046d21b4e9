use cors_runtime::cors;

#[cors(origins = ["https://app.example.com"], dangerously_allow_null_origin)]
async fn handler() {}

fn main() {}
