//! What origins and patterns match: the section "Matching" of the semantics, case by case.

use cors_policy::OriginPattern;

fn matching(pattern: &str, origin: &[u8]) -> bool {
    match OriginPattern::parse(pattern) {
        Ok(pattern) => pattern.matches(origin),
        Err(violation) => panic!("{pattern}: {}", violation.message()),
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn patterns_match_what_they_say_and_nothing_else() {
    let long_label = "a".repeat(63);
    let too_long_label = "a".repeat(64);
    let cases: &[(&str, &[&str], &[&str])] = &[
        (
            "https://example.com",
            &["https://example.com"],
            &[
                "https://example.com/",
                "https://example.com:443",
                "HTTPS://example.com",
                "https://Example.com",
                "http://example.com",
                "https://a.example.com",
                "https://example.com.evil.com",
                "https://example.co",
                "null",
                "",
                "*",
            ],
        ),
        (
            "https://example.com:8443",
            &["https://example.com:8443"],
            &["https://example.com", "https://example.com:844"],
        ),
        (
            "http://127.0.0.1:8080",
            &["http://127.0.0.1:8080"],
            &["http://127.0.0.1", "http://127.0.0.1:80800"],
        ),
        ("http://[::1]:8080", &["http://[::1]:8080"], &["http://[::1]", "http://[::2]:8080"]),
        ("tauri://localhost", &["tauri://localhost"], &["tauri://localhost:1", "tauri://localhos"]),
        (
            "https://*.example.com",
            &[
                "https://a.example.com",
                "https://b.a.example.com",
                "https://a-b.example.com",
                "https://-a.example.com",
                "https://a-.example.com",
                "https://-.example.com",
                "https://a+b.example.com",
                "https://4f5e6d7c8b9a.example.com",
                "https://a_b.example.com",
                "https://1.example.com",
                "https://xn--rsum-bpad.example.com",
                &format!("https://{long_label}.example.com"),
            ],
            &[
                "https://example.com",
                "https://evilexample.com",
                "https://a.example.com:8443",
                "https://a.example.com:443",
                "https://a.example.com:",
                "https://a.example.com.evil.com",
                "https://.example.com",
                "https://a..example.com",
                "https://xn--0.example.com",
                "https://xn--a.example.com",
                "https://xn--1ug.example.com",
                "https://a$b.example.com",
                "https://A.example.com",
                "https://*.example.com",
                "https://a b.example.com",
                "https://a/.example.com",
                "https://evil.com/.example.com",
                "https://evil.com?.example.com",
                "https://evil.com#.example.com",
                "https://u@a.example.com",
                "https://u:p@a.example.com",
                "https://evil.com:1.example.com",
                "https://a.example.com.",
                "https://a..example.com.",
                "https://example.com.",
                "https://a.example.com/",
                "http://a.example.com",
                "https:/a.example.com",
                "a.example.com",
                &format!("https://{too_long_label}.example.com"),
            ],
        ),
        (
            "http://localhost:*",
            &[
                "http://localhost",
                "http://localhost:1",
                "http://localhost:3000",
                "http://localhost:65535",
                "http://localhost:443",
            ],
            &[
                "http://localhost:",
                "http://localhost:0",
                "http://localhost:080",
                "http://localhost:99999",
                "http://localhost:65536",
                "http://localhost:655350",
                "http://localhost:80",
                "http://localhost:3000/",
                "http://localhost:*",
                "http://localhost:30a",
                "http://localhost:+1",
                "http://localhost:3000:3000",
                "http://localhost.",
                "http://localhost.:3000",
                "http://a.localhost.:3000",
                "http://a.localhost:3000",
                "http://localhostt:3000",
                "https://localhost:3000",
            ],
        ),
        (
            "http://*.localhost:*",
            &["http://a.localhost", "http://a.localhost:3000", "http://b.a.localhost:1"],
            &[
                "http://localhost:3000",
                "http://a.localhost:80",
                "http://a.localhost:0",
                "http://.localhost:1",
            ],
        ),
        (
            "https://*.example.com:8443",
            &["https://a.example.com:8443"],
            &["https://a.example.com", "https://a.example.com:8444", "https://a.example.com:08443"],
        ),
        (
            "http://[::1]:*",
            &["http://[::1]", "http://[::1]:3000"],
            &["http://[::1]:80", "http://[::1]3000", "http://::1"],
        ),
        (
            "http://127.0.0.1:*",
            &["http://127.0.0.1", "http://127.0.0.1:9"],
            &["http://127.0.0.10:9", "http://1127.0.0.1"],
        ),
        (
            "https://example.com.",
            &["https://example.com."],
            &["https://example.com", "https://example.com..", "https://example.com.:443"],
        ),
        ("http://3dprinter:*", &["http://3dprinter:8080", "http://3dprinter"], &["http://3dprinter.:8080"]),
        ("file://", &["file://"], &["file:///", "file:", "null", "file://x", "FILE://"]),
        ("https://*.1example.com", &["https://a.1example.com"], &["https://1example.com"]),
    ];
    for (pattern, matched, others) in cases {
        for origin in *matched {
            assert!(matching(pattern, origin.as_bytes()), "{pattern} should match {origin}");
        }
        for origin in *others {
            assert!(!matching(pattern, origin.as_bytes()), "{pattern} should not match {origin}");
        }
    }
}

#[test]
fn bytes_beyond_ascii_never_match_a_pattern() {
    for pattern in ["https://*.example.com", "https://*.example.com:*"] {
        assert!(!matching(pattern, b"https://\xff.example.com"));
        assert!(!matching(pattern, "https://é.example.com".as_bytes()));
        assert!(!matching(pattern, b"https://a.example.com:\xff"));
        assert!(!matching(pattern, b"https://a\0.example.com"));
    }
}

#[test]
fn a_host_over_253_bytes_is_matched_by_no_pattern() {
    let label = "a".repeat(49);
    let host = [label.as_str(); 5].join(".");
    assert_eq!(host.len(), 249);
    assert!(matching("https://*.com", format!("https://{host}.com").as_bytes()));
    assert!(!matching("https://*.coms", format!("https://{host}.coms").as_bytes()));
}

#[test]
fn an_origin_over_326_bytes_is_not_read() {
    let origin = format!("https://{}.example.com", "a.".repeat(5000));
    assert!(!matching("https://*.example.com", origin.as_bytes()));
}

#[test]
fn a_pattern_covers_what_it_matches_whole() {
    let parse = |text| OriginPattern::parse(text).expect(text);
    for (one, other, covers) in [
        ("https://*.x.com", "https://a.x.com", true),
        ("https://*.x.com", "https://*.a.x.com", true),
        ("https://*.a.x.com", "https://*.x.com", false),
        ("https://*.x.com", "https://x.com", false),
        ("https://*.x.com", "https://ax.com", false),
        ("https://*.x.com", "https://a.x.com:8443", false),
        ("https://*.x.com:*", "https://a.x.com:8443", true),
        ("https://*.x.com:*", "https://*.x.com", true),
        ("http://localhost:*", "http://localhost", true),
        ("http://localhost:*", "http://localhost:3000", true),
        ("http://localhost:*", "https://localhost:3000", false),
        ("http://localhost:3000", "http://localhost:*", false),
        ("https://a.x.com", "https://*.x.com", false),
    ] {
        assert_eq!(parse(one).covers(&parse(other)), covers, "{one} covers {other}");
    }
}
