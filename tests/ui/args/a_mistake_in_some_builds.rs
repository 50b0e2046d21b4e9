use cors_runtime::cors;

#[cors(
    #[cfg(any())] origins = ["https://not-in-this-build.example/"],
    #[cfg(all())] origins = ["https://app.example.com/"],
    #[cfg(all())] credentials,
    #[cfg(not(any()))] max_age = "1",
)]
async fn handler() {}

fn main() {}
