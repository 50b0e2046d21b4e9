use cors_runtime::cors;

#[cors(origins = ["file://"])]
async fn handler() {}

const FILE: &str = "file://";

#[cors(origins = [FILE])]
async fn other_handler() {}

fn main() {}
