use cors_runtime::cors;

struct Shop<T>(T);
impl<T: Send> Shop<T> {
    #[cors(origins = ["https://app.example.com"])]
    async fn add(item: T) {
        drop(item);
    }
}

fn main() {}
