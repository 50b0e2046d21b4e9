use cors_runtime::cors;

#[cors(
    origins = [
        "moz-extension://*",
        "http://192.168.*",
        "https://deploy-preview-*--x.netlify.app",
        "https://*",
        "*.example.com",
        "https://*example.com",
        "https://example.*",
        "https://*-example.com",
    ],
)]
async fn handler() {}

fn main() {}
