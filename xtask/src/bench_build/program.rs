//! The programs that are compared, as their authors would write them.

use std::fmt::Write;
use std::path::Path;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Program {
    WithoutCors,
    Annotated,
    LayerPerRoute,
}

/// Where the handlers are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// In `main.rs`.
    OneFile,
    /// In modules of [`HANDLERS_OF_A_MODULE`].
    Modules,
}

/// A row in `bench_build.rs` names this number.
const HANDLERS_OF_A_MODULE: usize = 20;

impl Layout {
    const fn visibility(self) -> &'static str {
        match self {
            Self::OneFile => "",
            Self::Modules => "pub(super) ",
        }
    }
}

impl Program {
    pub(super) const ALL: [Self; 3] = [Self::WithoutCors, Self::Annotated, Self::LayerPerRoute];

    /// The name of its package, its folder and its binary.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::WithoutCors => "without-cors",
            Self::Annotated => "annotated",
            Self::LayerPerRoute => "layer-per-route",
        }
    }

    pub(super) fn manifest(self, root: &Path) -> String {
        let more = match self {
            Self::WithoutCors => String::new(),
            Self::Annotated => {
                let path = root.join("cors-runtime");
                format!(
                    "cors-runtime = {{ path = {:?}, features = [\"axum\"] }}\n",
                    path.display().to_string()
                )
            }
            Self::LayerPerRoute => "tower-http = { version = \"0.7\", features = [\"cors\"] }\n".to_owned(),
        };
        format!(
            r#"[package]
name = "{}"
edition = "2024"

[dependencies]
axum = "0.8"
serde = {{ version = "1", features = ["derive"] }}
tokio = {{ version = "1", features = ["macros", "net", "rt-multi-thread"] }}
{more}"#,
            self.name()
        )
    }

    /// The source files and their text. The handler in the middle has `more` extra lines, and `more` extra
    /// characters in a string.
    pub(super) fn files(self, handlers: usize, more: usize, layout: Layout) -> Vec<(String, String)> {
        let mut main = self.imports().to_owned();
        main.push_str(
            "
#[derive(Clone)]
struct Shop(Arc<str>);

#[derive(Serialize)]
struct Item {
    number: u32,
    name: String,
}
",
        );
        let all: Vec<_> = (0..handlers)
            .map(|index| self.handler(index, if index == handlers / 2 { more } else { 0 }, layout))
            .collect();
        let mut files = Vec::new();
        match layout {
            Layout::OneFile => main.push_str(&all.concat()),
            Layout::Modules => {
                for (index, handlers) in all.chunks(HANDLERS_OF_A_MODULE).enumerate() {
                    files
                        .push((format!("items_{index}.rs"), format!("use super::*;\n{}", handlers.concat())));
                    _ = write!(main, "\nmod items_{index};\nuse items_{index}::*;\n");
                }
            }
        }
        // A statement for each route: a chain of a thousand calls overflows the compiler's stack.
        main.push_str("\nfn app() -> Router {\n    let router = Router::new();\n");
        for index in 0..handlers {
            _ = writeln!(
                main,
                "    let router = router.route(\"/items/{index}/{{number}}\", get(item_{index}){});",
                self.layer()
            );
        }
        main.push_str("    router.with_state(Shop(\"teapots\".into()))\n}\n");
        main.push_str(
            "
#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind(\"127.0.0.1:3000\").await?;
    axum::serve(listener, app()).await
}
",
        );
        files.push(("main.rs".to_owned(), main));
        files
    }

    fn handler(self, index: usize, more: usize, layout: Layout) -> String {
        let (attribute, visibility) = (self.attribute(), layout.visibility());
        let (lines, characters) = ("\n".repeat(more), "x".repeat(more));
        format!(
            "{attribute}{visibility}async fn item_{index}(State(shop): State<Shop>, Path(number): Path<u32>) -> Json<Item> {{
{lines}    Json(Item {{ number, name: format!(\"{{}} {index}{characters}\", shop.0) }})
}}
"
        )
    }

    const fn imports(self) -> &'static str {
        match self {
            Self::WithoutCors => {
                "use std::sync::Arc;

use axum::extract::{Path, State};
use axum::routing::get;
use axum::{Json, Router};
use serde::Serialize;
"
            }
            Self::Annotated => {
                "use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use cors_runtime::axum::{Router, get};
use cors_runtime::cors;
use serde::Serialize;
"
            }
            Self::LayerPerRoute => {
                "use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::{HeaderValue, Method, header::CONTENT_TYPE};
use axum::routing::get;
use axum::{Json, Router};
use serde::Serialize;
use tower_http::cors::CorsLayer;
"
            }
        }
    }

    const fn attribute(self) -> &'static str {
        match self {
            Self::WithoutCors | Self::LayerPerRoute => "\n",
            Self::Annotated => {
                r#"
#[cors(origins = ["https://app.example.com"], credentials, headers = ["content-type"], max_age = 600)]
"#
            }
        }
    }

    const fn layer(self) -> &'static str {
        match self {
            Self::WithoutCors | Self::Annotated => "",
            Self::LayerPerRoute => {
                r#".layer(
            CorsLayer::new()
                .allow_origin("https://app.example.com".parse::<HeaderValue>().unwrap())
                .allow_credentials(true)
                .allow_methods([Method::GET])
                .allow_headers([CONTENT_TYPE])
                .max_age(Duration::from_secs(600)),
        )"#
            }
        }
    }
}

/// The manifest of their workspace, with the profiles of a new package.
pub(super) fn workspace() -> String {
    let members: Vec<_> = Program::ALL.iter().map(|program| format!("{:?}", program.name())).collect();
    format!(
        "[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n[profile.release]\nstrip = true\n",
        members.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_programs_differ_only_in_cors() {
        for layout in [Layout::OneFile, Layout::Modules] {
            let without = Program::WithoutCors.files(3, 1, layout);
            for program in Program::ALL {
                let like_without = |text: String| {
                    let text = text.replace(program.imports(), Program::WithoutCors.imports());
                    text.replace(program.attribute(), "\n").replace(program.layer(), "")
                };
                let files = program.files(3, 1, layout).into_iter();
                let files: Vec<_> = files.map(|(name, text)| (name, like_without(text))).collect();
                assert_eq!(files, without);
                let text: String = files.into_iter().map(|(_, text)| text).collect();
                assert_eq!(text.matches("async fn item_").count(), 3);
                assert_eq!(text.matches(".route(").count(), 3);
                assert_eq!(text.matches("1x").count(), 1, "one handler is edited");
            }
        }
    }
}
