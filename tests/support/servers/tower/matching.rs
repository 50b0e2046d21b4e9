//! Origins and origin patterns of every form.

use cors_runtime::{Policy, policy};

use super::routes::Route;
use crate::servers::origins::{FILE, NULL};

pub(super) const ALL: &[Route] = &[
    ("/match/exact", Some(&EXACT), &[("GET", "match_exact")]),
    ("/match/longest", Some(&LONGEST), &[("GET", "match_longest")]),
    ("/match/subdomains", Some(&SUBDOMAINS), &[("GET", "match_subdomains")]),
    ("/match/subdomains-on-8443", Some(&SUBDOMAINS_ON_8443), &[("GET", "match_subdomains_on_8443")]),
    ("/match/ports", Some(&PORTS), &[("GET", "match_ports")]),
    ("/match/subdomains-and-ports", Some(&SUBDOMAINS_AND_PORTS), &[("GET", "match_subdomains_and_ports")]),
    ("/match/several", Some(&SEVERAL), &[("GET", "match_several")]),
    (
        "/match/all-but-one",
        Some(&ALL_BUT_ONE),
        &[("GET", "match_all_but_one"), ("PUT", "replace_all_but_one")],
    ),
    ("/match/null", Some(&NULL_OR_FILE), &[("GET", "match_null")]),
    ("/match/null-by-name", Some(&NULL_BY_NAME), &[("GET", "match_null_by_name")]),
    ("/match/packaged", Some(&PACKAGED), &[("GET", "match_packaged")]),
    ("/match/insecure", Some(&INSECURE), &[("GET", "match_insecure")]),
    ("/match/public-suffix", Some(&PUBLIC_SUFFIX), &[("GET", "match_public_suffix")]),
];

static EXACT: Policy = policy!(
    origins = [
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
    ],
    methods = ["GET"],
);
// 326 bytes: a scheme of 64, a host of 253 with labels of 63, a port of 5.
static LONGEST: Policy = policy!(
    origins = [
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:65535",
    ],
    methods = ["GET"],
);
static SUBDOMAINS: Policy = policy!(origins = ["https://*.example.com"], methods = ["GET"]);
static SUBDOMAINS_ON_8443: Policy = policy!(origins = ["https://*.example.com:8443"], methods = ["GET"]);
static PORTS: Policy = policy!(origins = ["http://localhost:*"], methods = ["GET"]);
static SUBDOMAINS_AND_PORTS: Policy = policy!(origins = ["https://*.example.com:*"], methods = ["GET"]);
static SEVERAL: Policy = policy!(
    origins =
        ["https://example.com", "https://*.example.org", "https://*.shop.example.com", "http://localhost:*"],
    methods = ["GET"],
    credentials,
);
static ALL_BUT_ONE: Policy =
    policy!(origins = ["*"], except = ["https://evil.example"], methods = ["PUT"], headers = ["*"]);
static NULL_OR_FILE: Policy = policy!(
    origins = ["https://example.com", "null", "file://"],
    methods = ["GET"],
    dangerously_allow_null_origin,
);
static NULL_BY_NAME: Policy =
    policy!(origins = [NULL, FILE], methods = ["GET"], dangerously_allow_null_origin);
static PACKAGED: Policy = policy!(
    origins = [
        "app://obsidian.md",
        "capacitor://localhost",
        "chrome-extension://abcdefghijklmnopabcdefghijklmnop",
        "moz-extension://4fbf6f7b-1d4c-4b8e-9f2a-7c1d2e3f4a5b",
        "vscode-webview://1a2b3c",
    ],
    methods = ["GET"],
    credentials,
);
static INSECURE: Policy = policy!(
    origins = ["http://intranet.example", "https://app.example.com"],
    methods = ["GET"],
    credentials,
    dangerously_allow_insecure_origins,
);
static PUBLIC_SUFFIX: Policy = policy!(
    origins = ["https://*.github.io"],
    methods = ["GET"],
    credentials,
    dangerously_allow_public_suffixes,
);
