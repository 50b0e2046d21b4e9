//! The response of a service inside the CORS step.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use http::{HeaderValue, Response};
use pin_project_lite::pin_project;

use crate::protocol::completion::Completion;

pin_project! {
    /// The future of a service in a CORS step. `F` is the future of the service itself, `B` the body.
    #[must_use = "futures do nothing unless polled"]
    pub struct ResponseFuture<F, B> {
        #[pin]
        kind: Kind<F, B>,
    }
}

pin_project! {
    #[project = KindProjection]
    enum Kind<F, B> {
        Responded { response: Option<Response<B>> },
        Forwarded { #[pin] future: F, completion: Completion<HeaderValue> },
    }
}

impl<F, B> ResponseFuture<F, B> {
    pub(in crate::adapter) fn responded(response: Response<B>) -> Self {
        Self { kind: Kind::Responded { response: Some(response) } }
    }

    pub(in crate::adapter) fn forwarded(future: F, completion: Completion<HeaderValue>) -> Self {
        Self { kind: Kind::Forwarded { future, completion } }
    }
}

impl<F, B, E> Future for ResponseFuture<F, B>
where
    F: Future<Output = Result<Response<B>, E>>,
    B: Default,
{
    type Output = F::Output;

    #[inline]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.project().kind.project() {
            KindProjection::Responded { response } => match response.take() {
                Some(response) => Poll::Ready(Ok(response)),
                // It was polled after it was ready, to which a future may respond with this.
                None => Poll::Pending,
            },
            KindProjection::Forwarded { future, completion } => {
                // The response is completed in place: it is large, and each move is a copy.
                let mut result = future.poll(context);
                if let Poll::Ready(Ok(response)) = &mut result {
                    std::mem::replace(completion, Completion::Nothing).complete(response);
                }
                result
            }
        }
    }
}

impl<F, B> std::fmt::Debug for ResponseFuture<F, B> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ResponseFuture").finish_non_exhaustive()
    }
}
