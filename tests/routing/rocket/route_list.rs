//! Which routes Rocket has, before and after.

use cors_runtime::cors;
use cors_runtime::rocket::{Cors, route_policies, routes, surface};
use rocket::fs::FileServer;
use rocket::http::{Method, Status};
use rocket::route::{Handler, Outcome, dummy_handler};
use rocket::{Data, Request, Route, async_trait, delete, get, options, post, put, routes as plain_routes};

use crate::server;

#[cors(origins = ["https://a.example"])]
#[get("/items")]
fn list() {}

#[cors(origins = ["https://b.example"])]
#[post("/items")]
fn create() {}

#[options("/items")]
fn describe() {}

#[cors(origins = ["https://a.example"])]
#[get("/items/<_id>")]
fn read(_id: u8) {}

#[cors(origins = ["https://a.example"])]
#[put("/items/<_name>?<_force>")]
fn replace(_name: &str, _force: bool) {}

#[cors(origins = ["https://a.example"])]
#[delete("/items/all")]
fn clear() {}

#[get("/health")]
fn health() {}

/// The routes of an application, each as its method and its path.
async fn listed(mounts: Vec<(&'static str, Vec<Route>)>) -> Vec<String> {
    let mut server = server().attach(Cors);
    for (base, routes) in mounts {
        server = server.mount(base, routes);
    }
    let server = server.ignite().await.expect("no collisions");
    let mut listed: Vec<_> =
        server.routes().map(|route| format!("{} {}", route.method, route.uri.path())).collect();
    listed.sort();
    listed
}

#[rocket::async_test]
async fn each_path_has_one_generated_route_whatever_is_mounted_how_often() {
    let before = [
        "DELETE /api/items/all",
        "GET /api/health",
        "GET /api/items",
        "GET /api/items/<_id>",
        "GET /v2/items",
        "OPTIONS /api/items",
        "POST /api/items",
        "PUT /api/items/<_name>",
    ];
    let generated =
        ["OPTIONS /api/items", "OPTIONS /api/items/<_id>", "OPTIONS /api/items/all", "OPTIONS /v2/items"];
    let mut after: Vec<_> = before.iter().copied().chain(generated).map(str::to_owned).collect();
    after.sort();
    let mounts = vec![
        ("/api", routes![list, health, describe]),
        ("/api", routes![create]),
        ("/api/", routes![read, replace, clear]),
        ("/v2", routes![list]),
    ];
    assert_eq!(listed(mounts).await, after);
}

#[rocket::async_test]
async fn without_annotated_handlers_nothing_is_generated() {
    assert_eq!(listed(vec![("/", plain_routes![health])]).await, ["GET /health"]);
    assert_eq!(listed(vec![("/", routes![health])]).await, ["GET /health"]);
}

#[rocket::async_test]
async fn fifty_annotated_handlers_do_not_collide() {
    let mut mounts = Vec::new();
    for base in ["/a", "/b", "/c", "/d", "/e", "/f", "/g", "/h", "/i", "/j"] {
        mounts.push((base, routes![list, create]));
        mounts.push((base, routes![read, replace, clear]));
        mounts.push((base, vec![Route::new(Method::Options, "/<path..>", dummy_handler)]));
    }
    let listed = listed(mounts).await;
    let options = |path: &str| listed.iter().filter(|route| **route == format!("OPTIONS {path}")).count();
    assert_eq!(listed.len(), 50 + 10 + 30);
    for path in ["/a/items", "/j/items", "/e/items/<_id>", "/e/items/all"] {
        assert_eq!(options(path), 1, "{path}");
    }
}

/// A handler that is not a function.
#[derive(Clone)]
struct Custom;

#[async_trait]
impl Handler for Custom {
    async fn handle<'r>(&self, _: &'r Request<'_>, data: Data<'r>) -> Outcome<'r> {
        Outcome::forward(data, Status::NotFound)
    }
}

#[test]
fn what_is_not_a_function_has_an_unknown_policy() {
    let server = rocket::build()
        .mount("/ours", routes![list, health])
        .mount("/theirs", plain_routes![health])
        .mount("/files", FileServer::from("."))
        .mount("/custom", vec![Route::new(Method::Get, "/", Custom)])
        .mount("/pointer", vec![Route::new(Method::Get, "/", dummy_handler)]);
    let lines: Vec<_> = route_policies(&server)
        .map(|route| {
            assert_eq!(route.is_unknown(), route.to_string().ends_with(": unknown"));
            route.to_string().split(" (").next().expect("a line").to_owned()
        })
        .collect();
    let expected = [
        r#"GET /ours/items: origins = ["https://a.example"]"#,
        "GET /ours/health: no policy",
        "GET /theirs/health: no policy",
        "GET /files/<path..>: unknown",
        "GET /custom: unknown",
        "GET /pointer: unknown",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn the_surface_is_sorted() {
    let server = rocket::build().mount("/b", routes![list, health]).mount("/a", routes![list]);
    let text = surface(&server).to_string();
    let paths: Vec<_> = text.lines().map(|line| line.split(": ").next().expect("a path")).collect();
    assert_eq!(paths, ["GET /a/items", "GET /b/health", "GET /b/items"]);
}
