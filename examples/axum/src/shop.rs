//! The shop's API: four policies, each next to its handler.
//!
//! This is the file to copy. Its origins are those of local pages, so that the demo runs without
//! any setup. In a real shop, replace `http://localhost:*` with `https://app.example.com`, and
//! `http://*.localhost:*` with `https://*.partner.example`.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Json;
use axum::extract::{Extension, Path, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use cors_runtime::axum::{Router, get, post, put};
use cors_runtime::{Policy, cors, policy};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The finished API.
pub fn router() -> Router {
    let shop = Shop::default();

    // The layer answers 401 without a session. It never sees a preflight, and its 401 carries the
    // CORS headers that let the page read it.
    let cart = Router::new()
        .route("/", get(show_cart).post(add_to_cart))
        .route("/{product}", put(set_quantity).delete(remove_from_cart))
        .layer(middleware::from_fn_with_state(shop.clone(), require_session));

    Router::new()
        .route("/products", get(list_products))
        .route("/products/{product}", get(show_product))
        .route("/session", post(open_session))
        .nest("/cart", cart)
        .route("/partners/feed", get(partner_feed))
        .route("/health", axum::routing::get(health))
        .with_state(shop)
}

// The catalogue: any page may read it, without cookies.

#[cors(origins = ["*"])]
async fn list_products() -> Json<[Product; 3]> {
    Json(PRODUCTS)
}

#[cors(origins = ["*"])]
async fn show_product(Path(product): Path<u32>) -> Result<Json<Product>, Problem> {
    find(product).map(Json)
}

// The cart: only the shop's own pages may use it, with the customer's cookie.

static CART: Policy =
    policy!(origins = ["http://localhost:*"], credentials, headers = ["content-type"], max_age = 600);

#[cors(policy = CART)]
async fn open_session(State(shop): State<Shop>) -> impl IntoResponse {
    let session = Uuid::new_v4();
    shop.carts().insert(session, Cart::new());
    // `SameSite=Lax` is enough if page and API share a site: another port is another origin, but
    // not another site. A page on another site needs `SameSite=None; Secure`.
    let cookie = format!("{COOKIE}={session}; Path=/; HttpOnly; SameSite=Lax");
    (StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)])
}

#[cors(policy = CART)]
async fn show_cart(State(shop): State<Shop>, session: Extension<Session>) -> Json<Cart> {
    Json(shop.change(&session, |_| ()))
}

#[cors(policy = CART)]
async fn add_to_cart(
    State(shop): State<Shop>,
    session: Extension<Session>,
    Json(line): Json<Line>,
) -> Result<(StatusCode, Json<Cart>), Problem> {
    find(line.product)?;
    let cart = shop.change(&session, |cart| cart.insert(line.product, line.quantity));
    Ok((StatusCode::CREATED, Json(cart)))
}

#[cors(policy = CART)]
async fn set_quantity(
    State(shop): State<Shop>,
    session: Extension<Session>,
    Path(product): Path<u32>,
    Json(quantity): Json<u32>,
) -> Result<Json<Cart>, Problem> {
    find(product)?;
    Ok(Json(shop.change(&session, |cart| cart.insert(product, quantity))))
}

#[cors(policy = CART)]
async fn remove_from_cart(
    State(shop): State<Shop>,
    session: Extension<Session>,
    Path(product): Path<u32>,
) -> Json<Cart> {
    Json(shop.change(&session, |cart| cart.remove(&product)))
}

// The feed: every partner has a subdomain, and may read one additional response header.

#[cors(origins = ["http://*.localhost:*"], expose_headers = ["x-feed-revision"])]
async fn partner_feed() -> impl IntoResponse {
    let headers = [("x-feed-revision", "41"), ("x-feed-margin", "0.18")];
    (headers, Json(PRODUCTS))
}

// No policy: a page on another origin cannot read it.

async fn health() -> &'static str {
    "ok"
}

// What the handlers work with. Nothing below is about CORS.

type Cart = BTreeMap<u32, u32>;
type Problem = (StatusCode, &'static str);

const COOKIE: &str = "shop_session";

const PRODUCTS: [Product; 3] = [
    Product { id: 1, name: "Espresso cup", cents: 900 },
    Product { id: 2, name: "Tea pot", cents: 3400 },
    Product { id: 3, name: "Milk jug", cents: 1800 },
];

#[derive(Clone, Copy, Serialize)]
struct Product {
    id: u32,
    name: &'static str,
    cents: u32,
}

#[derive(Deserialize)]
struct Line {
    product: u32,
    quantity: u32,
}

#[derive(Clone, Copy)]
struct Session(Uuid);

#[derive(Clone, Default)]
struct Shop(Arc<Mutex<HashMap<Uuid, Cart>>>);

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

    fn session(&self, headers: &HeaderMap) -> Option<Session> {
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
        let id = cookies
            .flat_map(|line| line.split("; "))
            .find_map(|cookie| cookie.strip_prefix(COOKIE)?.strip_prefix('='))?;
        let id = id.parse().ok()?;
        self.carts().contains_key(&id).then_some(Session(id))
    }
}

fn find(product: u32) -> Result<Product, Problem> {
    let found = PRODUCTS.into_iter().find(|candidate| candidate.id == product);
    found.ok_or((StatusCode::NOT_FOUND, "no such product"))
}

async fn require_session(State(shop): State<Shop>, mut request: Request, next: Next) -> Response {
    let Some(session) = shop.session(request.headers()) else {
        return (StatusCode::UNAUTHORIZED, "no session: POST /session opens one").into_response();
    };
    request.extensions_mut().insert(session);
    next.run(request).await
}
