use cors_runtime::cors;

#[cors(origins = [option_env!(,)])]
async fn nothing() {}

#[cors(origins = ["https://app.example.com", option_env!("ONE" "TWO")])]
async fn two() {}

fn main() {
    let _ = (nothing(), two());
}
