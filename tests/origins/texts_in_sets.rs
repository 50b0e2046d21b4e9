//! A set, and the environment variable that fills it, have no attribute: no help for them shows one, or a Rust literal.

use std::collections::BTreeSet;

use cors_policy::{
    Argument, Flags, Group, NO_PUBLIC_SUFFIXES, PublicSuffixes, Rule, Violation, check_origin, public_suffix,
};

/// Rules that only the attribute can break.
const OF_THE_ATTRIBUTE: [Rule; 9] = [
    Rule::OriginRepeated,
    Rule::OriginShadowed,
    Rule::OriginsMissing,
    Rule::OriginsFromWithoutNeed,
    Rule::ExceptWithoutWildcard,
    Rule::ExceptPattern,
    Rule::DangerWithoutNeed,
    Rule::CredentialsOffWithDanger,
    Rule::RefuseOtherOriginsWithoutNeed,
];

const CREDENTIALS: Flags = Flags::NONE.with(Argument::Credentials);

/// What a set that has these entries is told.
fn mistakes<'t>(entries: &[&'t str], flags: Flags, suffixes: PublicSuffixes) -> Vec<Violation<'t>> {
    let check = |entry: &&'t str| check_origin(entry, flags, public_suffix(entry, suffixes), Ok(())).err();
    entries.iter().filter_map(check).collect()
}

/// Every entry that an origin's table has, and some more.
fn entries() -> Vec<&'static str> {
    const TABLE: &[(&str, &str)] = &include!("../../cors-policy/tests/agreement/origins.rs");
    let more = [
        "https://*",
        "moz-extension://*",
        "http://192.168.*",
        "https://example.*",
        "https://a*.b*.com",
        "ws://a.com",
    ];
    TABLE.iter().map(|(written, _)| *written).chain(more).collect()
}

#[test]
fn no_help_shows_a_literal_or_an_argument() {
    let entries = entries();
    let mut broken = BTreeSet::new();
    let mut helps = 0;
    for flags in [Flags::NONE, CREDENTIALS] {
        for suffixes in [NO_PUBLIC_SUFFIXES, |domain| domain == "github.io"] {
            for violation in mistakes(&entries, flags, suffixes) {
                broken.insert(violation.rule);
                let Some(help) = violation.help_in_set() else { continue };
                helps += 1;
                // What was written is shown as it is.
                let has_quotes = violation.part.contains('"');
                assert!(has_quotes || !help.as_str().contains('"'), "{:?}: {help}", violation.rule);
                for argument in Argument::ALL {
                    let quoted = format!("`{}`", argument.name());
                    let is_there = help.as_str().contains(&quoted)
                        || (argument.name().contains('_') && help.as_str().contains(argument.name()));
                    assert!(!is_there, "{:?}: {help}", violation.rule);
                }
            }
        }
    }
    assert!(helps > 300, "{helps} texts");
    let unbroken: Vec<_> = Rule::ALL
        .iter()
        .filter(|rule| {
            rule.group() == Group::Origins && !OF_THE_ATTRIBUTE.contains(rule) && !broken.contains(rule)
        })
        .collect();
    assert!(unbroken.is_empty(), "no entry breaks {unbroken:?}");
    assert!(OF_THE_ATTRIBUTE.iter().all(|rule| !broken.contains(rule)));
}

#[test]
fn the_helps_of_a_set_lead_on() {
    for (written, expected) in [
        ("https://a.com/app", "remove `/app`: `https://a.com`"),
        ("https://a.com;https://b.com", "separate the entries with commas: `https://a.com, https://b.com`"),
        ("https://a.com;", "separate the entries with commas: `https://a.com`"),
        (";", "separate the entries with commas, not with `;`"),
        ("https://a.com https://b.com", "make each an entry of its own: `https://a.com, https://b.com`"),
        ("\"https://a.com\"", "write it without them: `https://a.com`"),
        ("[\"https://a.com\"]", "write it without them: `https://a.com`"),
        ("[\"https://a.com\"", "write it without them: `https://a.com`"),
        ("https://a.com'", "write it without them: `https://a.com`"),
        ("[\"*\"]", "write it without them: `*`"),
        ("[", "remove it"),
        ("null", "remove it, and give the page an origin of its own: no set can allow `null`"),
        ("file://", "remove it, and give the page an origin of its own: no set can allow `file://`"),
        ("file:///index.html", "serve the page over HTTP, for example from `http://localhost:*`"),
        ("http://a.com", "`https://a.com`"),
        ("ws://a.com:8080", "`wss://a.com:8080`"),
        ("ftp://a.com", "use an origin with `https`"),
        ("https://*.github.io", "list the subdomains that are yours"),
        ("*", "list the origins"),
        ("https://*.127.0.0.1:3000", "`https://127.0.0.1:3000`"),
        ("https://*.a.com.", "`https://*.a.com`"),
        ("http://127.0.0.1.:80", "`http://127.0.0.1`"),
    ] {
        let found = mistakes(&[written], CREDENTIALS, |domain| domain == "github.io");
        let [violation] = &found[..] else { panic!("{written}: {found:?}") };
        assert_eq!(violation.help_in_set().expect(written).as_str(), expected, "{written}");
    }
}

/// Whatever is written, nothing panics, and what a help suggests can be listed.
#[test]
fn every_text_gets_a_verdict_and_a_help_that_holds() {
    const PARTS: [&str; 26] = [
        "*",
        ".",
        "/",
        ":",
        "-",
        "a",
        "1",
        "[",
        "]",
        "@",
        "#",
        ";",
        ",",
        "\"",
        "\\",
        " ",
        "é",
        "://",
        "https://",
        "http://",
        "file://",
        "null",
        "example.com",
        "192.168.",
        "xn--",
        "8443",
    ];
    let mut state = 7_u64;
    let mut suggested = 0;
    for _ in 0..40_000 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut rest = usize::try_from(state >> 16).expect("48 bits");
        let mut written = String::new();
        for _ in 0..=(state >> 61) {
            written.push_str(PARTS[rest % PARTS.len()]);
            rest /= PARTS.len();
        }
        let Err(violation) = check_origin(&written, CREDENTIALS, None, Ok(())) else { continue };
        assert!(violation.message().is_complete(), "{written}");
        let Some(help) = violation.help_in_set() else { continue };
        let entries = help.as_str().rsplit_once(": `").map_or(help.as_str(), |(_, entries)| entries);
        let entries = entries.strip_prefix('`').unwrap_or(entries);
        let Some(entries) = entries.strip_suffix('`').filter(|entries| !entries.contains('`')) else {
            continue;
        };
        for entry in entries.split(", ") {
            let flags = Flags::NONE.with(Argument::DangerouslyAllowNullOrigin);
            assert_eq!(check_origin(entry, flags, None, Ok(())), Ok(()), "{written:?}: {help}");
            suggested += 1;
        }
    }
    assert!(suggested > 2_000, "{suggested} entries");
}
