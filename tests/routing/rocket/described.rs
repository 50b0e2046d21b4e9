//! Handlers that another macro describes in items beside them.

use cors_runtime::cors;
use cors_runtime::rocket::{route_policies, routes};
use rocket::get;
use utoipa::OpenApi;

#[cors(origins = ["https://app.example.com"])]
#[utoipa::path(get, path = "/below/{id}", params(("id" = u32, Path)), responses((status = 200, body = String)))]
#[get("/below/<id>")]
fn below(id: u32) -> String {
    id.to_string()
}

#[utoipa::path(get, path = "/above", responses((status = 200, body = String)))]
#[cors(origins = ["https://app.example.com"])]
#[get("/above")]
fn above() -> String {
    "above".to_owned()
}

#[derive(OpenApi)]
#[openapi(paths(below, above))]
struct Api;

#[test]
fn a_description_may_stand_above_or_below() {
    let api = serde_json::to_value(Api::openapi()).expect("a description");
    for path in ["/below/{id}", "/above"] {
        assert!(api["paths"][path]["get"]["responses"]["200"].is_object(), "{api}");
    }
    let server = rocket::build().mount("/", routes![below, above]);
    let policies: Vec<_> =
        route_policies(&server).map(|route| route.policy().map(ToString::to_string)).collect();
    assert_eq!(policies, vec![Some(r#"origins = ["https://app.example.com"]"#.to_owned()); 2]);
}
