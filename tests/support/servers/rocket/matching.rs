//! Origins and origin patterns of every form.

use cors_runtime::rocket::routes;
use cors_runtime::{Policy, cors, policy};
use rocket::{Route, delete, get, post, put};

use super::{Answer, Visit};
use crate::servers::origins::{FILE, NULL};

pub(super) fn routes() -> Vec<Route> {
    routes![
        match_exact,
        match_longest,
        match_subdomains,
        match_subdomains_on_8443,
        match_ports,
        match_subdomains_and_ports,
        match_several,
        match_all_but_one,
        replace_all_but_one,
        match_null,
        match_null_by_name,
        match_packaged,
        match_insecure,
        match_public_suffix,
        read_strict,
        add_to_strict,
        read_private,
        replace_private,
        read_timed,
        read_timed_open,
        read_shared,
        replace_shared,
        clear_shared,
    ]
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
#[get("/match/exact")]
fn match_exact(visit: Visit) -> Answer {
    visit.answer("match_exact")
}

// 326 bytes: a scheme of 64, a host of 253 with labels of 63, a port of 5.
#[cors(origins = [
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:65535",
])]
#[get("/match/longest")]
fn match_longest(visit: Visit) -> Answer {
    visit.answer("match_longest")
}

#[cors(origins = ["https://*.example.com"])]
#[get("/match/subdomains")]
fn match_subdomains(visit: Visit) -> Answer {
    visit.answer("match_subdomains")
}

#[cors(origins = ["https://*.example.com:8443"])]
#[get("/match/subdomains-on-8443")]
fn match_subdomains_on_8443(visit: Visit) -> Answer {
    visit.answer("match_subdomains_on_8443")
}

#[cors(origins = ["http://localhost:*"])]
#[get("/match/ports")]
fn match_ports(visit: Visit) -> Answer {
    visit.answer("match_ports")
}

#[cors(origins = ["https://*.example.com:*"])]
#[get("/match/subdomains-and-ports")]
fn match_subdomains_and_ports(visit: Visit) -> Answer {
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
#[get("/match/several")]
fn match_several(visit: Visit) -> Answer {
    visit.answer("match_several")
}

#[cors(origins = ["*"], except = ["https://evil.example"], headers = ["*"])]
#[get("/match/all-but-one")]
fn match_all_but_one(visit: Visit) -> Answer {
    visit.answer("match_all_but_one")
}

#[cors(origins = ["*"], except = ["https://evil.example"], headers = ["*"])]
#[put("/match/all-but-one")]
fn replace_all_but_one(visit: Visit) -> Answer {
    visit.answer("replace_all_but_one")
}

#[cors(origins = ["https://example.com", "null", "file://"], dangerously_allow_null_origin)]
#[get("/match/null")]
fn match_null(visit: Visit) -> Answer {
    visit.answer("match_null")
}

#[cors(origins = [NULL, FILE], dangerously_allow_null_origin)]
#[get("/match/null-by-name")]
fn match_null_by_name(visit: Visit) -> Answer {
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
#[get("/match/packaged")]
fn match_packaged(visit: Visit) -> Answer {
    visit.answer("match_packaged")
}

#[cors(
    origins = ["http://intranet.example", "https://app.example.com"],
    credentials,
    dangerously_allow_insecure_origins,
)]
#[get("/match/insecure")]
fn match_insecure(visit: Visit) -> Answer {
    visit.answer("match_insecure")
}

#[cors(origins = ["https://*.github.io"], credentials, dangerously_allow_public_suffixes)]
#[get("/match/public-suffix")]
fn match_public_suffix(visit: Visit) -> Answer {
    visit.answer("match_public_suffix")
}

const APP: &str = "https://app.example.com";
static SHARED: Policy = policy!(origins = ["https://app.example.com"], max_age = 600);

#[cors(policy = SHARED)]
#[get("/shared")]
fn read_shared(visit: Visit) -> Answer {
    visit.answer("read_shared")
}

#[cors(policy = SHARED)]
#[put("/shared")]
fn replace_shared(visit: Visit) -> Answer {
    visit.answer("replace_shared")
}

#[cors(origins = [APP], max_age = 600)]
#[delete("/shared")]
fn clear_shared(visit: Visit) -> Answer {
    visit.answer("clear_shared")
}

#[cors(origins = ["https://app.example.com"], refuse_other_origins)]
#[get("/strict")]
fn read_strict(visit: Visit) -> Answer {
    visit.answer("read_strict")
}

#[cors(origins = ["https://app.example.com"], refuse_other_origins)]
#[post("/strict")]
fn add_to_strict(visit: Visit) -> Answer {
    visit.answer("add_to_strict")
}

#[cors(origins = ["https://app.example.com"])]
#[get("/private-network")]
fn read_private(visit: Visit) -> Answer {
    visit.answer("read_private")
}

#[cors(origins = ["https://app.example.com"], private_network)]
#[put("/private-network")]
fn replace_private(visit: Visit) -> Answer {
    visit.answer("replace_private")
}

#[cors(origins = ["https://app.example.com"], timing)]
#[get("/timed")]
fn read_timed(visit: Visit) -> Answer {
    visit.answer("read_timed")
}

#[cors(origins = ["*"], timing)]
#[get("/timed/open")]
fn read_timed_open(visit: Visit) -> Answer {
    visit.answer("read_timed_open")
}
