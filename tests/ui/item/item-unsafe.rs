use cors_runtime::cors;

#[cors(origins = ["https://app.example.com"])]
async unsafe fn handler() {}

fn main() {}
