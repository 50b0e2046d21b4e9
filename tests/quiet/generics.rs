//! Generic handlers: types, constants and lifetimes.

use std::fmt::Display;
use std::pin::Pin;

use axum::extract::{Path, State};
use axum::response::IntoResponse;
use cors_runtime::axum::{Router, get};
use cors_runtime::cors;

use crate::support::{awaited, nothing};

pub(crate) trait Stock: Clone + Send + Sync + 'static {
    fn count(&self) -> usize;
}

#[derive(Clone)]
struct Teapots(usize);

impl Stock for Teapots {
    fn count(&self) -> usize {
        self.0
    }
}

#[cors(origins = ["*"])]
async fn count<S, const N: usize>(State(stock): State<S>, Path(names): Path<Vec<String>>) -> String
where
    S: Stock,
{
    nothing().await;
    format!("{} {} {N}", stock.count(), names.len())
}

#[cors(origins = ["*"])]
async fn captured<S: Stock, const N: usize>(State(stock): State<S>) -> impl IntoResponse {
    nothing().await;
    [stock.count(), N].map(|number| number.to_string()).concat()
}

#[cors(origins = ["*"])]
async fn longest<'a, 'b: 'a, T: Display + Sync + ?Sized>(
    a: &'a str,
    b: &'b str,
    than: &T,
) -> (&'a str, &'b str) {
    nothing().await;
    (if a.len() > than.to_string().len() { a } else { b }, b)
}

#[cors(origins = ["*"])]
async fn elided(text: &mut Vec<u8>) -> &[u8] {
    nothing().await;
    text.push(b'!');
    text
}

/// `use` names what the result borrows.
#[cors(origins = ["*"])]
fn not_async(text: &str) -> impl Future<Output = usize> + use<> {
    let len = text.len();
    async move { len }
}

#[cors(origins = ["*"])]
fn boxed<'a>(text: &'a str, other: &str) -> Pin<Box<dyn Future<Output = &'a str> + Send + 'a>> {
    let start = text.get(..other.len()).unwrap_or(text);
    Box::pin(async move { start })
}

#[cors(origins = ["*"])]
async fn impl_arguments<T: Display + Send>(change: impl Fn(T) -> String + Send, first: T) -> String {
    nothing().await;
    change(first)
}

#[test]
fn generic_handlers_are_mounted_by_their_types() {
    let router: Router = Router::new()
        .route("/count/{name}", get(count::<Teapots, 2>))
        .route("/captured", get(captured::<Teapots, 3>))
        .with_state(Teapots(7));
    assert!(format!("{router:?}").contains("Router"), "{router:?}");
}

#[test]
fn generic_handlers_are_awaited_as_before() {
    let path = Path(vec!["a".to_owned()]);
    assert_eq!(awaited(count::<_, 2>(State(Teapots(7)), path)).as_deref(), Some("7 1 2"));
    assert!(awaited(captured::<_, 2>(State(Teapots(7)))).is_some(), "it never waits");
    assert_eq!(awaited(longest("teapot", "cup", "four")), Some(("teapot", "cup")));
    assert_eq!(awaited(elided(&mut b"tea".to_vec())), Some(&b"tea!"[..]));
    assert_eq!(awaited(not_async("tea")), Some(3));
    assert_eq!(awaited(boxed("teapot", "cup")), Some("tea"));
    let add_pot = |first| format!("{first}pot");
    assert_eq!(awaited(impl_arguments(add_pot, "tea")).as_deref(), Some("teapot"));
}
