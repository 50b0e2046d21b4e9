use cors_runtime::cors;

const APP: &str = "https://app.example.com";
const ANY: &str = "*";
const SUBDOMAINS: &str = "https://*.example.com";

#[cors(origins = ["https://*.example.com", APP])]
async fn shadowed() {}

#[cors(origins = [SUBDOMAINS, "https://www.example.com"])]
async fn literal_shadowed() {}

#[cors(origins = [APP, "https://app.example.com"])]
async fn repeated() {}

#[cors(origins = [ANY, "https://app.example.com"], headers = [ANY, "x-token"])]
async fn any() {}

#[cors(origins = [ANY], credentials, expose_headers = [#[cfg(all())] ANY])]
async fn wildcard() {}

#[cors(origins = [APP], except = ["https://old.example.com"])]
async fn except_a_list() {}

fn main() {}
