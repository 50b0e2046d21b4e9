//! Origins and origin patterns of every form.

use axum::response::Response;
use cors_runtime::axum::{Router, get};
use cors_runtime::{Policy, cors, policy};

use super::{Server, Visit};
use crate::servers::origins::{FILE, NULL};

pub(super) fn routes() -> Router<Server> {
    Router::new()
        .route("/match/exact", get(match_exact))
        .route("/match/longest", get(match_longest))
        .route("/match/subdomains", get(match_subdomains))
        .route("/match/subdomains-on-8443", get(match_subdomains_on_8443))
        .route("/match/ports", get(match_ports))
        .route("/match/subdomains-and-ports", get(match_subdomains_and_ports))
        .route("/match/several", get(match_several))
        .route("/match/all-but-one", get(match_all_but_one).put(replace_all_but_one))
        .route("/match/null", get(match_null))
        .route("/match/null-by-name", get(match_null_by_name))
        .route("/match/packaged", get(match_packaged))
        .route("/match/insecure", get(match_insecure))
        .route("/match/public-suffix", get(match_public_suffix))
        .route("/strict", get(read_strict).post(add_to_strict))
        .route("/private-network", get(read_private).put(replace_private))
        .route("/timed", get(read_timed))
        .route("/timed/open", get(read_timed_open))
        .route("/shared", get(read_shared).put(replace_shared).delete(clear_shared))
}

#[cors(origins = [
    "https://example.com",
    "https://example.com:8443",
    "http://localhost:3000",
    "http://127.0.0.1:3000",
    "http://[::1]:3000",
    "https://xn--rsum-bpad.example",
    "tauri://localhost",
    "chrome-extension://abcdefghijklmnopabcdefghijklmnop",
    "moz-extension://4fbf6f7b-1d4c-4b8e-9f2a-7c1d2e3f4a5b",
    "https://dotted.example.",
    "http://3dprinter:8080",
    "http://4f5e6d7c8b9a:3000",
    "https://a-.example",
])]
async fn match_exact(visit: Visit) -> Response {
    visit.answer("match_exact")
}

// 326 bytes: a scheme of 64, a host of 253 with labels of 63, a port of 5.
#[cors(origins = [
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:65535",
])]
async fn match_longest(visit: Visit) -> Response {
    visit.answer("match_longest")
}

#[cors(origins = ["https://*.example.com"])]
async fn match_subdomains(visit: Visit) -> Response {
    visit.answer("match_subdomains")
}

#[cors(origins = ["https://*.example.com:8443"])]
async fn match_subdomains_on_8443(visit: Visit) -> Response {
    visit.answer("match_subdomains_on_8443")
}

#[cors(origins = ["http://localhost:*"])]
async fn match_ports(visit: Visit) -> Response {
    visit.answer("match_ports")
}

#[cors(origins = ["https://*.example.com:*"])]
async fn match_subdomains_and_ports(visit: Visit) -> Response {
    visit.answer("match_subdomains_and_ports")
}

#[cors(
    origins = [
        "https://example.com",
        "https://*.example.org",
        "https://*.shop.example.com",
        "http://localhost:*",
    ],
    credentials,
)]
async fn match_several(visit: Visit) -> Response {
    visit.answer("match_several")
}

#[cors(origins = ["*"], except = ["https://evil.example"], headers = ["*"])]
async fn match_all_but_one(visit: Visit) -> Response {
    visit.answer("match_all_but_one")
}

#[cors(origins = ["*"], except = ["https://evil.example"], headers = ["*"])]
async fn replace_all_but_one(visit: Visit) -> Response {
    visit.answer("replace_all_but_one")
}

#[cors(origins = ["https://example.com", "null", "file://"], dangerously_allow_null_origin)]
async fn match_null(visit: Visit) -> Response {
    visit.answer("match_null")
}

#[cors(origins = [NULL, FILE], dangerously_allow_null_origin)]
async fn match_null_by_name(visit: Visit) -> Response {
    visit.answer("match_null_by_name")
}

#[cors(
    origins = [
        "app://obsidian.md",
        "capacitor://localhost",
        "chrome-extension://abcdefghijklmnopabcdefghijklmnop",
        "moz-extension://4fbf6f7b-1d4c-4b8e-9f2a-7c1d2e3f4a5b",
        "vscode-webview://1a2b3c",
    ],
    credentials,
)]
async fn match_packaged(visit: Visit) -> Response {
    visit.answer("match_packaged")
}

#[cors(
    origins = ["http://intranet.example", "https://app.example.com"],
    credentials,
    dangerously_allow_insecure_origins,
)]
async fn match_insecure(visit: Visit) -> Response {
    visit.answer("match_insecure")
}

#[cors(origins = ["https://*.github.io"], credentials, dangerously_allow_public_suffixes)]
async fn match_public_suffix(visit: Visit) -> Response {
    visit.answer("match_public_suffix")
}

const APP: &str = "https://app.example.com";
static SHARED: Policy = policy!(origins = ["https://app.example.com"], max_age = 600);

#[cors(policy = SHARED)]
async fn read_shared(visit: Visit) -> Response {
    visit.answer("read_shared")
}

#[cors(policy = SHARED)]
async fn replace_shared(visit: Visit) -> Response {
    visit.answer("replace_shared")
}

#[cors(origins = [APP], max_age = 600)]
async fn clear_shared(visit: Visit) -> Response {
    visit.answer("clear_shared")
}

#[cors(origins = ["https://app.example.com"], refuse_other_origins)]
async fn read_strict(visit: Visit) -> Response {
    visit.answer("read_strict")
}

#[cors(origins = ["https://app.example.com"], refuse_other_origins)]
async fn add_to_strict(visit: Visit) -> Response {
    visit.answer("add_to_strict")
}

#[cors(origins = ["https://app.example.com"])]
async fn read_private(visit: Visit) -> Response {
    visit.answer("read_private")
}

#[cors(origins = ["https://app.example.com"], private_network)]
async fn replace_private(visit: Visit) -> Response {
    visit.answer("replace_private")
}

#[cors(origins = ["https://app.example.com"], timing)]
async fn read_timed(visit: Visit) -> Response {
    visit.answer("read_timed")
}

#[cors(origins = ["*"], timing)]
async fn read_timed_open(visit: Visit) -> Response {
    visit.answer("read_timed_open")
}
