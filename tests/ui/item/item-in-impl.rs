use cors_runtime::cors;

struct Shop;

impl Shop {
    #[cors(origins = ["https://app.example.com"])]
    async fn list() -> Option<Self> {
        None
    }
}

fn main() {}
