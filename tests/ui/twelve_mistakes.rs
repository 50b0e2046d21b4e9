use cors_runtime::cors;

#[cors(
    origins = ["https://app.example.com/", "HTTPS://www.example.com", "example.org", "https://a.example, https://b.example"],
    allow_credentials = true,
    credentials = "yes",
    methods = ["put", "TRACE"] headers = ["Cookie", "x-token", "X-Token"],
    expose_headers = ["Origin", "x total"],
    max_age = 604800,
    max_age = 60,
    preflight_status = 404,
)]
async fn handler() -> u32 {
    "and the body is checked too"
}

fn main() {}
