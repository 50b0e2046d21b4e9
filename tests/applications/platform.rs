//! An API of nested modules, each with its own authentication, and with events, a WebSocket and tools for agents.
//!
//! With tower-http, each module needs a layer of its own, which must be added after its authentication, and the tools
//! have one inside the layers of the whole application:
//!
//! ```diff
//!      let projects = Router::new()
//!          .route("/{id}", get(read_project))
//! -        .layer(from_fn(require_token));
//! +        .layer(from_fn(require_token))
//! +        .layer(app_cors());
//!      ...
//! -        .nest_service("/mcp", with_policy(&TOOLS, service_fn(tools)))
//! -        .layer(from_fn(require_token_for_tools))
//! +        .nest_service("/mcp", service_fn(tools))
//! +        .layer(from_fn(require_token_for_tools))
//! +        .layer(tools_cors()) // and this one is around everything else, too
//! ```

use std::convert::Infallible;

use axum::body::Body;
use axum::extract::{Path, Request};
use axum::middleware::{Next, from_fn};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use cors_runtime::axum::{Router, get, with_policy};
use cors_runtime::{Policy, cors, policy};
use futures_util::stream::{self, Stream};
use http::StatusCode;
use tower::service_fn;

static APP: Policy = policy!(origins = ["https://app.example"], headers = ["authorization"]);
static ADMIN: Policy = policy!(origins = ["https://admin.example"]);
static TOOLS: Policy = policy!(
    origins = ["https://app.example"],
    headers = ["authorization", "mcp-session-id"],
    expose_headers = ["mcp-session-id"],
    methods = ["POST", "DELETE"],
);

pub(super) fn router() -> Router {
    let projects = Router::new()
        .route("/{id}", get(read_project))
        .route("/{id}/events", get(events))
        .route("/{id}/socket", axum::routing::any(socket))
        .layer(from_fn(require_token));
    let users =
        Router::new().route("/users", get(list_users).delete(delete_users)).layer(from_fn(require_admin));
    let tools = Router::new()
        .nest_service("/mcp", with_policy(&TOOLS, service_fn(tools)))
        .layer(from_fn(require_token));
    Router::new()
        .nest("/v1", Router::new().nest("/projects", projects))
        .nest("/admin", users)
        .merge(tools)
        .merge(axum::Router::new().route("/health", axum::routing::get(async || "healthy")))
        .fallback(not_found)
}

async fn require_token(request: Request, next: Next) -> Response {
    if request.headers().contains_key("authorization") {
        next.run(request).await
    } else {
        StatusCode::UNAUTHORIZED.into_response()
    }
}

async fn require_admin(request: Request, next: Next) -> Response {
    if request.headers().contains_key("x-role") {
        next.run(request).await
    } else {
        StatusCode::FORBIDDEN.into_response()
    }
}

#[cors(policy = APP)]
async fn read_project(Path(id): Path<u32>) -> String {
    format!("project {id}")
}

#[cors(policy = APP)]
async fn events() -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    Sse::new(stream::iter([Ok(Event::default().data("built"))]))
}

/// The server's half of a `WebSocket` handshake. CORS does not apply to it, so it has no policy.
async fn socket(request: Request) -> Response {
    if request.headers().get("upgrade").is_some_and(|protocol| protocol == "websocket") {
        let accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
        let headers = [("connection", "upgrade"), ("upgrade", "websocket"), ("sec-websocket-accept", accept)];
        (StatusCode::SWITCHING_PROTOCOLS, headers).into_response()
    } else {
        StatusCode::UPGRADE_REQUIRED.into_response()
    }
}

#[cors(policy = ADMIN)]
async fn list_users() -> &'static str {
    "users"
}

#[cors(policy = ADMIN)]
async fn delete_users() {}

async fn tools(request: Request) -> Result<Response<Body>, Infallible> {
    Ok(request.uri().path().to_owned().into_response())
}

#[cors(policy = APP)]
async fn not_found() -> (StatusCode, &'static str) {
    (StatusCode::NOT_FOUND, "nothing here")
}
