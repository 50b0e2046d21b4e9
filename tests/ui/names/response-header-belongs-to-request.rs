use cors_runtime::cors;

#[cors(origins = ["*"], expose_headers = ["Origin"])]
async fn handler() {}

fn main() {}
