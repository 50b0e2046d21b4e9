//! The answer of a router, when it comes.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::response::Response;
use axum::routing::future::RouteFuture;
use http::StatusCode;
use pin_project_lite::pin_project;

use crate::adapter::http::Pending;

pin_project! {
    /// The future of a [`Router`](super::Router).
    #[must_use = "futures do nothing unless polled"]
    pub struct ResponseFuture {
        #[pin]
        kind: Kind,
    }
}

pin_project! {
    #[project = KindProjection]
    enum Kind {
        Answered { response: Option<Response> },
        Forwarded { #[pin] future: RouteFuture<Infallible>, pending: Option<Pending>, only_not_allowed: bool },
    }
}

impl ResponseFuture {
    pub(super) fn answered(response: Response) -> Self {
        Self { kind: Kind::Answered { response: Some(response) } }
    }

    /// The application's answer as it is.
    pub(super) fn untouched(future: RouteFuture<Infallible>) -> Self {
        Self { kind: Kind::Forwarded { future, pending: None, only_not_allowed: false } }
    }

    /// The application's answer with CORS headers.
    pub(super) fn forwarded(future: RouteFuture<Infallible>, pending: Pending) -> Self {
        Self { kind: Kind::Forwarded { future, pending: Some(pending), only_not_allowed: false } }
    }

    /// The application's answer, with CORS headers if it is 405.
    pub(super) fn unlisted(future: RouteFuture<Infallible>, pending: Pending) -> Self {
        Self { kind: Kind::Forwarded { future, pending: Some(pending), only_not_allowed: true } }
    }
}

impl Future for ResponseFuture {
    type Output = Result<Response, Infallible>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.project().kind.project() {
            KindProjection::Answered { response } => match response.take() {
                Some(response) => Poll::Ready(Ok(response)),
                // It was polled after it was ready, which a future may answer so.
                None => Poll::Pending,
            },
            KindProjection::Forwarded { future, pending, only_not_allowed } => {
                let mut response = match ready!(future.poll(context)) {
                    Ok(response) => response,
                    Err(never) => match never {},
                };
                let applies = !*only_not_allowed || response.status() == StatusCode::METHOD_NOT_ALLOWED;
                if let Some(pending) = pending.take().filter(|_| applies) {
                    pending.apply(response.headers_mut());
                }
                Poll::Ready(Ok(response))
            }
        }
    }
}

impl std::fmt::Debug for ResponseFuture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ResponseFuture").finish_non_exhaustive()
    }
}
