//! Origins and origin patterns of every form.

use cors_runtime::cors;
use cors_runtime::rocket::routes;
use rocket::{Route, get};

use super::{Answer, Visit};

pub(super) fn routes() -> Vec<Route> {
    routes![
        match_exact,
        match_longest,
        match_subdomains,
        match_subdomains_on_8443,
        match_ports,
        match_subdomains_and_ports,
        match_several,
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
