//! The router in the place of aide's.

use ::aide::openapi::OpenApi;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::middleware::from_fn;
use cors_runtime::aide::routing::{delete, get, get_with, put};
use cors_runtime::aide::{ApiRouter, describe_policies};
use cors_runtime::cors;
use cors_tests::run::Failed;
use serde_json::to_value;

use super::{APP, DEFAULT, authenticate, check_shop, without_policies};

type Name = &'static str;

#[cors(policy = APP)]
async fn read_pet(State(name): State<Name>, Path(id): Path<u32>) -> Json<String> {
    Json(format!("{name} {id}"))
}

#[cors(origins = ["https://admin.example.com"], headers = ["content-type"])]
async fn write_pet(Path(_): Path<u32>, Json(_): Json<String>) {}

async fn delete_pet(Path(_): Path<u32>) {}

async fn plain() -> &'static str {
    "plain"
}

async fn root() -> &'static str {
    "root"
}

async fn health() -> StatusCode {
    StatusCode::NO_CONTENT
}

#[tokio::test]
async fn aide() -> Result<(), Failed> {
    let pets = ApiRouter::new()
        .api_route("/pets/{id}", get(read_pet).put(write_pet))
        .api_route_with("/pets/{id}", delete(delete_pet), |path| path.tag("pets"))
        .cors(&DEFAULT);
    let of_crate = ::aide::axum::ApiRouter::new().api_route("/plain", ::aide::axum::routing::get(plain));
    let mut api = OpenApi::default();
    let router = ApiRouter::new()
        .nest("/v1", pets.merge(of_crate))
        .merge(
            ApiRouter::new()
                .api_route("/", get_with(root, |operation| operation.id("root")))
                .cors(&DEFAULT)
                .route("/health", cors_runtime::axum::get(health).without_cors()),
        )
        .layer(from_fn(authenticate))
        .with_state("rex")
        .finish_api(&mut api);
    describe_policies(&router, &mut api);
    check_shop(router, to_value(api).expect("a document")).await
}

#[test]
fn the_document_is_that_of_aide() {
    async fn read_bare(State(_): State<Name>, Path(_): Path<u32>) -> Json<String> {
        Json(String::new())
    }
    async fn write_bare(Path(_): Path<u32>, Json(_): Json<String>) {}

    let (mut ours, mut theirs) = (OpenApi::default(), OpenApi::default());
    _ = ApiRouter::<Name>::new()
        .nest("/v1", ApiRouter::new().api_route("/pets/{id}", get(read_pet).merge(put(write_pet))))
        .finish_api_with(&mut ours, |api| api.title("Pets"));
    _ = ::aide::axum::ApiRouter::<Name>::new()
        .nest(
            "/v1",
            ::aide::axum::ApiRouter::new().api_route(
                "/pets/{id}",
                ::aide::axum::routing::get(read_bare).merge(::aide::axum::routing::put(write_bare)),
            ),
        )
        .finish_api_with(&mut theirs, |api| api.title("Pets"));
    let document = |api| without_policies(to_value(api).expect("a document"));
    assert_eq!(document(ours), document(theirs));
}
