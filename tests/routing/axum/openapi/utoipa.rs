//! The router in the place of utoipa-axum's.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::middleware::from_fn;
use cors_runtime::axum::get;
use cors_runtime::cors;
use cors_runtime::utoipa::{OpenApiRouter, UtoipaMethodRouterExt, describe_policies, routes};
use cors_tests::run::Failed;
use serde_json::to_value;

use super::{APP, DEFAULT, authenticate, check_shop, without_policies};

type Name = &'static str;

/// Reads a pet.
#[utoipa::path(get, path = "/pets/{id}", params(("id" = u32, Path)), responses((status = OK, body = String)))]
#[cors(policy = APP)]
async fn read_pet(State(name): State<Name>, Path(id): Path<u32>) -> Json<String> {
    Json(format!("{name} {id}"))
}

#[cors(origins = ["https://admin.example.com"], headers = ["content-type"])]
#[utoipa::path(put, path = "/pets/{id}", params(("id" = u32, Path)))]
async fn write_pet(Path(_): Path<u32>, Json(_): Json<String>) {}

#[utoipa::path(delete, path = "/pets/{id}", params(("id" = u32, Path)))]
async fn delete_pet(Path(_): Path<u32>) {}

#[utoipa::path(get, path = "/plain")]
async fn plain() -> &'static str {
    "plain"
}

#[utoipa::path(get, path = "")]
async fn root() -> &'static str {
    "root"
}

async fn health() -> StatusCode {
    StatusCode::NO_CONTENT
}

#[tokio::test]
async fn utoipa() -> Result<(), Failed> {
    let pets = OpenApiRouter::new().routes(routes!(read_pet, write_pet, delete_pet)).cors(&DEFAULT);
    let of_crate = utoipa_axum::router::OpenApiRouter::new().routes(utoipa_axum::routes!(plain));
    let (router, mut api) = OpenApiRouter::default()
        .nest("/v1", pets.merge(of_crate))
        .merge(
            OpenApiRouter::new()
                .routes(routes!(root))
                .cors(&DEFAULT)
                .route("/health", get(health).without_cors()),
        )
        .layer(from_fn(authenticate))
        .with_state("rex")
        .split_for_parts();
    describe_policies(&router, &mut api);
    check_shop(router, to_value(api).expect("a document")).await
}

/// The same handlers without the attribute, in the router of utoipa-axum.
mod bare {
    use super::*;

    #[utoipa::path(get, path = "/pets/{id}", params(("id" = u32, Path)), responses((status = OK, body = String)))]
    /// Reads a pet.
    pub(super) async fn read_pet(State(_): State<Name>, Path(_): Path<u32>) -> Json<String> {
        Json(String::new())
    }

    #[utoipa::path(put, path = "/pets/{id}", params(("id" = u32, Path)))]
    pub(super) async fn write_pet(Path(_): Path<u32>, Json(_): Json<String>) {}
}

#[test]
fn the_document_is_that_of_utoipa_axum() {
    let document = |api| without_policies(to_value::<utoipa::openapi::OpenApi>(api).expect("a document"));
    let ours = OpenApiRouter::<Name>::new()
        .nest("/v1", OpenApiRouter::new().routes(routes!(read_pet, write_pet)))
        .nest("/v2/", OpenApiRouter::new().routes(routes!(plain)).routes(routes!(root)));
    let theirs = utoipa_axum::router::OpenApiRouter::<Name>::new()
        .nest(
            "/v1",
            utoipa_axum::router::OpenApiRouter::new()
                .routes(utoipa_axum::routes!(bare::read_pet, bare::write_pet)),
        )
        .nest(
            "/v2/",
            utoipa_axum::router::OpenApiRouter::new()
                .routes(utoipa_axum::routes!(plain))
                .routes(utoipa_axum::routes!(root)),
        );
    assert_eq!(document(ours.into_openapi()), document(theirs.into_openapi()));
}

/// Modules, a turbofish, and a trailing comma are paths too.
#[test]
fn routes_takes_paths() {
    let (_, paths, handlers) = routes!(bare::write_pet,).with_state::<()>(());
    assert_eq!(paths.paths.len(), 1);
    let handlers = (Vec::new(), paths, handlers).map(|handlers| handlers.post(health));
    let (router, _) = OpenApiRouter::<()>::new().routes(handlers).split_for_parts();
    let methods: Vec<_> = router.route_policies().map(|route| route.method().to_owned()).collect();
    assert_eq!(methods, ["PUT", "POST"]);
}
