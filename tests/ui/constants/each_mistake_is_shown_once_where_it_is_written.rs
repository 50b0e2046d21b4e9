use cors_runtime::cors;

const APP: &str = "https://app.example.com/";
const TOKEN: &str = "x token";
struct Limits;
impl Limits {
    const WEEK: u32 = 7 * 86_400;
}

#[cors(origins = [APP, concat!("HTTPS://", "example.com")], headers = [TOKEN], max_age = Limits::WEEK, preflight_status = 100 + 4)]
async fn handler() {}

fn main() {}
