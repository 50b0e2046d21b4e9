use cors_runtime::cors;

#[cors(origins = ["https://app.example.com"])]
async fn count(number: u8) {
    if number > 0 {
        Box::pin(crate::count(number - 1)).await;
    }
}

fn main() {}
