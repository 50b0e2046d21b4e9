//! The server of the page and its frames, on another origin than the API.

use std::str::FromStr;

use rocket::http::ContentType;
use rocket::http::uri::Origin;
use rocket::serde::json::Json;
use rocket::shield::{Frame, Shield};
use rocket::{Build, Rocket, State, get, routes};
use shop_page::{Page, Seen, Traffic};

pub(crate) fn rocket(api: &str, traffic: Traffic) -> Rocket<Build> {
    let page = Page { api: api.to_owned(), not_mounted: 404 };
    // The page is framed by itself on another origin, which Rocket forbids by default.
    let shield = Shield::default().disable::<Frame>();
    rocket::build().attach(shield).manage(page).manage(traffic).mount("/", routes![of_visit, file])
}

#[get("/traffic/<visit>")]
fn of_visit(traffic: &State<Traffic>, visit: &str) -> Json<Vec<Seen>> {
    Json(traffic.of_visit(visit))
}

#[get("/<_..>")]
fn file(page: &State<Page>, uri: &Origin<'_>) -> Option<(ContentType, String)> {
    let (media_type, text) = page.file(uri.path().as_str())?;
    Some((ContentType::from_str(media_type).ok()?, text))
}
