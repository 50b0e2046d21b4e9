//! The shop's API: four policies, each next to its handler.
//!
//! This is the file to copy. Its origins are those of local pages, so that the demo runs without
//! any setup. In a real shop, replace `http://localhost:*` with `https://app.example.com`, and
//! `http://*.localhost:*` with `https://*.partner.example`.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use cors_runtime::rocket::{Cors, routes};
use cors_runtime::{Policy, cors, policy};
use rocket::http::{Cookie, CookieJar, Header, SameSite, Status};
use rocket::request::{FromRequest, Outcome};
use rocket::serde::json::{self, Json};
use rocket::serde::{Deserialize, Serialize};
use rocket::{
    Build, Request, Responder, Rocket, State, async_trait, catch, catchers, delete, get, post, put,
};
use uuid::Uuid;

/// The finished API.
pub fn rocket() -> Rocket<Build> {
    // The guard of the cart answers 401 without a session. It never sees a preflight, and the
    // catcher's response carries the CORS headers that let the page read it.
    rocket::build()
        .attach(Cors)
        .manage(Shop::default())
        .mount("/", routes![list_products, show_product, open_session, partner_feed, health])
        .mount("/cart", routes![show_cart, add_to_cart, set_quantity, remove_from_cart])
        .register("/cart", catchers![no_session])
}

// The catalogue: any page may read it, without cookies.

#[cors(origins = ["*"])]
#[get("/products")]
fn list_products() -> Json<[Product; 3]> {
    Json(PRODUCTS)
}

#[cors(origins = ["*"])]
#[get("/products/<product>")]
fn show_product(product: u32) -> Result<Json<Product>, Problem> {
    find(product).map(Json)
}

// The cart: only the shop's own pages may use it, with the customer's cookie.

static CART: Policy =
    policy!(origins = ["http://localhost:*"], credentials, headers = ["content-type"], max_age = 600);

#[cors(policy = CART)]
#[post("/session")]
fn open_session(shop: &State<Shop>, cookies: &CookieJar<'_>) -> Status {
    let session = Uuid::new_v4();
    shop.carts().insert(session, Cart::new());
    // `SameSite=Lax` is enough if page and API share a site: another port is another origin, but
    // not another site. A page on another site needs `SameSite=None; Secure`.
    cookies.add(Cookie::build((COOKIE, session.to_string())).http_only(true).same_site(SameSite::Lax));
    Status::NoContent
}

#[cors(policy = CART)]
#[get("/")]
fn show_cart(shop: &State<Shop>, session: Session) -> Json<Cart> {
    Json(shop.change(&session, |_| ()))
}

#[cors(policy = CART)]
#[post("/", data = "<line>")]
fn add_to_cart(
    shop: &State<Shop>,
    session: Session,
    line: Result<Json<Line>, json::Error<'_>>,
) -> Result<(Status, Json<Cart>), Problem> {
    let line = line.map_err(|error| unreadable(&error))?;
    find(line.product)?;
    let cart = shop.change(&session, |cart| cart.insert(line.product, line.quantity));
    Ok((Status::Created, Json(cart)))
}

#[cors(policy = CART)]
#[put("/<product>", data = "<quantity>")]
fn set_quantity(
    shop: &State<Shop>,
    session: Session,
    product: u32,
    quantity: Result<Json<u32>, json::Error<'_>>,
) -> Result<Json<Cart>, Problem> {
    let quantity = quantity.map_err(|error| unreadable(&error))?.into_inner();
    find(product)?;
    Ok(Json(shop.change(&session, |cart| cart.insert(product, quantity))))
}

#[cors(policy = CART)]
#[delete("/<product>")]
fn remove_from_cart(shop: &State<Shop>, session: Session, product: u32) -> Json<Cart> {
    Json(shop.change(&session, |cart| cart.remove(&product)))
}

// The feed: every partner has a subdomain, and may read one additional response header.

#[cors(origins = ["http://*.localhost:*"], expose_headers = ["x-feed-revision"])]
#[get("/partners/feed")]
fn partner_feed() -> Feed {
    Feed {
        products: Json(PRODUCTS),
        revision: Header::new("x-feed-revision", "41"),
        margin: Header::new("x-feed-margin", "0.18"),
    }
}

// No policy: a page on another origin cannot read it.

#[get("/health")]
fn health() -> &'static str {
    "ok"
}

// What the handlers work with. Nothing below is about CORS.

type Cart = BTreeMap<u32, u32>;
type Problem = (Status, String);

const COOKIE: &str = "shop_session";

const PRODUCTS: [Product; 3] = [
    Product { id: 1, name: "Espresso cup", cents: 900 },
    Product { id: 2, name: "Tea pot", cents: 3400 },
    Product { id: 3, name: "Milk jug", cents: 1800 },
];

#[derive(Clone, Copy, Serialize)]
#[serde(crate = "rocket::serde")]
struct Product {
    id: u32,
    name: &'static str,
    cents: u32,
}

#[derive(Deserialize)]
#[serde(crate = "rocket::serde")]
struct Line {
    product: u32,
    quantity: u32,
}

#[derive(Responder)]
struct Feed {
    products: Json<[Product; 3]>,
    revision: Header<'static>,
    margin: Header<'static>,
}

#[derive(Default)]
struct Shop(Mutex<HashMap<Uuid, Cart>>);

impl Shop {
    fn carts(&self) -> MutexGuard<'_, HashMap<Uuid, Cart>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change<T>(&self, session: &Session, change: impl FnOnce(&mut Cart) -> T) -> Cart {
        let mut carts = self.carts();
        let cart = carts.entry(session.0).or_default();
        change(cart);
        cart.clone()
    }
}

#[derive(Clone, Copy)]
struct Session(Uuid);

#[async_trait]
impl<'r> FromRequest<'r> for Session {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        let id = request.cookies().get(COOKIE).and_then(|cookie| cookie.value().parse().ok());
        let shop = request.rocket().state::<Shop>();
        match (id, shop) {
            (Some(id), Some(shop)) if shop.carts().contains_key(&id) => Outcome::Success(Self(id)),
            _ => Outcome::Error((Status::Unauthorized, ())),
        }
    }
}

#[catch(401)]
fn no_session() -> &'static str {
    "no session: POST /session opens one"
}

fn find(product: u32) -> Result<Product, Problem> {
    let found = PRODUCTS.into_iter().find(|candidate| candidate.id == product);
    found.ok_or((Status::NotFound, "no such product".to_owned()))
}

fn unreadable(error: &json::Error<'_>) -> Problem {
    let status = match error {
        json::Error::Parse(_, error) if error.is_data() => Status::UnprocessableEntity,
        _ => Status::BadRequest,
    };
    (status, error.to_string())
}
