//! Routers that describe their routes in an OpenAPI document. The same application is written with each, and answers alike.

mod aide;
mod attribute;
mod utoipa;

use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use cors_runtime::axum::Router;
use cors_runtime::{Policy, policy};
use cors_tests::run::Failed;
use serde_json::{Value, json};

use super::check;

static APP: Policy = policy!(origins = ["https://app.example.com"], credentials, max_age = 600);
static DEFAULT: Policy = policy!(origins = ["https://default.example.com"]);

/// Of the middleware around the whole application.
async fn authenticate(request: Request, next: Next) -> Response {
    if request.headers().contains_key(header::AUTHORIZATION) {
        next.run(request).await
    } else {
        StatusCode::UNAUTHORIZED.into_response()
    }
}

const CASES: &str = include_str!("openapi/shop.http");

/// The application answers as it must, and its document names the policies.
async fn check_shop(router: Router, api: Value) -> Result<(), Failed> {
    let policies: Vec<_> = ["get", "put", "delete"]
        .map(|method| &api["paths"]["/v1/pets/{id}"][method]["x-cors"])
        .into_iter()
        .cloned()
        .collect();
    let app = json!({
        "origins": ["https://app.example.com"],
        "credentials": true,
        "max_age": 600,
    });
    let admin = json!({
        "origins": ["https://admin.example.com"],
        "headers": ["content-type"],
    });
    let default = json!({ "origins": ["https://default.example.com"] });
    assert_eq!(policies, [app, admin, default.clone()]);
    assert_eq!(api["paths"]["/v1/plain"]["get"]["x-cors"], Value::Null, "its methods are unknown");
    // utoipa's document has the path as it is written.
    assert!(["", "/"].iter().any(|root| api["paths"][root]["get"]["x-cors"] == default), "{api}");
    check(router, CASES).await
}

/// A description without what only this library adds.
fn without_policies(mut api: Value) -> Value {
    fn remove(value: &mut Value) {
        match value {
            Value::Object(fields) => {
                fields.remove("x-cors");
                fields.values_mut().for_each(remove);
            }
            Value::Array(entries) => entries.iter_mut().for_each(remove),
            _ => {}
        }
    }
    remove(&mut api);
    api
}
