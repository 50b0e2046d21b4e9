//! The programs that are compared, as their authors would write them.

use std::fmt::Write;
use std::path::Path;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Program {
    WithoutCors,
    Annotated,
    LayerPerRoute,
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

    /// The source, with `edit` appended to a string in the body of the handler in the middle.
    pub(super) fn source(self, handlers: usize, edit: &str) -> String {
        let mut source = self.imports().to_owned();
        source.push_str(
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
        for index in 0..handlers {
            let edit = if index == handlers / 2 { edit } else { "" };
            source.push_str(self.attribute());
            _ = write!(
                source,
                "async fn item_{index}(State(shop): State<Shop>, Path(number): Path<u32>) -> Json<Item> {{
    Json(Item {{ number, name: format!(\"{{}} {index}{edit}\", shop.0) }})
}}
"
            );
        }
        // A statement for each route: a thousand calls behind one another overflow the compiler's stack.
        source.push_str("\nfn app() -> Router {\n    let router = Router::new();\n");
        for index in 0..handlers {
            _ = writeln!(
                source,
                "    let router = router.route(\"/items/{index}/{{number}}\", get(item_{index}){});",
                self.layer()
            );
        }
        source.push_str("    router.with_state(Shop(\"teapots\".into()))\n}\n");
        source.push_str(
            "
#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind(\"127.0.0.1:3000\").await?;
    axum::serve(listener, app()).await
}
",
        );
        source
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

/// The manifest above all of them, whose profiles are those of a new package.
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
    fn the_programs_differ_in_their_cors_only() {
        let without = Program::WithoutCors.source(3, "x");
        for program in Program::ALL {
            let source = program.source(3, "x");
            let source = source.replace(program.imports(), Program::WithoutCors.imports());
            let source = source.replace(program.attribute(), "\n").replace(program.layer(), "");
            assert_eq!(source, without);
            assert_eq!(source.matches("async fn item_").count(), 3);
            assert_eq!(source.matches(".route(").count(), 3);
            assert_eq!(source.matches("1x").count(), 1, "one handler is edited");
        }
    }
}
