//! Handlers that another macro describes in items beside them.

use axum::extract::Path;
use cors_runtime::axum::{Router, get};
use cors_runtime::cors;
use cors_tests::run::Failed;
use utoipa::OpenApi;

use super::super::check;

/// Reads an item.
#[cors(origins = ["https://app.example.com"])]
#[utoipa::path(get, path = "/below", params(("id" = u32, Path)), responses((status = 200, body = String)))]
async fn below(Path(id): Path<u32>) -> String {
    id.to_string()
}

#[utoipa::path(get, path = "/above", responses((status = 200, body = String)))]
#[cors(origins = ["https://app.example.com"])]
async fn above() -> String {
    "above".to_owned()
}

#[cors(#[cfg(all())] origins = ["https://app.example.com"])]
#[cfg_attr(all(), utoipa::path(get, path = "/conditional", responses((status = 200, body = String))))]
#[tracing::instrument]
async fn conditional() -> String {
    "conditional".to_owned()
}

#[derive(OpenApi)]
#[openapi(paths(below, above, conditional))]
struct Api;

#[tokio::test]
async fn a_description_may_stand_above_or_below() -> Result<(), Failed> {
    let api = serde_json::to_value(Api::openapi()).expect("a description");
    assert_eq!(api["paths"]["/below"]["get"]["summary"], "Reads an item.");
    for path in ["/below", "/above", "/conditional"] {
        assert!(api["paths"][path]["get"]["responses"]["200"].is_object(), "{api}");
    }
    let router = Router::new()
        .route("/{id}", get(below))
        .route("/above", get(above))
        .route("/conditional", get(conditional));
    let cases = [("/7", "7"), ("/above", "above"), ("/conditional", "conditional")].map(|(path, body)| {
        format!(
            "\
# {path}
> GET {path}
> Origin: https://app.example.com
< 200
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin
<
< {body}

"
        )
    });
    check(router, &cases.concat()).await
}
