//! The platform with a policy for each handler and each service.

use std::convert::Infallible;

use axum::extract::Path;
use axum::middleware::from_fn;
use axum::response::sse::{Event, Sse};
use cors_runtime::axum::routing::{any, get};
use cors_runtime::axum::{Router, with_policy};
use cors_runtime::{Policy, cors, policy};
use futures_util::stream::Stream;
use http::StatusCode;
use tower_http::services::ServeDir;

use super::parts::{built, graphql, grpc, probes, require_admin, require_token, socket, tools};

static APP: Policy = policy!(origins = ["https://app.example"], headers = ["authorization"]);
static ADMIN: Policy = policy!(origins = ["https://admin.example"]);
static TOOLS: Policy = policy!(
    origins = ["https://app.example"],
    headers = ["authorization", "content-type", "mcp-protocol-version", "mcp-session-id"],
    expose_headers = ["mcp-session-id"],
    methods = ["POST", "DELETE"],
);
static GRPC: Policy = policy!(
    origins = ["https://app.example"],
    headers = ["authorization", "content-type", "grpc-timeout", "x-grpc-web"],
    expose_headers = ["grpc-message", "grpc-status"],
    methods = ["POST"],
);
static QUERIES: Policy = policy!(
    origins = ["https://app.example"],
    headers = ["authorization", "content-type"],
    methods = ["GET", "POST"],
);
static FILES: Policy = policy!(origins = ["*"]);

#[cors(policy = APP)]
async fn read_project(Path(id): Path<u32>) -> String {
    format!("project {id}")
}

#[cors(policy = APP)]
async fn events() -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    Sse::new(built())
}

#[cors(policy = ADMIN)]
async fn list_users() -> &'static str {
    "users"
}

#[cors(policy = ADMIN)]
async fn delete_users() {}

#[cors(policy = APP)]
async fn not_found() -> (StatusCode, &'static str) {
    (StatusCode::NOT_FOUND, "nothing here")
}

pub(crate) fn router() -> Router {
    let projects = Router::new()
        .route("/{id}", get(read_project))
        .route("/{id}/events", get(events))
        .route("/{id}/socket", any(socket))
        .layer(from_fn(require_token));
    let users =
        Router::new().route("/users", get(list_users).delete(delete_users)).layer(from_fn(require_admin));
    let services = Router::new()
        .nest_service("/mcp", with_policy(&TOOLS, tools()))
        .route_service("/grpc.health.v1.Health/{*method}", with_policy(&GRPC, grpc()))
        .route_service("/graphql", with_policy(&QUERIES, graphql()))
        .layer(from_fn(require_token));
    Router::new()
        .nest("/v1", Router::new().nest("/projects", projects))
        .nest("/admin", users)
        .merge(services)
        .nest_service("/files", with_policy(&FILES, ServeDir::new("platform")))
        .merge(probes())
        .fallback(not_found)
}
