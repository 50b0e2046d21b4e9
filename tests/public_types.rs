//! What every public type of `cors-runtime` can do.

use std::fmt::Debug;

use cors_runtime::aide::ApiRouter;
use cors_runtime::aide::routing::ApiMethodRouter;
use cors_runtime::axum::{MethodRouter, Router};
use cors_runtime::axum_extra::routing::Resource;
use cors_runtime::rocket::{Cors, CorsWithPolicies};
use cors_runtime::tower::{self, CorsLayer};
use cors_runtime::utoipa::OpenApiRouter;
use cors_runtime::{
    ConfigError, ConfigErrorKind, MountWithCorsRouting, Origin, OriginMistake, OriginRules, OriginSet,
    OriginSource, Policy, PolicyBuilder, PolicyError, PolicyMistake, RoutePolicy, Rule, SharedSource, axum,
};

static POLICY: Policy = cors_runtime::policy!(origins = ["*"]);

struct Handler;

impl cors_runtime::Annotated for Handler {
    const POLICY: &'static Policy = &POLICY;
}

type Answer = std::future::Ready<Result<http::Response<String>, std::convert::Infallible>>;

fn can_be_shared<T: Debug + Send + Sync + Unpin>() {}
fn can_be_sent<T: Debug + Send + Unpin>() {}
fn can_be_cloned<T: Debug + Clone + Send + Sync + Unpin>() {}

#[test]
fn public_types_can_be_shared_and_shown() {
    can_be_shared::<ConfigError>();
    can_be_shared::<ConfigErrorKind>();
    can_be_shared::<Origin<'_>>();
    can_be_shared::<OriginMistake>();
    can_be_shared::<OriginRules>();
    can_be_shared::<OriginSet>();
    can_be_shared::<Policy>();
    can_be_shared::<PolicyError>();
    can_be_shared::<PolicyMistake>();
    can_be_shared::<RoutePolicy<'_>>();
    can_be_shared::<Rule>();
    can_be_shared::<MountWithCorsRouting<Handler, Answer>>();
    can_be_shared::<MethodRouter>();
    can_be_shared::<Router>();
    can_be_cloned::<ApiMethodRouter>();
    can_be_cloned::<ApiRouter>();
    can_be_cloned::<OpenApiRouter>();
    can_be_shared::<axum::WithPolicy<String>>();
    can_be_cloned::<axum::LayeredHandler<String, String, (), ()>>();
    can_be_cloned::<axum::RouterIntoService<String>>();
    can_be_shared::<axum::RouterAsService<'_, String>>();
    can_be_cloned::<Resource>();
    can_be_shared::<Cors>();
    can_be_shared::<CorsWithPolicies>();
    can_be_shared::<CorsLayer>();
    can_be_shared::<tower::Cors<String>>();
    can_be_shared::<tower::ResponseFuture<Answer, String>>();
    can_be_cloned::<PolicyBuilder>();
    can_be_cloned::<SharedSource>();
    // A body of axum can be sent only.
    can_be_sent::<axum::ResponseFuture<Answer, ::axum::body::Body>>();
}

#[test]
fn errors_are_errors_and_sources_are_shared() {
    fn is_error<T: std::error::Error + Send + Sync + 'static>() {}
    fn is_shared<T: Send + Sync + ?Sized>() {}
    is_error::<ConfigError>();
    is_error::<OriginMistake>();
    is_error::<PolicyError>();
    is_error::<PolicyMistake>();
    is_shared::<dyn OriginSource>();
}
