//! The help for a `*` where none can stand: entries that can be listed, or a function that compiles and allows what was
//! meant.

use cors_policy::{Flags, OriginEntry, Rule, Violation};

fn violation(written: &str) -> Violation<'_> {
    let violation = OriginEntry::parse(written, Flags::NONE).expect_err(written);
    assert_eq!(violation.rule, Rule::OriginWildcardMisplaced, "{written}");
    violation
}

fn help(written: &str) -> String {
    violation(written).help().expect("a help").to_string()
}

#[test]
fn what_can_be_listed_is_listed() {
    for (written, entries) in [
        ("*.example.com", &["https://*.example.com"][..]),
        ("*.example.com:8443", &["https://*.example.com:8443"]),
        ("*.localhost:3000", &["http://*.localhost:3000"]),
        ("localhost:*", &["http://localhost:*"]),
        ("example.com:*", &["https://example.com:*"]),
        ("https://*example.com", &["https://*.example.com", "https://example.com"]),
        ("*example.co.uk", &["https://*.example.co.uk", "https://example.co.uk"]),
        ("https://*.*.example.com", &["https://*.example.com"]),
        ("https://**.example.com", &["https://*.example.com"]),
        ("HTTPS://*.*.Example.com", &["https://*.example.com"]),
        ("*://example.com", &["https://example.com", "http://example.com"]),
        ("http*://*.example.com", &["https://*.example.com", "http://*.example.com"]),
        ("*://localhost:*", &["https://localhost:*", "http://localhost:*"]),
        ("https://example.*", &["https://example.com", "https://example.org"]),
        ("https://app.example.*:8443", &["https://app.example.com:8443", "https://app.example.org:8443"]),
        ("http://localhost*", &["http://localhost:*"]),
        ("https://example.com*", &["https://example.com:*"]),
        ("*://*", &["*"]),
        ("*:*", &["*"]),
        ("**", &["*"]),
    ] {
        let literals: Vec<_> = entries.iter().map(|entry| format!("{entry:?}")).collect();
        assert_eq!(help(written), format!("`{}`", literals.join(", ")), "{written}");
        let in_set = violation(written).help_in_set().expect("a help").to_string();
        assert_eq!(in_set, format!("`{}`", entries.join(", ")), "{written}");
        for entry in entries {
            assert!(OriginEntry::parse(entry, Flags::NONE).is_ok(), "{entry}");
        }
    }
}

/// Compares a help with the function that it shows, and calls the function.
macro_rules! functions {
    ($($written:literal => { $function:item } allows $allowed:tt, not $others:tt;)+) => {
        $({
            $function
            let without_spaces = |text: &str| text.replace([' ', '\n'], "");
            let shown = help($written);
            let shown = shown.strip_prefix("decide with a function: `origins_from = is_allowed`, where `");
            let shown = shown.and_then(|shown| shown.strip_suffix('`')).unwrap_or_else(|| panic!("{}", help($written)));
            assert_eq!(without_spaces(shown), without_spaces(stringify!($function)), "{}", $written);
            for origin in $allowed {
                assert!(is_allowed(&cors_runtime::Origin::parse(origin.as_bytes()).expect(origin)), "{origin} for {}", $written);
            }
            for origin in $others {
                assert!(!is_allowed(&cors_runtime::Origin::parse(origin.as_bytes()).expect(origin)), "{origin} for {}", $written);
            }
            assert!(!violation($written).help_in_set().expect("a help").as_str().contains("origins_from"));
        })+
    };
}

#[test]
fn what_cannot_be_listed_is_a_function() {
    functions! {
        "moz-extension://*" => {
            fn is_allowed(origin: &cors_runtime::Origin<'_>) -> bool { origin.scheme() == "moz-extension" }
        } allows ["moz-extension://4fbf2a4e-1111-4222-8333-abcdefabcdef"], not ["https://a.com", "file://"];

        "https://*" => {
            fn is_allowed(origin: &cors_runtime::Origin<'_>) -> bool {
                origin.scheme() == "https" && origin.port().is_none()
            }
        } allows ["https://a.com"], not ["http://a.com", "https://a.com:8443"];

        "http://*:3000" => {
            fn is_allowed(origin: &cors_runtime::Origin<'_>) -> bool {
                origin.scheme() == "http" && origin.port() == Some(3000)
            }
        } allows ["http://a:3000"], not ["http://a", "https://a:3000"];

        "http://192.168.*" => {
            fn is_allowed(origin: &cors_runtime::Origin<'_>) -> bool {
                origin.scheme() == "http"
                    && origin.host().starts_with("192.168.")
                    && origin.host().parse::<std::net::Ipv4Addr>().is_ok()
                    && origin.port().is_none()
            }
        } allows ["http://192.168.0.1"], not ["http://192.168.evil.com", "http://10.0.0.1", "http://192.168.0.1:3000"];

        "http://192.168.*.*:*" => {
            fn is_allowed(origin: &cors_runtime::Origin<'_>) -> bool {
                origin.scheme() == "http"
                    && origin.host().starts_with("192.168.")
                    && origin.host().parse::<std::net::Ipv4Addr>().is_ok()
            }
        } allows ["http://192.168.0.1", "http://192.168.0.1:3000"], not ["http://192.169.0.1"];

        "https://deploy-preview-*--x.netlify.app" => {
            fn is_allowed(origin: &cors_runtime::Origin<'_>) -> bool {
                origin.scheme() == "https"
                    && origin
                        .host()
                        .strip_prefix("deploy-preview-")
                        .and_then(|rest| rest.strip_suffix("--x.netlify.app"))
                        .is_some_and(|part| !part.is_empty() && !part.contains('.'))
                    && origin.port().is_none()
            }
        } allows ["https://deploy-preview-7--x.netlify.app"], not [
            "https://deploy-preview---x.netlify.app",
            "https://deploy-preview-7--y.netlify.app",
            "https://deploy-preview-7.evil--x.netlify.app",
            "https://deploy-preview-7--x.netlify.app.evil.com",
        ];

        "https://*-team.vercel.app" => {
            fn is_allowed(origin: &cors_runtime::Origin<'_>) -> bool {
                origin.scheme() == "https"
                    && origin
                        .host()
                        .strip_suffix("-team.vercel.app")
                        .is_some_and(|part| !part.is_empty() && !part.contains('.'))
                    && origin.port().is_none()
            }
        } allows ["https://app-git-main-team.vercel.app"], not ["https://-team.vercel.app", "https://a.b-team.vercel.app"];

        "https://app.*.example.com" => {
            fn is_allowed(origin: &cors_runtime::Origin<'_>) -> bool {
                origin.scheme() == "https"
                    && origin
                        .host()
                        .strip_prefix("app.")
                        .and_then(|rest| rest.strip_suffix(".example.com"))
                        .is_some_and(|part| !part.is_empty() && !part.contains('.'))
                    && origin.port().is_none()
            }
        } allows ["https://app.eu.example.com"], not ["https://app.example.com", "https://app.a.b.example.com"];

        "*://app.*.example.com:8443" => {
            fn is_allowed(origin: &cors_runtime::Origin<'_>) -> bool {
                matches!(origin.scheme(), "https" | "http")
                    && origin
                        .host()
                        .strip_prefix("app.")
                        .and_then(|rest| rest.strip_suffix(".example.com"))
                        .is_some_and(|part| !part.is_empty() && !part.contains('.'))
                    && origin.port() == Some(8443)
            }
        } allows ["http://app.eu.example.com:8443"], not ["https://app.eu.example.com"];
    }
}

/// Where the `*` could stand for a stranger's domain, or where it is not clear what was meant.
#[test]
fn what_is_unclear_gets_the_legal_forms() {
    for written in [
        "https://*-example.com",
        "https://my*example.com",
        "https://app.*.com",
        "https://*com",
        "https://a*.b*.example.com",
        "https://example*",
    ] {
        assert_eq!(
            help(written),
            "`\"https://*.example.com\"` for subdomains of any depth, `\"http://localhost:*\"` for any port; \
             or decide with a function: `origins_from`",
            "{written}"
        );
        assert_eq!(
            violation(written).help_in_set().expect("a help").as_str(),
            "list each origin; only `https://*.example.com` and `http://localhost:*` stand for several",
            "{written}"
        );
    }
}
