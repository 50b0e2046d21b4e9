//! Every rule that a configuration can break, and what stops the start.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use cors_runtime::{ConfigError, OriginSet, PolicyBuilder, PolicyError, PolicyMistake, Rule};

/// Blocks of a configuration in TOML, and its mistakes in lines that begin with `> `.
const CASES: &str = "start_up/mistakes.txt";

fn error_of(configuration: &str) -> PolicyError {
    let builder: PolicyBuilder = toml::from_str(configuration).expect("TOML");
    let built = builder.refuse_public_suffixes().build();
    built.expect_err("a mistake").in_file("cors.toml")
}

fn cases() -> (String, Vec<String>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(CASES);
    let text = fs::read_to_string(path).expect("the cases");
    let configurations = text.split("\n\n").map(|case| {
        let lines = case.lines().filter(|line| !line.starts_with("> "));
        lines.collect::<Vec<_>>().join("\n")
    });
    let configurations = configurations.collect();
    (text, configurations)
}

#[test]
fn every_mistake_is_listed_with_file_key_and_value() {
    let (written, configurations) = cases();
    let said = configurations.iter().map(|configuration| {
        let mistakes = error_of(configuration).to_string();
        let mistakes: Vec<_> = mistakes.lines().map(|line| format!("> {line}")).collect();
        format!("{configuration}\n{}", mistakes.join("\n"))
    });
    let said = said.collect::<Vec<_>>().join("\n\n") + "\n";
    if std::env::var_os("CORS_BLESS").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(CASES);
        fs::write(path, said).expect("the cases can be written");
    } else {
        assert!(said == written, "`cargo xtask bless` writes {CASES} again; now it says\n\n{said}");
    }
}

/// In configuration, lists are often generated or merged.
const HARMLESS: [&str; 2] = ["-repeated", "-shadowed"];

/// Rules that configuration cannot break, each with the reason.
const ELSEWHERE: [(&str, &str); 8] = [
    ("origins-from-without-need", "only the program names a source; see `building`"),
    ("origins-configured-out", "there is no `#[cfg]`"),
    ("methods-configured-out", "there is no `#[cfg]`"),
    ("variable-not-set", "there is no compiler"),
    ("argument-repeated", "TOML has each key once; see `reading`"),
    ("comma-missing", "the grammar is that of the format"),
    ("policy-with-arguments", "`policy` is an error"),
    ("policy-in-policy", "`policy` is an error"),
];

#[test]
fn every_rule_of_arguments_has_a_case() {
    use cors_policy::Group;
    let (_, configurations) = cases();
    let errors: Vec<_> = configurations.iter().map(|configuration| error_of(configuration)).collect();
    let shown: BTreeSet<_> = errors.iter().flat_map(PolicyError::mistakes).map(PolicyMistake::rule).collect();
    for rule in Rule::ALL {
        let is_of_arguments = matches!(
            rule.group(),
            Group::Origins | Group::Names | Group::Numbers | Group::Constants | Group::Grammar
        );
        let id = rule.id();
        let is_harmless = HARMLESS.iter().any(|end| id.ends_with(end) && id != "argument-repeated");
        if is_of_arguments && !is_harmless && !ELSEWHERE.iter().any(|(elsewhere, _)| id == *elsewhere) {
            assert!(shown.contains(rule), "no case breaks {id}");
        }
        assert!(!is_harmless || !shown.contains(rule), "{id} is no mistake here");
    }
}

#[test]
fn a_mistake_tells_its_parts() {
    let error = error_of("origins = [\"https://a.example/\"]\nunknown = 1");
    assert_eq!(error.file(), Some("cors.toml"));
    let parts: Vec<_> =
        error.mistakes().iter().map(|mistake| (mistake.key(), mistake.value(), mistake.rule())).collect();
    let expected = [
        ("origins", Some("https://a.example/"), Rule::OriginWithPath),
        ("unknown", None, Rule::ArgumentUnknown),
    ];
    assert_eq!(parts, expected);
    let [first, _] = error.mistakes() else { panic!("two mistakes") };
    assert_eq!(first.message(), "a serialized origin has no path; remove `/`: `\"https://a.example\"`");
    assert!(error.origins_from().is_none());
}

#[test]
fn the_source_and_the_arguments_are_reported_together() {
    static SET: OriginSet = OriginSet::new();
    static UNSET: OriginSet = OriginSet::from_env("CORS_TEST_NEVER_SET");
    let builder = PolicyBuilder::new().origins(["https://a.example/"]).origins_from(&UNSET);
    let error = builder.build().expect_err("two mistakes");
    assert_eq!(error.mistakes().len(), 1);
    assert_eq!(error.origins_from().and_then(ConfigError::variable), Some("CORS_TEST_NEVER_SET"));
    assert_eq!(
        error.in_file("cors.toml").to_string(),
        "cors.toml: origins: \"https://a.example/\": a serialized origin has no path; remove `/`: `\"https://a.example\"`\n\
         the environment variable `CORS_TEST_NEVER_SET` is not set"
    );

    SET.replace(["*"]).expect("no policy uses it yet");
    let error = PolicyBuilder::new().origins_from(&SET).credentials(true).build().expect_err("a mistake");
    assert_eq!(
        error.to_string(),
        "\"*\": browsers reject `*` as an answer to a request with credentials; list the origins"
    );
}
