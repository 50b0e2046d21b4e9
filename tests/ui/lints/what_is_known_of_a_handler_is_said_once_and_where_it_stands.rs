#![deny(dead_code, private_interfaces, unreachable_pub)]
use cors_runtime::cors;

#[cors(origins = ["https://app.example.com"])]
async fn never_mounted() {}

#[allow(dead_code)]
mod items {
    #[cors_runtime::cors(origins = ["https://app.example.com"])]
    pub async fn more_public_than_its_argument(_: Item) {}
    struct Item;
}

fn main() {}
