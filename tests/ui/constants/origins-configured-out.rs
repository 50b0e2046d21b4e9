use cors_runtime::cors;

#[cors(origins = [#[cfg(any())] "http://localhost:5173"])]
async fn handler() {}

fn main() {}
