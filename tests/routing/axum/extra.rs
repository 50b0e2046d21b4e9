//! The routing of axum-extra with annotated handlers.

use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::middleware::from_fn;
use axum_extra::routing::TypedPath;
use cors_runtime::axum::routing::{Router, get};
use cors_runtime::axum::{Mountable, with_policy};
use cors_runtime::axum_extra::routing::{Resource, RouterExt};
use cors_runtime::{Policy, cors, policy};
use cors_tests::run::Failed;

use super::check;

static ADMIN: Policy = policy!(origins = ["https://admin.example.com"]);

#[derive(TypedPath, serde::Deserialize)]
#[typed_path("/items/{id}")]
struct ItemPath {
    id: u32,
}

#[cors(origins = ["https://app.example.com"])]
async fn read(ItemPath { id }: ItemPath) -> String {
    format!("item {id}")
}

#[cors(policy = ADMIN)]
async fn replace(path: Result<ItemPath, PathRejection>, body: String) -> String {
    format!("{} {body}", path.map_or(0, |path| path.id))
}

async fn create(ItemPath { id }: ItemPath) -> String {
    format!("created {id}")
}

#[tokio::test]
async fn typed_paths_find_their_handlers_with_their_policies() -> Result<(), Failed> {
    let layer = from_fn(|request, next: axum::middleware::Next| async { next.run(request).await });
    let router = Router::new().typed_get(read.layer(layer)).typed_put(replace).typed_post(create);
    let cases = "\
# A request
> GET /items/5
> Origin: https://app.example.com
< 200
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin
<
< item 5

# A preflight
> OPTIONS /items/5
> Origin: https://admin.example.com
> Access-Control-Request-Method: PUT
< 204
< Access-Control-Allow-Origin: https://admin.example.com
< Access-Control-Allow-Methods: PUT
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers

# The preflight of another origin
> OPTIONS /items/5
> Origin: https://app.example.com
> Access-Control-Request-Method: PUT
< 403
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers

# A handler without a policy
> POST /items/5
> Origin: https://app.example.com
< 200
<
< created 5
";
    check(router, cases).await
}

#[cors(policy = ADMIN)]
async fn list() -> &'static str {
    "list"
}

#[tokio::test]
async fn a_preflight_is_answered_where_requests_are_redirected() -> Result<(), Failed> {
    let service = axum::routing::any(|| async { "service" });
    let router = Router::new()
        .route_with_tsr("/list", get(list).delete(list))
        .route_service_with_tsr("/service/", with_policy(&ADMIN, service));
    let cases = "\
# The path itself
> GET /list
> Origin: https://admin.example.com
< 200
< Access-Control-Allow-Origin: https://admin.example.com
< Vary: Origin
<
< list

# The redirect
> GET /list/?page=2
> Origin: https://admin.example.com
< 308
< Access-Control-Allow-Origin: https://admin.example.com
< Location: /list?page=2
< Vary: Origin

# The preflight of a request that will be redirected
> OPTIONS /list/
> Origin: https://admin.example.com
> Access-Control-Request-Method: DELETE
< 204
< Access-Control-Allow-Origin: https://admin.example.com
< Access-Control-Allow-Methods: DELETE
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers

# One for a method that the path does not have
> OPTIONS /list/
> Origin: https://admin.example.com
> Access-Control-Request-Method: PUT
< 403
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers

# A service
> GET /service/
> Origin: https://admin.example.com
< 200
< Access-Control-Allow-Origin: https://admin.example.com
< Vary: Origin
<
< service

# The redirect to a service
> GET /service
> Origin: https://admin.example.com
< 308
< Access-Control-Allow-Origin: https://admin.example.com
< Location: /service/
< Vary: Origin

# The preflight of a request that will be redirected to a service
> OPTIONS /service
> Origin: https://admin.example.com
> Access-Control-Request-Method: GET
< 204
< Access-Control-Allow-Origin: https://admin.example.com
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
";
    // As it is, and with the step inside axum's routing.
    check(router.clone(), cases).await?;
    check(axum::Router::from(router.explained_answers(false)), cases).await
}

#[cors(policy = ADMIN)]
async fn show(Path(id): Path<u32>) -> String {
    format!("user {id}")
}

#[tokio::test]
async fn a_resource_has_the_policies_of_its_handlers() -> Result<(), Failed> {
    let resource =
        || Resource::named("users").index(list).create(list).new(list).show(show).edit(show).update(show);
    let paths = |router: &Router| {
        let listed = router.route_policies();
        listed.map(|route| format!("{} {}", route.method(), route.path())).collect::<Vec<_>>()
    };
    let router = Router::new().merge(resource().destroy(show));
    let mut listed = paths(&router);
    listed.sort_unstable();
    assert_eq!(
        listed,
        [
            "DELETE /users/{users_id}",
            "GET /users",
            "GET /users/new",
            "GET /users/{users_id}",
            "GET /users/{users_id}/edit",
            "PATCH /users/{users_id}",
            "POST /users",
            "PUT /users/{users_id}",
        ]
    );
    let cases = "\
# A request
> GET /users/5/edit
> Origin: https://admin.example.com
< 200
< Access-Control-Allow-Origin: https://admin.example.com
< Vary: Origin
<
< user 5

# A preflight
> OPTIONS /users/5
> Origin: https://admin.example.com
> Access-Control-Request-Method: DELETE
< 204
< Access-Control-Allow-Origin: https://admin.example.com
< Access-Control-Allow-Methods: DELETE,PATCH,PUT
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
";
    check(router, cases).await
}
