//! Every snippet of the migration tables compiles, and both sides of the README's diff.

use std::path::Path;

const TABLES: &str = include_str!("../cors-runtime/src/migration.md");

/// The code around the snippets.
const PRELUDE: &str = r#"//! Made of the tables in `cors-runtime/src/migration.md`.
#![allow(dead_code, unused_must_use)]

use std::convert::Infallible;

use cors_runtime::axum::{Router, with_policy};
use cors_runtime::rocket::Cors;
use cors_runtime::tower::CorsLayer;
use cors_runtime::{Origin, OriginSet, Policy, PolicyBuilder, cors, policy};
use http::{Request, Response};
use tower::Layer as _;

static APP: Policy = policy!(origins = ["https://app.example.com"]);
static TENANTS: OriginSet = OriginSet::new();
static FROM_ENV: OriginSet = OriginSet::from_env("APP_ORIGINS");

async fn read_files() {}

fn is_tenant(_: &Origin<'_>) -> bool {
    false
}

fn main() {}
"#;

/// The code spans of a cell.
fn spans(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

/// The guide in two parts: what is about axum itself, and the rest.
fn parts() -> [String; 2] {
    let (before, rest) = TABLES.split_once("\n# Parity with axum").expect("the section about axum");
    let (parity, after) = rest.split_once("\n# ").expect("another section");
    [parity.to_owned(), format!("{before}\n# {after}")]
}

/// All code of the middle column, and the policies that the notes suggest.
fn snippets(tables: &str) -> Vec<&str> {
    let rows = tables.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix('|'));
    let rows = rows.filter(|row| !row.contains(" | here | "));
    rows.flat_map(|row| {
        let cells: Vec<_> = row.split(" | ").collect();
        let [_, here, notes] = cells[..] else { panic!("three cells: {row}") };
        assert!(
            here.contains('`') || here.starts_with("nothing") || here.starts_with("not possible"),
            "a snippet, `nothing` or `not possible`: {row}"
        );
        spans(here).chain(spans(notes).filter(|span| span.starts_with("origins")))
    })
    .collect()
}

/// A snippet as an item of a program.
fn item(index: usize, snippet: &str) -> String {
    if snippet.starts_with("#[cors(") {
        return format!("{snippet}\nasync fn handler_{index}() {{}}\n");
    }
    if snippet.starts_with("Router::") {
        return format!("fn router_{index}() {{\n    let _: Router = {snippet};\n}}\n");
    }
    if snippet.contains("CorsLayer::") {
        return format!(
            "fn layered_{index}() {{\n    \
                 let service = tower::service_fn(|_: Request<String>| async {{\n        \
                     Ok::<_, Infallible>(Response::new(String::new()))\n    \
                 }});\n    \
                 let _ = {snippet};\n}}\n"
        );
    }
    if ["rocket::", "APP.", "TENANTS."].iter().any(|start| snippet.starts_with(start)) {
        return format!("fn statement_{index}() {{\n    {snippet};\n}}\n");
    }
    let arguments =
        snippet.strip_prefix("policy!(").and_then(|rest| rest.strip_suffix(')')).unwrap_or(snippet);
    let origins =
        if arguments.starts_with("origins") { "" } else { "origins = [\"https://app.example.com\"], " };
    format!("static POLICY_{index}: Policy = policy!({origins}{arguments});\n")
}

#[test]
fn every_snippet_of_the_tables_compiles() {
    let [_, tables] = parts();
    let mut snippets = snippets(&tables);
    snippets.sort_unstable();
    snippets.dedup();
    assert!(snippets.len() > 30, "{} snippets were found", snippets.len());
    let items = snippets.iter().enumerate().map(|(index, snippet)| item(index, snippet));
    let program: String = std::iter::once(PRELUDE.to_owned()).chain(items).collect::<Vec<_>>().join("\n");
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("migration.rs");
    std::fs::write(&path, program).expect("a file");
    trybuild::TestCases::new().pass(path);
}

/// The help of the library is the same for every handler, so it is quoted as it is.
#[test]
fn the_first_error_is_that_of_the_compiler() {
    const GOLDENS: [&str; 2] = [
        include_str!("ui/mount/annotated_handler_does_not_mount_with_axum.stderr"),
        include_str!("ui/mount/annotated_handler_with_six_arguments.stderr"),
    ];
    let (_, help) = TABLES.split_once("\nhelp: ").expect("the help that is quoted");
    let (help, _) = help.split_once("```").expect("its end");
    let lines = |text: &'static str| text.lines().map(str::trim_start);
    assert_eq!(help.lines().count(), 6);
    for line in lines(help) {
        for golden in GOLDENS {
            assert!(lines(golden).any(|printed| printed.trim_start_matches("help: ") == line), "{line}");
        }
    }
}

/// One side of the diff in the README: everything except the lines of the other side.
fn side_of_the_diff(other: char) -> String {
    const AROUND: &str = "//! Made of the diff in `README.md`.
#![allow(dead_code)]

fn main() {}

async fn require_session(
    request: axum::extract::Request,
    next: axum::middleware::Next,
) -> axum::response::Response {
    next.run(request).await
}

";
    let (_, diff) = include_str!("../README.md").split_once("```diff\n").expect("a diff");
    let (diff, _) = diff.split_once("```").expect("its end");
    let lines = diff.lines().filter(|line| !line.starts_with(other));
    let lines = lines.map(|line| line.get(1..).unwrap_or_default());
    std::iter::once(AROUND).chain(lines).collect::<Vec<_>>().join("\n")
}

#[test]
fn both_sides_of_the_diff_in_the_readme_compile() {
    let cases = trybuild::TestCases::new();
    for (name, other) in [("diff_before.rs", '+'), ("diff_after.rs", '-')] {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::write(&path, side_of_the_diff(other)).expect("a file");
        cases.pass(path);
    }
}
