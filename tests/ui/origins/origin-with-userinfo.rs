use cors_runtime::cors;

#[cors(origins = ["https://user:password@app.example.com"])]
async fn handler() {}

fn main() {}
