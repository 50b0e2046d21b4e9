//! What browsers send is accepted, and everything else is a named rule: the oracle is the `url` crate, over the corpus
//! of web-platform-tests and systematic variations of hosts and ports.
//!
//! A browser sends what the URL standard serializes to itself as an origin.

use std::collections::{BTreeMap, BTreeSet};

use cors_policy::{Flags, HOST_LEN, LABEL_LEN, OriginEntry, OriginPattern};
use cors_runtime::Origin;
use serde_json::Value;
use url::Url;

const SCHEMES: [&str; 5] = ["http", "https", "ws", "wss", "ftp"];
const CORPUS: &str = include_str!("url_standard/urltestdata.json");

/// Whether browsers send it.
fn is_sent(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| url.origin().ascii_serialization() == text)
}

/// Whether a reason holds for a host and a port.
type Holds = fn(&str, &str) -> bool;

/// Origins that browsers would send, and that a policy does not list. Each has its reason.
const NARROWER: [(&str, Holds); 8] = [
    ("`*` stands for subdomains and ports", |host, _| host.contains('*')),
    ("`,` and `;` separate the origins of a list in one string", |host, _| host.contains([',', ';'])),
    ("quotation marks come from JSON or a shell; no name has them", |host, _| {
        host.contains(['"', '\'', '`'])
    }),
    ("`$`, `{}` and `()` are those of placeholders; no name has them", |host, _| {
        host.contains(['$', '{', '}', '(', ')'])
    }),
    ("an empty label, other than behind a final dot, cannot be looked up", |host, _| {
        host.strip_suffix('.').unwrap_or(host).split('.').any(str::is_empty)
    }),
    ("a label over 63 bytes cannot be looked up", |host, _| {
        host.split('.').any(|label| label.len() > LABEL_LEN)
    }),
    ("a host over 253 bytes cannot be looked up", |host, _| host.len() > HOST_LEN),
    ("nothing can be reached on port 0", |_, port| port == "0"),
];

/// The first of [`NARROWER`] that holds for an origin.
fn reason(origin: &str) -> Option<&'static str> {
    let (_, authority) = origin.split_once("://")?;
    let digits =
        authority.rsplit_once(':').filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()));
    let (host, port) = digits.unwrap_or((authority, ""));
    NARROWER.iter().find(|(_, holds)| holds(host, port)).map(|(reason, _)| *reason)
}

/// What came of comparing many texts.
#[derive(Default)]
struct Comparison {
    accepted: usize,
    refused: usize,
    /// How often each reason for being narrower applied.
    narrower: BTreeMap<&'static str, usize>,
    /// Accepted, although browsers do not send it: labels that begin with `xn--`.
    wider: usize,
    wrong: Vec<String>,
}

impl Comparison {
    fn compare(&mut self, text: &str) {
        let entry = OriginEntry::parse(text, Flags::NONE);
        let is_exact = matches!(entry, Ok(OriginEntry::Pattern(pattern)) if pattern.is_exact());
        let request = Origin::parse(text.as_bytes());
        if is_exact != request.is_some() {
            self.wrong.push(format!("{text}: a list and a request differ"));
        }
        match (is_sent(text), is_exact) {
            (true, true) => self.accepted += 1,
            (true, false) => match reason(text) {
                Some(reason) => *self.narrower.entry(reason).or_default() += 1,
                None => {
                    self.wrong
                        .push(format!("{text} is sent, and refused: {:?}", entry.err().map(|v| v.rule)));
                }
            },
            (false, true) if text.contains("xn--") => self.wider += 1,
            (false, true) => self.wrong.push(format!("{text} is accepted, and never sent")),
            (false, false) => self.refused += 1,
        }
        if let Err(violation) = entry {
            assert!(!violation.headline().is_empty(), "{text}");
        }
    }

    fn assert_right(&self) {
        let shown = &self.wrong[..self.wrong.len().min(40)];
        assert!(shown.is_empty(), "{} of them: {shown:#?}", self.wrong.len());
    }
}

/// The rows of the corpus: each has an input, and what comes of it.
fn rows() -> Vec<Value> {
    let rows: Vec<Value> = serde_json::from_str(CORPUS).expect("the corpus is JSON");
    rows.into_iter().filter(Value::is_object).collect()
}

/// What stands between the slashes of every text in the corpus.
fn hosts_of_the_corpus() -> BTreeSet<String> {
    let mut hosts = BTreeSet::new();
    for row in rows() {
        for key in ["input", "href", "origin", "host", "hostname"] {
            let Some(text) = row[key].as_str() else { continue };
            let text = text.split_once("://").map_or(text, |(_, rest)| rest);
            let authority = text.split(['/', '?', '#', '\\']).next().unwrap_or_default();
            hosts.insert(authority.to_owned());
            hosts.extend(authority.rsplit_once(':').map(|(host, _)| host.to_owned()));
        }
    }
    hosts
}

/// Labels of names and of numbers, right and wrong.
const LABELS: [&str; 37] = [
    "",
    "a",
    "1",
    "0",
    "00",
    "08",
    "255",
    "256",
    "65536",
    "4294967295",
    "4294967296",
    "99999999999999999999",
    "0x",
    "0xa",
    "0xg",
    "0X1",
    "x1",
    "1a",
    "a1",
    "3dprinter",
    "4f5e6d7c8b9a",
    "1e3",
    "-",
    "-a",
    "a-",
    "a--b",
    "_",
    "_a",
    "xn--",
    "xn--a",
    "xn--1ug",
    "xn--bcher-kva",
    "xn--bcher-kv",
    "localhost",
    "com",
    "co",
    "uk",
];

/// Hosts with every ASCII character at every place, and of every kind of number and address.
fn systematic_hosts() -> BTreeSet<String> {
    let mut hosts = BTreeSet::new();
    for byte in 0..=0x7F_u8 {
        let c = char::from(byte);
        hosts.extend([
            format!("{c}"),
            format!("{c}a.com"),
            format!("a{c}b.com"),
            format!("a{c}.com"),
            format!("a.com{c}"),
            format!("a.{c}com"),
            format!("a.com.{c}"),
            format!("1.2.3{c}4"),
            format!("[::{c}]"),
        ]);
    }
    for one in LABELS {
        hosts.insert(one.to_owned());
        for two in LABELS {
            hosts.extend([format!("{one}.{two}"), format!("{one}.{two}."), format!("1.2.{one}.{two}")]);
        }
        hosts.extend([format!("1.{one}.3.4"), format!("{one}.2.3.4."), format!("1.2.3.4.{one}")]);
    }
    for length in [1, 62, 63, 64, 200] {
        hosts.insert("a".repeat(length));
        hosts.insert(format!("{}.com", "a".repeat(length)));
    }
    for labels in [1, 100, 125, 126, 127, 128, 160, 170] {
        hosts.extend([format!("{}a", "a.".repeat(labels)), "a.".repeat(labels)]);
    }
    for address in [
        "::",
        "::1",
        "1::",
        "1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7::",
        "::2:3:4:5:6:7:8",
        "0:0:0:0:0:0:0:1",
        "::ffff:1.2.3.4",
        "::ffff:102:304",
        "2001:db8::1",
        "2001:DB8::1",
        "2001:db8:0:0:1:0:0:1",
        "2001:db8::1:0:0:1",
        "fe80::1%25eth0",
        "00a0::",
        "a0::",
        "::1.2.3",
        "1::2::3",
        "12345::",
        "",
        ":",
        "::1]",
        "v1.a",
    ] {
        hosts.extend([
            format!("[{address}]"),
            address.to_owned(),
            format!("[{address}"),
            format!("*.[{address}]"),
        ]);
    }
    hosts
}

#[test]
fn what_browsers_send_is_accepted_and_everything_else_is_a_rule() {
    const PORTS: [&str; 14] = [
        "", ":", ":0", ":1", ":21", ":80", ":080", ":443", ":8080", ":65535", ":65536", ":99999", ":8a",
        ":-1",
    ];
    let mut hosts = hosts_of_the_corpus();
    hosts.extend(systematic_hosts());
    let mut comparison = Comparison::default();
    for host in &hosts {
        for scheme in SCHEMES {
            for port in PORTS {
                comparison.compare(&format!("{scheme}://{host}{port}"));
            }
        }
    }
    comparison.assert_right();
    let Comparison { accepted, refused, narrower, wider, .. } = comparison;
    assert!(accepted > 20_000 && refused > 100_000, "{accepted} accepted, {refused} refused");
    assert_eq!(narrower.len(), NARROWER.len(), "a reason is not needed: {narrower:#?}");
    assert_eq!(wider, 0, "accepted, and never sent");
}

/// The corpus has been run in browsers: what it says the origin of a URL is, browsers send.
#[test]
fn every_origin_of_the_corpus_is_accepted() {
    let mut accepted = 0;
    for row in rows() {
        let Some(origin) = row["origin"].as_str().filter(|origin| *origin != "null") else { continue };
        match OriginPattern::parse(origin) {
            Ok(pattern) => {
                assert!(pattern.is_exact(), "{origin}");
                accepted += 1;
            }
            Err(violation) => assert!(reason(origin).is_some(), "{origin}: {}", violation.message()),
        }
    }
    assert!(accepted > 200, "{accepted} origins");
}

/// Every row is also an entry that someone could write: none panics, and all get the verdict of the oracle.
#[test]
fn every_input_of_the_corpus_is_judged_as_the_standard_does() {
    let mut comparison = Comparison::default();
    let is_of_interest = |text: &str| SCHEMES.iter().any(|scheme| text.starts_with(&format!("{scheme}:")));
    for row in rows() {
        for key in ["input", "href"] {
            if let Some(text) = row[key].as_str() {
                if is_of_interest(text) {
                    comparison.compare(text);
                }
                comparison.compare(&format!("https://{text}"));
            }
        }
    }
    comparison.assert_right();
}

/// The Punycode label of a text.
fn label(text: &str) -> String {
    format!("xn--{}", idna::punycode::encode_str(text).expect("a short text"))
}

/// No label that browsers send is refused. Some that they never send are accepted, which is harmless: `is_punycode`
/// documents what it does not check.
#[test]
fn every_name_beyond_ascii_is_accepted() {
    let mut comparison = Comparison::default();
    let few = (0x3000..0x11_0000).step_by(23);
    for c in (0x80..0x3000).chain(few).filter_map(char::from_u32) {
        for text in
            [c.to_string(), format!("a{c}"), format!("\u{5d0}{c}"), format!("\u{915}\u{94d}{c}\u{937}")]
        {
            comparison.compare(&format!("https://{}.com", label(&text)));
        }
    }
    comparison.assert_right();
    let Comparison { accepted, refused, wider, .. } = comparison;
    assert!(
        accepted > 20_000 && refused > 100_000,
        "{accepted} accepted, {refused} refused, {wider} too many"
    );
    // Most of them are characters that no version of Unicode has assigned yet.
    assert!(wider < 41_000, "{wider} labels are accepted, and never sent");

    // Labels as they could be made up.
    let mut comparison = Comparison::default();
    let mut state = 1_u64;
    for _ in 0..20_000 {
        let mut random = String::from("https://xn--");
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut rest = state >> 16;
        for _ in 0..=(state >> 61) {
            let digits = b"abcdefghijklmnopqrstuvwxyz0123456789-";
            random.push(char::from(digits[usize::try_from(rest % 37).expect("a digit")]));
            rest /= 37;
        }
        comparison.compare(&random);
    }
    comparison.assert_right();
    let Comparison { accepted, refused, wider, .. } = comparison;
    assert!(
        accepted > 5_000 && refused > 10_000 && wider < 1_500,
        "{accepted} accepted, {refused} refused, {wider} too many"
    );
}
