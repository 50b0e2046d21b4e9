//! The server of the page and its frames, on another origin than the API.

use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{StatusCode, Uri};
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Json, Router};
use shop_page::{Page, Seen, Traffic};

pub(crate) fn router(api: &str, traffic: Traffic) -> Router {
    let page = Page { api: api.to_owned(), not_mounted: 405 };
    let file = async move |uri: Uri| match page.file(uri.path()) {
        Some((media_type, text)) => ([(CONTENT_TYPE, media_type)], text).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    };
    Router::new().route("/traffic/{visit}", get(of_visit)).fallback(file).with_state(traffic)
}

async fn of_visit(State(traffic): State<Traffic>, Path(visit): Path<String>) -> impl IntoResponse {
    Json::<Vec<Seen>>(traffic.of_visit(&visit))
}
