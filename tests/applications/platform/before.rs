//! The platform with layers of tower-http, each outside the authentication of its module.

use std::convert::Infallible;

use axum::Router;
use axum::extract::Path;
use axum::middleware::from_fn;
use axum::response::sse::{Event, Sse};
use axum::routing::{any, get};
use futures_util::stream::Stream;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderName, HeaderValue, Method, StatusCode};
use tower_http::cors::{Any, CorsLayer};
use tower_http::services::ServeDir;

use super::parts::{built, graphql, grpc, probes, require_admin, require_token, socket, tools};

fn app() -> CorsLayer {
    let origin = HeaderValue::from_static("https://app.example");
    CorsLayer::new().allow_origin([origin]).allow_headers([AUTHORIZATION])
}

fn admin() -> CorsLayer {
    let origin = HeaderValue::from_static("https://admin.example");
    CorsLayer::new().allow_origin([origin]).allow_methods([Method::GET, Method::DELETE])
}

fn services_for_pages() -> CorsLayer {
    let headers = ["grpc-timeout", "mcp-protocol-version", "mcp-session-id", "x-grpc-web"];
    let exposed = ["grpc-message", "grpc-status", "mcp-session-id"];
    CorsLayer::new()
        .allow_origin([HeaderValue::from_static("https://app.example")])
        .allow_headers(
            [AUTHORIZATION, CONTENT_TYPE]
                .into_iter()
                .chain(headers.map(HeaderName::from_static))
                .collect::<Vec<_>>(),
        )
        .expose_headers(exposed.map(HeaderName::from_static))
        .allow_methods([Method::GET, Method::POST, Method::DELETE])
}

fn files() -> CorsLayer {
    CorsLayer::new().allow_origin(Any)
}

async fn read_project(Path(id): Path<u32>) -> String {
    format!("project {id}")
}

async fn events() -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    Sse::new(built())
}

async fn list_users() -> &'static str {
    "users"
}

async fn delete_users() {}

async fn not_found() -> (StatusCode, &'static str) {
    (StatusCode::NOT_FOUND, "nothing here")
}

pub(crate) fn router() -> Router {
    let projects = Router::new()
        .route("/{id}", get(read_project))
        .route("/{id}/events", get(events))
        .route("/{id}/socket", any(socket))
        .layer(from_fn(require_token))
        .layer(app());
    let users = Router::new()
        .route("/users", get(list_users).delete(delete_users))
        .layer(from_fn(require_admin))
        .layer(admin());
    let services = Router::new()
        .nest_service("/mcp", tools())
        .route_service("/grpc.health.v1.Health/{*method}", grpc())
        .route_service("/graphql", graphql())
        .layer(from_fn(require_token))
        .layer(services_for_pages());
    Router::new()
        .nest("/v1", Router::new().nest("/projects", projects))
        .nest("/admin", users)
        .merge(services)
        .merge(Router::new().nest_service("/files", ServeDir::new("platform")).layer(files()))
        .merge(probes())
        .fallback(not_found)
}
