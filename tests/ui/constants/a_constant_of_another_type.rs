use cors_runtime::cors;

const PORT: u16 = 3000;

#[cors(origins = [PORT], max_age = "1d".len())]
async fn handler() {}

fn main() {}
