use cors_runtime::cors;

const APP: &str = "https://app.example.com";
const ANY: &str = "*";

#[cors(origins = ["https://*.example.com", APP])]
async fn shadowed() {}

#[cors(origins = [ANY], credentials)]
async fn wildcard() {}

fn main() {}
