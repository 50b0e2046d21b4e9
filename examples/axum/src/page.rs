//! The server of the page: another origin than the API's, and the frames of the page.

use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{Html, IntoResponse};
use axum::routing::get;
use axum::{Json, Router};

use crate::traffic::{Seen, Traffic};

pub(crate) fn router(api: &str, traffic: Traffic) -> Router {
    let index = include_str!("../page/index.html").replace("{{api}}", api);
    let script = |text: &'static str| get(async move || ([(CONTENT_TYPE, "text/javascript")], text));
    let style = ([(CONTENT_TYPE, "text/css")], include_str!("../page/style.css"));

    Router::new()
        .route("/", get(async move || Html(index)))
        .route("/frame.html", get(Html(include_str!("../page/frame.html"))))
        .route("/style.css", get(style))
        .route("/perform.js", script(include_str!("../page/perform.js")))
        .route("/calls.js", script(include_str!("../page/calls.js")))
        .route("/page.js", script(include_str!("../page/page.js")))
        .route("/traffic/{visit}", get(of_visit))
        .with_state(traffic)
}

async fn of_visit(State(traffic): State<Traffic>, Path(visit): Path<String>) -> impl IntoResponse {
    Json::<Vec<Seen>>(traffic.of_visit(&visit))
}
