//! Handlers that take the state of their router.

use axum::extract::{FromRef, State};
use cors_runtime::axum::{Router, get};
use cors_runtime::cors;
use cors_tests::run::Failed;

use super::check;

#[derive(Clone)]
struct Shop {
    name: &'static str,
    prices: Prices,
}

#[derive(Clone)]
struct Prices(u32);

impl FromRef<Shop> for Prices {
    fn from_ref(shop: &Shop) -> Self {
        shop.prices.clone()
    }
}

#[cors(origins = ["https://app.example.com"])]
async fn name(State(shop): State<Shop>) -> &'static str {
    shop.name
}

#[cors(origins = ["https://admin.example.com"])]
async fn price(State(Prices(price)): State<Prices>) -> String {
    price.to_string()
}

const NAME: &str = "\
# The state
> GET /shop
> Origin: https://app.example.com
< 200
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin
<
< bakery
";

const PRICE: &str = "
# A part of the state
> PUT /shop
> Origin: https://admin.example.com
< 200
< Access-Control-Allow-Origin: https://admin.example.com
< Vary: Origin
<
< 7

# The preflight for the part
> OPTIONS /shop
> Origin: https://admin.example.com
> Access-Control-Request-Method: PUT
< 204
< Access-Control-Allow-Origin: https://admin.example.com
< Access-Control-Allow-Methods: PUT
< Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
<
";

const BAKERY: Shop = Shop { name: "bakery", prices: Prices(7) };

#[tokio::test]
async fn handlers_take_the_state_and_parts_of_it() -> Result<(), Failed> {
    let router = Router::new().route("/shop", get(name).put(price)).with_state(BAKERY);
    check(router, &format!("{NAME}{PRICE}")).await
}

#[tokio::test]
async fn policies_outlive_the_state_of_their_handlers() -> Result<(), Failed> {
    let router = Router::<Shop>::new().route("/shop", get(name).put(price)).with_state::<()>(BAKERY);
    let outer: Router = Router::new().merge(router);
    check(outer, &format!("{NAME}{PRICE}")).await
}

#[tokio::test]
async fn routers_of_different_states_are_put_together() -> Result<(), Failed> {
    let names = Router::new().route("/shop", get(name)).with_state(BAKERY);
    let prices = Router::new().route("/shop", cors_runtime::axum::put(price)).with_state(Prices(7));
    check(Router::new().merge(names).merge(prices), &format!("{NAME}{PRICE}")).await
}

#[tokio::test]
async fn the_handlers_of_a_path_take_a_state_of_their_own() -> Result<(), Failed> {
    let handlers = get(name).put(price).with_state(BAKERY);
    check(Router::<()>::new().route("/shop", handlers), &format!("{NAME}{PRICE}")).await
}
