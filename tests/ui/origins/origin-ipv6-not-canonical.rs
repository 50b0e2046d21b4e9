use cors_runtime::cors;

#[cors(origins = ["http://[0:0:0:0:0:0:0:1]:3000"])]
async fn handler() {}

fn main() {}
