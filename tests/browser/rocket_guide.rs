//! The JSON service that Rocket's guide refers to (its example "serialization"), with `#[cors(...)]` on
//! its three handlers, our `routes!` and the fairing; nothing else is changed.

use std::borrow::Cow;

use cors_runtime::cors;
use cors_runtime::rocket::{Cors, routes};
use rocket::fairing::AdHoc;
use rocket::serde::json::{Json, Value, json};
use rocket::serde::{Deserialize, Serialize};
use rocket::tokio::sync::Mutex;
use rocket::{Build, Rocket, State, catch, catchers, get, post, put};

use crate::driver::Driver;
use crate::engine::Engine;
use crate::proxy::Proxy;
use crate::servers::rocket::config;

type Id = usize;
type MessageList = Mutex<Vec<String>>;
type Messages<'r> = &'r State<MessageList>;

#[derive(Serialize, Deserialize)]
#[serde(crate = "rocket::serde")]
struct Message<'r> {
    id: Option<Id>,
    message: Cow<'r, str>,
}

#[cors(origins = ["http://localhost:*"], headers = ["content-type"])]
#[post("/", format = "json", data = "<message>")]
async fn new(message: Json<Message<'_>>, list: Messages<'_>) -> Value {
    let mut list = list.lock().await;
    let id = list.len();
    list.push(message.message.to_string());
    json!({ "status": "ok", "id": id })
}

#[cors(origins = ["http://localhost:*"], headers = ["content-type"])]
#[put("/<id>", format = "json", data = "<message>")]
async fn update(id: Id, message: Json<Message<'_>>, list: Messages<'_>) -> Option<Value> {
    match list.lock().await.get_mut(id) {
        Some(existing) => {
            *existing = message.message.to_string();
            Some(json!({ "status": "ok" }))
        }
        None => None,
    }
}

#[cors(origins = ["http://localhost:*"], headers = ["content-type"])]
#[get("/<id>", format = "json")]
async fn get(id: Id, list: Messages<'_>) -> Option<Json<Message<'_>>> {
    let list = list.lock().await;
    Some(Json(Message { id: Some(id), message: list.get(id)?.clone().into() }))
}

#[catch(404)]
fn not_found() -> Value {
    json!({ "status": "error", "reason": "Resource was not found." })
}

fn stage() -> AdHoc {
    AdHoc::on_ignite("JSON", |rocket| async {
        rocket
            .mount("/json", routes![new, update, get])
            .register("/json", catchers![not_found])
            .manage(MessageList::new(vec![]))
    })
}

fn rocket() -> Rocket<Build> {
    rocket::custom(config()).attach(stage()).attach(Cors)
}

/// Makes the calls of a client, and returns what it could read.
const CALLS: &str = r#"
    const [api, done] = arguments;
    const call = async (method, path, message) => {
        const headers = { "content-type": "application/json", accept: "application/json" };
        const body = message && JSON.stringify({ message });
        try {
            const response = await fetch(`${api}/json${path}`, { method, headers, body });
            return `${response.status} ${await response.text()}`;
        } catch (error) {
            return "refused";
        }
    };
    (async () => done([
        await call("POST", "/", "first"),
        await call("PUT", "/0", "second"),
        await call("GET", "/0"),
        await call("GET", "/9"),
        await call("PUT", "/x", "third"),
        await call("DELETE", "/0"),
    ]))();
"#;

#[tokio::test]
async fn the_service_of_the_guide_works_from_another_origin() {
    let demo = example_rocket::Demo::start(rocket(), [0, 0]).await.expect("a launch");
    let proxy = Proxy::start(0).await;
    let driver = Driver::start(Engine::Chromium);
    let client = driver.open(&proxy).await;
    let by_number = demo.page.replace("localhost", "127.0.0.1");
    let mut seen = Vec::new();
    for page in [&demo.page, &by_number] {
        client.goto(&format!("{page}/frame.html")).await.expect("the page is served");
        let api = Value::from(demo.api.as_str());
        seen.push(client.execute_async(CALLS, vec![api]).await.expect("the calls are made"));
    }
    client.close().await.expect("the browser closes");
    let not_found = r#"404 {"reason":"Resource was not found.","status":"error"}"#;
    let allowed = json!([
        r#"200 {"id":0,"status":"ok"}"#,
        r#"200 {"status":"ok"}"#,
        r#"200 {"id":0,"message":"second"}"#,
        not_found,
        r#"422 {
  "error": {
    "code": 422,
    "reason": "Unprocessable Entity",
    "description": "The request was well-formed but was unable to be followed due to semantic errors."
  }
}"#,
        "refused",
    ]);
    assert_eq!(seen, [allowed, json!(vec!["refused"; 6])]);
}
