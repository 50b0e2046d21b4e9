//! What CORS does not change.

use std::convert::Infallible;

use async_graphql::{EmptyMutation, EmptySubscription, Object, Schema};
use async_graphql_axum::GraphQL;
use axum::extract::Request;
use axum::extract::ws::WebSocketUpgrade;
use axum::middleware::Next;
use axum::response::sse::Event;
use axum::response::{IntoResponse, Response};
use futures_util::stream::{self, Stream};
use http::StatusCode;
use rmcp::transport::streamable_http_server::session::local::LocalSessionManager;
use rmcp::transport::streamable_http_server::{StreamableHttpServerConfig, StreamableHttpService};
use rmcp::{tool, tool_router};
use tonic_health::pb::health_server::HealthServer;
use tonic_health::server::{HealthReporter, HealthService};
use tonic_web::{GrpcWebLayer, GrpcWebService};
use tower_layer::Layer;

/// From a crate that knows only axum.
pub(super) fn probes() -> axum::Router {
    axum::Router::new().route("/health", axum::routing::get(async || "healthy"))
}

pub(super) async fn require_token(request: Request, next: Next) -> Response {
    if request.headers().contains_key("authorization") {
        next.run(request).await
    } else {
        StatusCode::UNAUTHORIZED.into_response()
    }
}

pub(super) async fn require_admin(request: Request, next: Next) -> Response {
    if request.headers().contains_key("x-role") {
        next.run(request).await
    } else {
        StatusCode::FORBIDDEN.into_response()
    }
}

pub(super) fn built() -> impl Stream<Item = Result<Event, Infallible>> {
    stream::iter([Ok(Event::default().data("built"))])
}

/// CORS does not apply to a `WebSocket`, so it has no policy.
pub(super) async fn socket(upgrade: WebSocketUpgrade) -> Response {
    upgrade.on_upgrade(async |_| {})
}

/// A tool for agents.
#[derive(Clone)]
pub(super) struct Tools;

#[tool_router(server_handler)]
impl Tools {
    #[tool(description = "Builds a project")]
    fn build() -> String {
        "built".to_owned()
    }
}

pub(super) fn tools() -> StreamableHttpService<Tools, LocalSessionManager> {
    StreamableHttpService::new(
        || Ok(Tools),
        LocalSessionManager::default().into(),
        StreamableHttpServerConfig::default(),
    )
}

pub(super) struct Query;

#[Object]
impl Query {
    async fn projects(&self) -> i32 {
        1
    }
}

pub(super) fn graphql() -> GraphQL<Schema<Query, EmptyMutation, EmptySubscription>> {
    GraphQL::new(Schema::new(Query, EmptyMutation, EmptySubscription))
}

/// A service of tonic, for pages.
pub(super) fn grpc() -> GrpcWebService<HealthServer<HealthService>> {
    GrpcWebLayer::new().layer(HealthServer::new(HealthService::from_health_reporter(HealthReporter::new())))
}
