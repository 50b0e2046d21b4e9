use axum::Json;
use axum::extract::{Extension, Path, Query, State};
use cors_runtime::cors;

#[cors(origins = ["https://app.example.com"])]
async fn handler(
    _: State<u8>, _: Extension<u8>, _: Extension<u16>, _: Path<String>, _: Query<Vec<u8>>, _: Json<String>,
) {
}

fn main() {
    let _: axum::Router<u8> = axum::Router::new().route("/", axum::routing::get(handler));
}
