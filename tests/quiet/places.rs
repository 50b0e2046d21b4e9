//! Handlers wherever a function can stand.

use axum::http::Uri;
use cors_runtime::axum::{MethodRouter, get};
use cors_runtime::cors;

use crate::support::{awaited, nothing};

#[test]
fn a_handler_may_stand_in_the_body_of_a_function() {
    #[cors(origins = ["*"])]
    async fn inside(uri: Uri) -> String {
        nothing().await;
        uri.to_string()
    }
    drop::<MethodRouter>(get(inside));
    assert_eq!(awaited(inside(Uri::from_static("/a"))).as_deref(), Some("/a"));
}

struct Shop;

impl Shop {
    #[cors(origins = ["*"])]
    async fn list(uri: Uri) -> String {
        nothing().await;
        format!("{}{uri}", Shop::NAME)
    }

    const NAME: &str = "shop";
}

#[test]
fn a_handler_may_be_an_associated_function_that_names_its_type() {
    drop::<MethodRouter>(get(Shop::list));
    assert_eq!(awaited(Shop::list(Uri::from_static("/a"))).as_deref(), Some("shop/a"));
}

struct Shelf<T>(T);

impl<T> Shelf<T> {
    #[cors(origins = ["*"])]
    async fn add<I: ToString + Send>(item: I) -> String {
        nothing().await;
        item.to_string()
    }
}

#[test]
fn a_handler_may_stand_in_a_generic_impl_whose_parameter_it_does_not_use() {
    let Shelf(()) = Shelf(());
    drop::<MethodRouter>(get(Shelf::<u8>::add::<String>));
    assert_eq!(awaited(Shelf::<u8>::add(1)).as_deref(), Some("1"));
}

mod items {
    pub(super) const FIRST: u8 = 1;
}

#[cors(origins = ["*"])]
async fn items(_: Uri) -> u8 {
    nothing().await;
    items::FIRST
}

#[test]
fn a_handler_may_be_named_like_a_module() {
    assert_eq!(awaited(items(Uri::default())), Some(1));
}

#[cors(origins = ["*"])]
async fn r#type(r#fn: Uri, r#move: String) -> String {
    nothing().await;
    format!("{fn}{move}")
}

#[test]
fn a_handler_and_its_arguments_may_have_raw_names() {
    drop::<MethodRouter>(get(r#type));
    assert_eq!(awaited(r#type(Uri::default(), String::new())).as_deref(), Some("/"));
}

#[cors(origins = ["*"])]
async fn hostile(__cors_0: String, __cors_handler: u8, __c: u8) -> String {
    struct __CorsHandler;
    nothing().await;
    let _: __CorsHandler = __CorsHandler;
    format!("{__cors_0}{__cors_handler}{__c}")
}

#[test]
fn names_of_the_expansion_do_not_meet_those_of_the_handler() {
    assert_eq!(awaited(hostile("a".to_owned(), 1, 2)).as_deref(), Some("a12"));
}

/// In its own body, a handler is the function as it was written: calling it gives a future.
#[cors(origins = ["*"])]
async fn factorial(number: u64) -> u64 {
    if number == 0 { 1 } else { Box::pin(factorial(number.saturating_sub(1))).await.saturating_mul(number) }
}

/// By a path, it is what its callers see, which converts into a future.
#[cors(origins = ["*"])]
async fn sum(number: u64) -> u64 {
    if number == 0 {
        0
    } else {
        Box::pin(self::sum(number.saturating_sub(1)).into_future()).await.saturating_add(number)
    }
}

#[cors(origins = ["*"])]
async fn is_even(number: u64) -> bool {
    number == 0 || Box::pin(async move { is_odd(number.saturating_sub(1)).await }).await
}

#[cors(origins = ["*"])]
async fn is_odd(number: u64) -> bool {
    number != 0 && Box::pin(async move { is_even(number.saturating_sub(1)).await }).await
}

#[test]
fn handlers_may_call_themselves_and_each_other() {
    assert_eq!(awaited(factorial(5)), Some(120));
    assert_eq!(awaited(sum(4)), Some(10));
    assert_eq!((awaited(is_even(7)), awaited(is_odd(7))), (Some(false), Some(true)));
}
