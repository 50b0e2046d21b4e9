//! Which text breaks which rule.

use cors_policy::{
    NameList, OriginEntry, OriginPattern, Rule, Violation, check_max_age, check_method, check_name_in_list,
    check_origin_in_list, check_origin_with_credentials, check_preflight_status, check_request_header_name,
    check_response_header_name, check_wildcard_with_credentials,
};

/// The id of the rule that is broken; empty if none is.
fn id<T>(verdict: Result<T, Violation<'_>>) -> &'static str {
    verdict.err().map_or("", |violation| violation.rule.id())
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn every_mistake_in_an_origin_has_its_rule() {
    let long_host = format!("https://{}a.com", "a.".repeat(130));
    let long_scheme = format!("{}://a.com", "a".repeat(65));
    let long_label = format!("https://{}.com", "a".repeat(64));
    let too_long = format!("https://{}", "a".repeat(400));
    for (written, expected) in [
        ("*", ""),
        ("https://example.com", ""),
        ("https://example.com:8443", ""),
        ("https://*.example.com", ""),
        ("http://localhost:*", ""),
        ("http://*.localhost:*", ""),
        ("http://127.0.0.1:3000", ""),
        ("http://[::1]:3000", ""),
        ("tauri://localhost", ""),
        ("capacitor://localhost", ""),
        ("chrome-extension://aapbdbdomjkkjkaonfhkkikfgjllcleb", ""),
        ("moz-extension://4fbf2a4e-1111-4222-8333-abcdefabcdef", ""),
        ("https://xn--rsum-bpad.com", ""),
        ("https://my_app.example.com", ""),
        ("https://*.com", ""),
        ("", "origin-empty"),
        ("null", "origin-null"),
        ("NULL", "origin-null"),
        ("example.com", "origin-without-scheme"),
        ("//a.com", "origin-without-scheme"),
        ("https:/a.com", "origin-without-scheme"),
        ("localhost:3000", "origin-without-scheme"),
        ("/https://a.com", "origin-without-scheme"),
        ("https://a.com,https://b.com", "origin-several-in-one"),
        ("https://a.com, https://b.com", "origin-several-in-one"),
        ("https://a.com https://b.com", "origin-several-in-one"),
        ("https://a.com;https://b.com", "origin-several-in-one"),
        ("https://a.com,", "origin-several-in-one"),
        ("https://a.com/", "origin-with-path"),
        ("https://a.com/x?y#z", "origin-with-path"),
        ("https://a.com\\x", "origin-with-path"),
        ("https:///a.com", "origin-with-path"),
        ("https://a.com?x", "origin-with-query"),
        ("https://a.com#x", "origin-with-fragment"),
        ("https://u:p@a.com", "origin-with-userinfo"),
        ("https://@a.com", "origin-with-userinfo"),
        (" https://a.com", "origin-with-whitespace"),
        ("https://a.com\n", "origin-with-whitespace"),
        ("https://a\tb.com", "origin-with-whitespace"),
        ("https://a.com\0", "origin-with-whitespace"),
        ("https://a .com", "origin-with-whitespace"),
        ("HTTPS://a.com", "origin-not-lowercase"),
        ("https://Example.com", "origin-not-lowercase"),
        ("https://résumé.com", "origin-not-ascii"),
        ("1http://a", "origin-scheme-invalid"),
        ("ht_tp://a", "origin-scheme-invalid"),
        ("://a", "origin-scheme-invalid"),
        (&long_scheme, "origin-scheme-invalid"),
        ("file:///x", "origin-with-path"),
        ("file://x", "origin-scheme-file"),
        ("https://", "origin-host-missing"),
        ("https://:80", "origin-host-missing"),
        ("https://a..com", "origin-host-invalid"),
        ("https://-a.com", "origin-host-invalid"),
        ("https://a-.com", "origin-host-invalid"),
        ("https://xn--f", "origin-host-invalid"),
        ("https://a.com.", "origin-host-invalid"),
        ("https://a%20b.com", "origin-host-invalid"),
        (&long_label, "origin-host-invalid"),
        (&long_host, "origin-host-invalid"),
        ("http://127.1", "origin-ipv4-invalid"),
        ("http://0xFF000000", "origin-not-lowercase"),
        ("http://0xff000000", "origin-ipv4-invalid"),
        ("http://256.0.0.1", "origin-ipv4-invalid"),
        ("http://127.0.0.01", "origin-ipv4-invalid"),
        ("http://foo.1a", "origin-ipv4-invalid"),
        ("http://[0:0:0:0:0:0:0:1]", "origin-ipv6-not-canonical"),
        ("http://[2001:db8:0::1]", "origin-ipv6-not-canonical"),
        ("http://[::ffff:1.2.3.4]", "origin-ipv6-not-canonical"),
        ("http://[::1", "origin-ipv6-invalid"),
        ("http://[fe80::1%25eth0]", "origin-ipv6-invalid"),
        ("http://::1", "origin-ipv6-invalid"),
        ("http://[::1]3000", "origin-ipv6-invalid"),
        ("http://[]", "origin-ipv6-invalid"),
        ("https://a.com:443", "origin-port-default"),
        ("http://a.com:80", "origin-port-default"),
        ("http://a.com:0", "origin-port-invalid"),
        ("http://a.com:65536", "origin-port-invalid"),
        ("http://a.com:080", "origin-port-invalid"),
        ("http://a.com:", "origin-port-invalid"),
        ("http://a.com:abc", "origin-port-invalid"),
        ("http://a.com:80*", "origin-port-invalid"),
        ("http://a.com:1:2", "origin-port-invalid"),
        ("https://*a.com", "origin-wildcard-misplaced"),
        ("https://a.*.com", "origin-wildcard-misplaced"),
        ("https://*", "origin-wildcard-misplaced"),
        ("https://*.", "origin-wildcard-misplaced"),
        ("*.a.com", "origin-wildcard-misplaced"),
        ("*://a.com", "origin-wildcard-misplaced"),
        ("https://*.*.a.com", "origin-wildcard-misplaced"),
        ("https://*.127.0.0.1", "origin-wildcard-on-ip"),
        ("https://*.[::1]", "origin-wildcard-on-ip"),
        (&too_long, "origin-too-long"),
    ] {
        assert_eq!(id(OriginEntry::parse(written)), expected, "{written:?}");
    }
}

#[test]
fn every_mistake_between_origins_has_its_rule() {
    for (list, expected) in [
        (&["https://a.com", "https://b.com"][..], ["", ""]),
        (&["https://a.com", "https://a.com"], ["", "origin-repeated"]),
        (&["https://a.x.com", "https://*.x.com"], ["origin-shadowed", ""]),
        (&["http://localhost:*", "http://localhost:3000"], ["", "origin-shadowed"]),
        (&["https://a.com", "*"], ["origin-shadowed", ""]),
        (&["*", "*"], ["", "origin-repeated"]),
        (&["https://a.com/", "https://a.com/"], ["", ""]),
    ] {
        for (index, expected) in expected.into_iter().enumerate() {
            assert_eq!(id(check_origin_in_list(list, index)), expected, "{list:?} at {index}");
        }
    }
}

#[test]
fn credentials_ask_for_origins_that_nobody_can_forge() {
    for (written, expected) in [
        ("https://a.com", ""),
        ("wss://a.com", ""),
        ("http://localhost:3000", ""),
        ("http://localhost:*", ""),
        ("http://*.localhost:*", ""),
        ("http://127.0.0.1:3000", ""),
        ("http://[::1]", ""),
        ("tauri://localhost", ""),
        ("http://a.com", "origin-insecure-with-credentials"),
        ("http://10.0.0.1", "origin-insecure-with-credentials"),
        ("tauri://foo", "origin-insecure-with-credentials"),
        ("http://evil-localhost", "origin-insecure-with-credentials"),
        ("http://127.a.com", "origin-insecure-with-credentials"),
    ] {
        let pattern = OriginPattern::parse(written).expect(written);
        assert_eq!(id(check_origin_with_credentials(&pattern)), expected, "{written}");
    }
    assert_eq!(id(check_wildcard_with_credentials("*")), "wildcard-with-credentials");
}

#[test]
fn every_mistake_in_a_name_has_its_rule() {
    for (written, expected) in [
        ("PUT", ""),
        ("PURGE", ""),
        ("purge", ""),
        ("", "method-not-a-token"),
        ("PO ST", "method-not-a-token"),
        ("GET,POST", "method-not-a-token"),
        ("CONNECT", "method-forbidden"),
        ("trace", "method-forbidden"),
        ("TRACK", "method-forbidden"),
        ("patch", "method-not-normalized"),
        ("get", "method-not-normalized"),
        ("Delete", "method-not-normalized"),
    ] {
        assert_eq!(id(check_method(written)), expected, "{written}");
    }
    for (written, expected) in [
        ("x-foo", ""),
        ("Content-Type", ""),
        ("Range", ""),
        ("X-HTTP-Method-Override", ""),
        ("", "request-header-not-a-token"),
        ("x foo", "request-header-not-a-token"),
        ("a,b", "request-header-not-a-token"),
        ("cookie", "request-header-forbidden"),
        ("DNT", "request-header-forbidden"),
        ("Proxy-Authorization", "request-header-forbidden"),
        ("sec-fetch-mode", "request-header-forbidden"),
        ("Access-Control-Request-Method", "request-header-forbidden"),
        ("Access-Control-Allow-Origin", "request-header-belongs-to-response"),
        ("access-control-max-age", "request-header-belongs-to-response"),
    ] {
        assert_eq!(id(check_request_header_name(written)), expected, "{written}");
    }
    for (written, expected) in [
        ("x-total", ""),
        ("Content-Type", ""),
        ("Access-Control-Allow-Origin", ""),
        ("x foo", "response-header-not-a-token"),
        ("Set-Cookie", "response-header-forbidden"),
        ("set-cookie2", "response-header-forbidden"),
        ("Origin", "response-header-belongs-to-request"),
        ("Access-Control-Request-Method", "response-header-belongs-to-request"),
        ("Access-Control-Allow-Methods", "response-header-belongs-to-request"),
    ] {
        assert_eq!(id(check_response_header_name(written)), expected, "{written}");
    }
}

#[test]
fn every_mistake_between_names_has_its_rule() {
    use NameList::{Methods, RequestHeaders, ResponseHeaders};
    for (kind, list, credentials, expected) in [
        (Methods, ["PUT", "PUT"], false, ["", "method-repeated"]),
        (Methods, ["PUT", "put"], false, ["", ""]),
        (Methods, ["*", "PUT"], false, ["", "method-shadowed"]),
        (RequestHeaders, ["x-a", "X-A"], false, ["", "request-header-repeated"]),
        (RequestHeaders, ["*", "x-foo"], false, ["", "request-header-shadowed"]),
        (RequestHeaders, ["*", "Authorization"], false, ["", ""]),
        (RequestHeaders, ["*", "Authorization"], true, ["", "request-header-shadowed"]),
        (ResponseHeaders, ["x-a", "X-A"], false, ["", "response-header-repeated"]),
        (ResponseHeaders, ["x-a", "*"], false, ["response-header-shadowed", ""]),
        (
            ResponseHeaders,
            ["*", "x-a"],
            true,
            ["expose-wildcard-with-credentials", "response-header-shadowed"],
        ),
    ] {
        for (index, expected) in expected.into_iter().enumerate() {
            assert_eq!(
                id(check_name_in_list(kind, &list, index, credentials)),
                expected,
                "{list:?} at {index}"
            );
        }
    }
}

#[test]
fn numbers_have_bounds() {
    for (seconds, expected) in
        [(0, ""), (86_400, ""), (86_401, "max-age-too-long"), (u64::MAX, "max-age-too-long")]
    {
        assert_eq!(id(check_max_age(seconds, "")), expected, "{seconds}");
    }
    for (status, expected) in
        [(200, ""), (204, ""), (299, ""), (199, "preflight-status-not-ok"), (300, "preflight-status-not-ok")]
    {
        assert_eq!(id(check_preflight_status(status, "")), expected, "{status}");
    }
}

#[test]
fn a_message_is_a_fact_then_help_then_a_note() {
    let violation = OriginEntry::parse("https://app.example/app").expect_err("a path");
    assert_eq!(
        violation.message().as_str(),
        "a serialized origin has no path\n\
         help: remove `/app`: `\"https://app.example\"`\n\
         note: browsers compare origins byte for byte (fetch.spec.whatwg.org/#cors-check)"
    );
}

#[test]
fn every_headline_is_short_and_every_message_complete() {
    let hostile = "x".repeat(10_000);
    for &rule in Rule::ALL {
        for written in ["https://a.com:80/x", "", &hostile, "*", "é\n\"\\"] {
            let message =
                Violation::with_part(rule, written, if written.is_empty() { "" } else { "a part" }).message();
            let text = message.as_str();
            let headline = text.lines().next().expect("a headline");
            assert!((10..=110).contains(&headline.chars().count()), "{}: {headline}", rule.id());
            assert!(headline.chars().next().is_some_and(|first| !first.is_uppercase()), "{headline}");
            for (line, start) in text
                .lines()
                .skip(1)
                .zip(["help: ", "note: "].iter().skip(usize::from(!text.contains("\nhelp: "))))
            {
                assert!(line.starts_with(start), "{}: {line}", rule.id());
            }
            assert!(text.lines().count() <= 3, "{text}");
            assert!(message.is_complete(), "{}", rule.id());
        }
    }
}
