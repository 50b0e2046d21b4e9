use cors_runtime::cors;

trait Catalogue {
    async fn list() -> String;
}
struct Shop;
impl Catalogue for Shop {
    #[cors(origins = ["https://app.example.com"])]
    async fn list() -> String {
        String::new()
    }
}

fn main() {}
