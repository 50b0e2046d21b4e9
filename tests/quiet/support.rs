//! The types and functions that the handlers use.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// Constants that an attribute names.
pub(crate) const PARTNER: &str = "https://partner.example.org";
pub(crate) const TOKEN: &str = "x-token";
pub(crate) const DAY: u32 = 86_400;

/// The result of a future that never waits.
pub(crate) fn awaited<T>(future: impl IntoFuture<Output = T>) -> Option<T> {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(future.into_future()).poll(&mut context) {
        Poll::Ready(result) => Some(result),
        Poll::Pending => None,
    }
}

/// Something that is awaited.
pub(crate) async fn nothing() {}
