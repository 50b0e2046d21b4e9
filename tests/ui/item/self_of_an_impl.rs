use cors_runtime::cors;

struct Shop;
impl Shop {
    const NAME: &str = "shop";

    #[cors(origins = ["https://app.example.com"])]
    async fn name() -> &'static str {
        Self::NAME
    }
}

fn main() {}
