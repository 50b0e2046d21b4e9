//! Which text breaks which rule.

use cors_policy::{
    Argument, Flags, Group, NameList, OriginEntry, Rule, Violation, check_excepted_origin, check_in_list,
    check_max_age, check_name, check_not_repeated, check_origin, check_preflight_status, public_suffix,
};

const CREDENTIALS: Flags = Flags::NONE.with(Argument::Credentials);

/// The id of the rule that is broken; empty if none is.
fn id<T>(verdict: Result<T, Violation<'_>>) -> &'static str {
    verdict.err().map_or("", |violation| violation.rule.id())
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
            assert_eq!(
                id(check_in_list(list[index], index, list, Flags::NONE)),
                expected,
                "{list:?} at {index}"
            );
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
        ("tauri://foo", ""),
        ("app://obsidian.md", ""),
        ("capacitor://localhost", ""),
        ("chrome-extension://aapbdbdomjkkjkaonfhkkikfgjllcleb", ""),
        ("moz-extension://4fbf2a4e-1111-4222-8333-abcdefabcdef", ""),
        ("vscode-webview://1a2b3c", ""),
        ("ws://localhost:3000", ""),
        ("http://localhost.:3000", ""),
        ("http://a.localhost.", ""),
        ("ws://a.com", "origin-insecure-with-credentials"),
        ("ftp://a.com", "origin-insecure-with-credentials"),
        ("http://localhost.a.com", "origin-insecure-with-credentials"),
        ("http://a.com", "origin-insecure-with-credentials"),
        ("http://10.0.0.1", "origin-insecure-with-credentials"),
        ("http://evil-localhost", "origin-insecure-with-credentials"),
        ("http://127.a.com", "origin-insecure-with-credentials"),
    ] {
        assert_eq!(id(check_origin(written, CREDENTIALS, None, Ok(()))), expected, "{written}");
        let lifted = CREDENTIALS.with(Argument::DangerouslyAllowInsecureOrigins);
        assert_eq!(id(check_origin(written, lifted, None, Ok(()))), "", "{written}");
    }
    assert_eq!(id(check_origin("*", CREDENTIALS, None, Ok(()))), "wildcard-with-credentials");
}

#[test]
fn null_is_an_origin_only_where_that_is_wanted() {
    let lifted = Flags::NONE.with(Argument::DangerouslyAllowNullOrigin);
    assert_eq!(id(OriginEntry::parse("null", Flags::NONE)), "origin-null");
    assert_eq!(OriginEntry::parse("null", lifted), Ok(OriginEntry::Null));
    assert_eq!(id(OriginEntry::parse("NULL", lifted)), "origin-null");
}

/// Browsers that are embedded in an app may send it for every local page, as others send `null`.
#[test]
fn file_is_an_origin_only_where_null_is() {
    let lifted = Flags::NONE.with(Argument::DangerouslyAllowNullOrigin);
    assert_eq!(id(OriginEntry::parse("file://", Flags::NONE)), "origin-null");
    let file = OriginEntry::parse("file://", lifted).expect("the flag is on");
    assert!(file.is_of_any_author());
    let OriginEntry::Pattern(pattern) = file else { panic!("{file:?}") };
    assert_eq!((pattern.scheme(), pattern.host(), pattern.is_exact()), ("file", "", true));
    for written in ["FILE://", "file:///", "file://a", "file:"] {
        assert_ne!(id(OriginEntry::parse(written, lifted)), "", "{written}");
    }
    let lifted = lifted.with(Argument::Credentials);
    let list = ["null", "file://", "https://a.com", "file://", "*"];
    let checked = |index| id(check_in_list(list[index], index, &list[..4], lifted));
    assert_eq!([0, 1, 2, 3].map(checked), ["", "", "", "origin-repeated"]);
    assert_eq!(id(check_in_list("file://", 1, &list, lifted)), "origin-shadowed");
    assert_eq!(id(check_origin("file://", lifted, None, Ok(()))), "");
    assert!(!OriginEntry::parse("https://a.com", lifted).expect("an origin").is_of_any_author());
}

#[test]
fn except_takes_single_origins() {
    for (written, expected) in [
        ("https://a.com", ""),
        ("https://a.com/", "origin-with-path"),
        ("*", "except-pattern"),
        ("https://*.a.com", "except-pattern"),
        ("http://localhost:*", "except-pattern"),
        ("https://a.com.", ""),
        ("null", "origin-null"),
        ("file://", "origin-null"),
    ] {
        assert_eq!(id(check_excepted_origin(written, Ok(()))), expected, "{written}");
    }
    let check = |written, list| id(check_excepted_origin(written, check_not_repeated(written, 1, list)));
    assert_eq!(check("https://a.com", &["https://a.com", "https://a.com"]), "origin-repeated");
    assert_eq!(check("https://a.com", &["https://b.com", "https://a.com"]), "");
}

#[test]
fn credentials_ask_for_subdomains_that_nobody_can_have() {
    let is_listed = |domain: &str| ["github.io", "co.uk"].contains(&domain);
    for (written, expected) in [
        ("https://*.github.io", "origin-public-suffix-with-credentials"),
        ("https://*.co.uk:*", "origin-public-suffix-with-credentials"),
        ("https://*.app.github.io", ""),
        ("https://github.io", ""),
        ("https://*.corp", ""),
        ("http://localhost:*", ""),
    ] {
        let check = |flags| check_origin(written, flags, public_suffix(written, is_listed), Ok(()));
        assert_eq!(id(check(CREDENTIALS)), expected, "{written}");
        assert_eq!(id(check(Flags::NONE)), "", "{written}");
        let lifted = CREDENTIALS.with(Argument::DangerouslyAllowPublicSuffixes);
        assert_eq!(id(check(lifted)), "", "{written}");
    }
}

#[test]
fn every_mistake_between_names_has_its_rule() {
    use NameList::{Methods, RequestHeaders, ResponseHeaders};
    for (kind, list, credentials, expected) in [
        (Methods, ["PUT", "PUT"], false, ["", "method-repeated"]),
        (Methods, ["purge", "PURGE"], false, ["", ""]),
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
                id(check_name(kind, list[index], credentials, index, &list)),
                expected,
                "{list:?} at {index}"
            );
        }
    }
}

#[test]
fn a_star_exposes_nothing_beside_credentials() {
    use NameList::{RequestHeaders, ResponseHeaders};
    for (kind, written, expected) in [
        (ResponseHeaders, "*", "expose-wildcard-with-credentials"),
        (ResponseHeaders, "x-a", ""),
        (RequestHeaders, "*", ""),
    ] {
        assert_eq!(id(check_name(kind, written, true, 0, &[written])), expected, "{written}");
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
    let violation = OriginEntry::parse("https://app.example/app", Flags::NONE).expect_err("a path");
    assert_eq!(
        violation.message().as_str(),
        "a serialized origin has no path\n\
         help: remove `/app`: `\"https://app.example\"`\n\
         note: browsers compare origins byte for byte (fetch.spec.whatwg.org/#cors-check)"
    );
    assert_eq!(violation.headline().as_str(), "a serialized origin has no path");
    assert_eq!(violation.help().expect("a help").as_str(), "remove `/app`: `\"https://app.example\"`");
    assert!(violation.note().is_some_and(|note| note.starts_with("browsers")));
}

#[test]
fn every_headline_is_short_and_every_message_complete() {
    let hostile = "x".repeat(10_000);
    for &rule in Rule::ALL {
        for written in ["https://a.com:80/x", "", "*", &hostile, "é\n\"\\"] {
            if rule.group() == Group::Start && (written.len() > 1_000 || written.contains('\n')) {
                // A program says these about its own names, as they are.
                continue;
            }
            let message =
                Violation::with_part(rule, written, if written.is_empty() { "" } else { "a part" }).message();
            let text = message.as_str();
            let headline = text.lines().next().expect("a headline");
            assert!((10..=115).contains(&headline.chars().count()), "{}: {headline}", rule.id());
            if written == "*" {
                assert!(headline.chars().count() <= 72, "{}: {headline}", rule.id());
            }
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
