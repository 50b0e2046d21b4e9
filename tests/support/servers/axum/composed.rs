//! Routes that are put together in several steps: repeated paths, merged and nested routers.

use axum::response::Response;
use cors_runtime::axum::{Router, delete, get, put};
use cors_runtime::cors;

use super::{Server, Visit};

pub(super) fn routes() -> Router<Server> {
    let rest = Router::new().route("/assembled", delete(delete_for_admin));
    let inner = Router::new()
        .route("/", get(get_for_app))
        .route("/cart", get(get_for_app).put(put_for_admin).delete(delete_for_admin))
        .route("/items/{id}", put(put_for_admin))
        .merge(Router::new().route("/merged", get(get_for_app).put(put_for_admin)))
        .nest("/deeper", Router::new().route("/cart", get(get_for_app).put(put_for_admin)));
    let shop = Router::new().route("/cart", get(get_for_app).put(put_for_admin));
    Router::new()
        .route("/assembled", get(get_for_app))
        .route("/assembled", put(put_for_admin))
        .merge(rest)
        .nest("/nested", inner)
        .nest("/shops/{shop}", shop)
        .nest("/lost", Router::new().route("/known", get(read_plain)).fallback(lost))
}

async fn read_plain(visit: Visit) -> Response {
    visit.answer("read_plain")
}

#[cors(origins = ["https://app.example.com"], methods = ["PUT"])]
async fn lost(visit: Visit) -> Response {
    visit.answer("lost")
}

#[cors(origins = ["https://app.example.com"])]
async fn get_for_app(visit: Visit) -> Response {
    visit.answer("get_for_app")
}

#[cors(origins = ["https://admin.example.com"])]
async fn put_for_admin(visit: Visit) -> Response {
    visit.answer("put_for_admin")
}

#[cors(origins = ["https://admin.example.com"])]
async fn delete_for_admin(visit: Visit) -> Response {
    visit.answer("delete_for_admin")
}
