//! Every row of the tables about axum in `cors-runtime/src/migration.md` compiles, on both sides.

use std::path::Path;

const GUIDE: &str = include_str!("../cors-runtime/src/migration.md");

/// What the code of both columns finds, except what it mounts with.
const PRELUDE: &str = r#"//! Made of the tables about axum in `cors-runtime/src/migration.md`.
#![allow(dead_code, unused_imports, unused_must_use, unused_mut, unused_variables)]

fn main() {}

mod both {
    pub use std::convert::Infallible;
    pub use std::net::SocketAddr;

    pub use axum::body::Body;
    pub use axum::debug_handler;
    pub use axum::error_handling::HandleError;
    pub use axum::extract::Request;
    pub use axum::http::StatusCode;
    pub use axum::middleware::{Next, from_fn};
    pub use axum::response::Response;
    pub use cors_runtime::{Policy, cors, policy};
    pub use tokio::net::TcpListener;
    pub use tower_http::services::ServeDir;

    pub static APP: Policy = policy!(origins = ["https://app.example.com"]);

    #[derive(axum_extra::routing::TypedPath, serde::Deserialize)]
    #[typed_path("/items/{id}")]
    pub struct ItemPath {
        id: u32,
    }

    pub async fn pass(request: Request, next: Next) -> Response {
        next.run(request).await
    }

    pub async fn health() {}

    pub async fn recover(_: std::io::Error) -> StatusCode {
        StatusCode::BAD_GATEWAY
    }

    pub fn files() -> ServeDir {
        ServeDir::new("assets")
    }

    pub fn fallible()
    -> impl tower::Service<Request, Response = Response, Error = std::io::Error, Future: Send> + Clone + Send + Sync + 'static
    {
        tower::service_fn(|_: Request| std::future::ready(Err(std::io::Error::other("not today"))))
    }
}
"#;

/// What axum's code finds.
const AXUM: &str = "
    pub use axum::handler::{Handler, HandlerWithoutStateExt};
    pub use axum::routing::*;
    pub use axum::{Router, routing};
    pub use axum_extra::routing::{Resource, RouterExt};

    use super::both::*;
";

/// What ours finds.
const OURS: &str = "
    pub use cors_runtime::axum::routing::*;
    pub use cors_runtime::axum::{Mountable, MountableForAny, MountableWithoutState, Router, routing, with_policy};
    pub use cors_runtime::axum_extra::routing::{Resource, RouterExt};

    use super::both::*;

    #[cors(origins = [\"https://app.example.com\"], methods = [\"PUT\"])]
    async fn list_all() {}
";

/// The handlers, each with the attribute or without.
const HANDLERS: &str = "
    ATTRIBUTE
    async fn read_cart() {}

    ATTRIBUTE
    async fn add_item(_: String) {}

    ATTRIBUTE
    async fn read_shop(_: axum::extract::State<u32>) {}

    ATTRIBUTE
    async fn read_item(_: ItemPath) {}

    ATTRIBUTE
    async fn not_found() -> StatusCode {
        StatusCode::NOT_FOUND
    }
";

/// The code spans of a cell.
fn spans(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

/// Both columns with code of every row.
fn rows() -> Vec<[Vec<&'static str>; 2]> {
    let (_, section) = GUIDE.split_once("\n# Parity with axum").expect("the section about axum");
    let (section, _) = section.split_once("\n# ").expect("another section");
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `")?.strip_suffix('|'));
    rows.map(|row| {
        let cells: Vec<_> = row.split(" | ").collect();
        let [theirs, here, notes] = cells[..] else { panic!("three cells: {row}") };
        // Its first character was cut off.
        let theirs: Vec<_> = theirs.split('`').step_by(2).collect();
        let mut ours = spans(here);
        if here.starts_with("the same") {
            ours.extend(&theirs);
        }
        assert!(!ours.is_empty(), "a form that works: {row}");
        // What a note says of another form.
        ours.extend(spans(notes).into_iter().filter(|span| span.starts_with("any(")));
        [theirs, ours]
    })
    .collect()
}

/// A snippet as an item of a module.
fn item(index: usize, snippet: &str) -> String {
    const METHOD_ROUTERS: [&str; 7] =
        ["MethodRouter::", "any(", "any_service(", "get(", "get_service(", "on(", "on_service("];
    let arguments = "mut router: Router, listener: TcpListener, request: Request";
    let statement = if ["use ", "fn ", "type ", "#["].iter().any(|start| snippet.starts_with(start)) {
        return format!("mod item_{index} {{\n    use super::*;\n    {snippet}\n}}\n");
    } else if snippet.contains("into_make_service") {
        format!("let _ = {snippet};")
    } else if snippet.starts_with("Router::") {
        format!("let _: Router = {snippet};")
    } else if METHOD_ROUTERS.iter().any(|start| snippet.starts_with(start)) {
        format!("let _: MethodRouter = {snippet};")
    } else {
        format!("let _ = {snippet};")
    };
    format!("async fn row_{index}({arguments}) {{\n    {statement}\n}}\n")
}

fn module(name: &str, imports: &str, attribute: &str, snippets: &[&str]) -> String {
    let handlers = HANDLERS.replace("ATTRIBUTE", attribute);
    let items = snippets.iter().enumerate().map(|(index, snippet)| item(index, snippet));
    format!("mod {name} {{{imports}{handlers}\n{}}}\n", items.collect::<Vec<_>>().join("\n"))
}

#[test]
fn every_row_compiles_on_both_sides() {
    let rows = rows();
    assert!(rows.len() > 30, "{} rows were found", rows.len());
    let column = |place: usize| rows.iter().flat_map(|row| row[place].clone()).collect::<Vec<_>>();
    let program = [
        PRELUDE.to_owned(),
        module("of_axum", AXUM, "", &column(0)),
        module("ours", OURS, "#[cors(policy = APP)]", &column(1)),
    ]
    .join("\n");
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("parity.rs");
    std::fs::write(&path, program).expect("a file");
    trybuild::TestCases::new().pass(path);
}
