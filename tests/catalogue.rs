//! Every rule has a fixture, a golden, an entry in the reference, and a case.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use cors_policy::{Argument, Group, Rule, Violation};

/// The folders of a group's fixtures. The stem of a fixture's file is the id of the rule that it breaks, with
/// hyphens; other fixtures have underscores.
fn folders(group: Group) -> &'static [&'static str] {
    match group {
        Group::Origins => &["ui/origins"],
        Group::Names => &["ui/names"],
        Group::Numbers => &["ui/numbers"],
        Group::Constants => &["ui/constants"],
        Group::Grammar => &["ui/args"],
        Group::Item => &["ui/item"],
        Group::Mounting => &["ui/mount", "axum_only/ui"],
        Group::Rocket => &["ui/rocket", "rocket_only/ui"],
        // They are no compile errors: tests of running programs show them.
        Group::Start => &[],
        _ => panic!("the fixtures of {group:?}"),
    }
}

/// Rules about tokens, which no text alone can break.
const ABOUT_TOKENS: [&str; 7] =
    ["argument-", "policy-", "comma-", "item-", "attribute-", "route-attribute-", "max-age-not-a-number"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A fixture that shows a rule.
struct Fixture {
    source: String,
    golden: String,
}

/// The fixtures of a group's rules, by id.
fn fixtures(group: Group) -> BTreeMap<String, Fixture> {
    let entries = folders(group).iter().flat_map(|name| fs::read_dir(folder().join(name)).expect("fixtures"));
    let sources = entries.map(|entry| entry.expect("an entry").path());
    let sources = sources.filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    let named = sources.map(|path| (path.file_stem().expect("a name").to_string_lossy().into_owned(), path));
    let rules = named.filter(|(stem, _)| stem.contains('-'));
    rules
        .map(|(id, path)| (id, Fixture { source: read(&path), golden: read(&path.with_extension("stderr")) }))
        .collect()
}

/// The rules of a group, in their order.
fn rules(group: Group) -> impl Iterator<Item = Rule> {
    Rule::ALL.iter().copied().filter(move |rule| rule.group() == group)
}

/// The first line of the first error.
fn headline(golden: &str) -> &str {
    let first = golden.lines().next().expect("an error");
    let (_, headline) = first.split_once(": ").expect("a headline");
    headline.trim_start_matches("evaluation panicked: ")
}

/// The line that the compiler underlines: the arguments of the attribute, or the item below it.
fn example(fixture: &Fixture) -> String {
    let shown =
        fixture.golden.lines().filter_map(|line| line.split_once(" | ")).map(|(_, source)| source.trim());
    let in_source = |line: &&str| !line.is_empty() && fixture.source.contains(line.trim_start_matches("..."));
    let attribute = || fixture.source.lines().find(|line| line.contains("#[cors("));
    let line = { shown }.find(in_source).or_else(attribute).expect("an attribute");
    let args = line.strip_prefix("#[cors(").and_then(|args| args.strip_suffix(")]")).unwrap_or(line);
    if args.len() > 110 { format!("{}…", &args[..60]) } else { args.to_owned() }
}

#[test]
fn every_rule_has_a_fixture() {
    for &group in Group::ALL.iter().filter(|group| !folders(**group).is_empty()) {
        let fixtures = fixtures(group);
        for rule in rules(group) {
            let fixture = fixtures.get(rule.id()).unwrap_or_else(|| panic!("no fixture {}.rs", rule.id()));
            assert!(fixture.source.lines().count() <= 15, "{} is too long to be read at a glance", rule.id());
            assert!(!headline(&fixture.golden).is_empty(), "{}", rule.id());
        }
        for id in fixtures.keys() {
            assert!(rules(group).any(|rule| rule.id() == id), "{id} is not a rule of {group:?}");
        }
    }
}

/// The texts of these rules do not depend on an attribute, so that a test can compare them.
#[test]
fn every_rule_of_the_start_is_shown_by_a_test() {
    fn collect(folder: &Path, text: &mut String) {
        for entry in fs::read_dir(folder).expect("a folder of tests") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                collect(&path, text);
            } else if path.extension().is_some_and(|extension| extension == "rs" || extension == "txt") {
                text.push_str(&read(&path));
            }
        }
    }
    let mut tests = String::new();
    for name in ["routing", "origin_sources", "start_up", "tower"] {
        collect(&folder().join(name), &mut tests);
    }
    for rule in rules(Group::Start) {
        let headline = Violation::new(rule, "\u{0}").headline().to_string();
        let fixed = headline.split(['\u{0}', '`']).max_by_key(|part| part.len());
        let fixed = fixed.expect("a part").trim();
        assert!(tests.contains(fixed), "no test shows {}: {fixed:?}", rule.id());
    }
}

/// The tables of the reference are made from the fixtures, by `cargo xtask bless`.
#[test]
fn every_rule_has_an_entry_in_the_reference() {
    const START: &str = "<!-- The rules: made by `cargo xtask bless`. -->\n";
    let path = folder().join("../cors-runtime/src/cors.md");
    let reference = read(&path);
    let (before, _) = reference.split_once(START).expect("the place of the rules");
    let mut made = format!("{before}{START}");
    for &group in Group::ALL {
        made.extend(["\n## ", group.heading(), "\n\n"]);
        if folders(group).is_empty() {
            made.push_str("| rule | error |\n|---|---|\n");
            for rule in rules(group) {
                let headline = Violation::new(rule, "…").headline().to_string();
                made.extend(["| ", rule.id(), " | ", &headline, " |\n"]);
            }
            continue;
        }
        made.push_str("| rule | example | error |\n|---|---|---|\n");
        let fixtures = fixtures(group);
        for rule in rules(group) {
            if let Some(fixture) = fixtures.get(rule.id()) {
                let (example, headline) = (example(fixture), headline(&fixture.golden).replace('|', "\\|"));
                made.extend(["| ", rule.id(), " | `", &example, "` | ", &headline, " |\n"]);
            }
        }
    }
    if std::env::var_os("CORS_BLESS").is_some() {
        fs::write(&path, &made).expect("the reference can be written");
    }
    assert!(read(&path) == made, "`cargo xtask bless` makes the tables of {} again", path.display());
}

#[test]
fn every_argument_is_documented() {
    for path in ["../cors-runtime/src/cors.md", "../README.md"] {
        let text = read(&folder().join(path));
        for argument in Argument::ALL {
            let name = argument.name();
            let is_there = text.contains(&format!("`{name}`")) || text.contains(&format!("`{name} = "));
            assert!(is_there, "{path} does not tell of `{name}`");
        }
    }
}

#[test]
fn every_rule_about_texts_has_a_case() {
    let tests = folder().join("../cors-policy/tests");
    let mut cases = read(&tests.join("verdicts.rs"));
    for table in ["origins", "methods", "request_headers", "response_headers"] {
        cases.push_str(&read(&tests.join("agreement").join(table).with_extension("rs")));
    }
    let constants = fixtures(Group::Constants);
    for rule in Rule::ALL.iter().filter(|rule| rule.group() != Group::Start) {
        let id = rule.id();
        let is_about_tokens = ABOUT_TOKENS.iter().any(|prefix| id.starts_with(prefix));
        let has_case = cases.contains(&format!("\"{id}\"")) || constants.contains_key(id);
        assert!(is_about_tokens || has_case || OF_ARGUMENTS.contains(&id), "{id} has no case");
    }
}

/// Rules between arguments, and those of their grammar: their cases are fixtures, and `start_up/mistakes.txt`.
const OF_ARGUMENTS: [&str; 8] = [
    "origins-from-without-need",
    "origins-missing",
    "except-without-wildcard",
    "danger-without-need",
    "credentials-off-with-danger",
    "methods-known-from-route",
    "refuse-other-origins-without-need",
    "max-age-negative",
];

/// The Punycode of a help is what browsers make of the host.
#[test]
fn punycode_is_that_of_browsers() {
    use cors_policy::{Flags, OriginEntry};
    let (mut mistaken, mut computed) = (Vec::new(), 0);
    for code_point in 0x80..=0xD7FF {
        let Some(character) = char::from_u32(code_point) else { continue };
        let written = format!("https://a{character}a.com");
        let Err(violation) = OriginEntry::parse(&written, Flags::NONE) else { panic!("{written} is ASCII") };
        let message = violation.message().to_string();
        let Some((_, rest)) = message.split_once("help: `\"https://") else { continue };
        let ours = rest.split('"').next().expect("an origin");
        let theirs = idna::domain_to_ascii(&format!("a{character}a.com"));
        if theirs.as_deref().ok() != Some(ours) {
            mistaken.push(format!("U+{code_point:04X} {character:?}: {ours}, not {theirs:?}"));
        }
        computed += 1;
    }
    assert!(mistaken.is_empty(), "{mistaken:#?}");
    assert!(computed > 30_000, "{computed} characters");
}
