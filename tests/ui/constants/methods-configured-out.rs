use cors_runtime::cors;

#[cors(origins = ["https://app.example.com"], methods = [#[cfg(any())] "PUT"])]
async fn handler() {}

fn main() {}
