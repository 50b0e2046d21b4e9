//! The answer of a service inside of the CORS step, when it comes.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use http::header::ALLOW;
use http::{HeaderValue, Response, StatusCode};
use pin_project_lite::pin_project;

use super::apply;
use crate::protocol::response_fields::ResponseFields;

pin_project! {
    /// The future of a service in a CORS step; `F` is the future of the service itself, `B` the body.
    #[must_use = "futures do nothing unless polled"]
    pub struct ResponseFuture<F, B> {
        #[pin]
        kind: Kind<F, B>,
    }
}

pin_project! {
    #[project = KindProjection]
    enum Kind<F, B> {
        Answered { response: Option<Response<B>> },
        Forwarded { #[pin] future: F, then: Then },
    }
}

/// What becomes of the application's answer.
pub(in crate::adapter) enum Then {
    Nothing,
    /// It gets CORS headers.
    Apply(ResponseFields<HeaderValue>),
    /// Only if it is 405, which answers an ordinary OPTIONS request too.
    ApplyIfNotAllowed {
        fields: ResponseFields<HeaderValue>,
        is_options: bool,
    },
}

impl<F, B> ResponseFuture<F, B> {
    pub(in crate::adapter) fn answered(response: Response<B>) -> Self {
        Self { kind: Kind::Answered { response: Some(response) } }
    }

    pub(in crate::adapter) fn forwarded(future: F, then: Then) -> Self {
        Self { kind: Kind::Forwarded { future, then } }
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
            KindProjection::Answered { response } => match response.take() {
                Some(response) => Poll::Ready(Ok(response)),
                // It was polled after it was ready, which a future may answer so.
                None => Poll::Pending,
            },
            KindProjection::Forwarded { future, then } => {
                // The answer is changed where it lies: it is large, and each move is a copy.
                let mut answer = future.poll(context);
                if let Poll::Ready(Ok(response)) = &mut answer {
                    match std::mem::replace(then, Then::Nothing) {
                        Then::Apply(fields) => apply(fields, response.headers_mut()),
                        Then::ApplyIfNotAllowed { fields, is_options } if is_not_allowed(response) => {
                            if is_options {
                                *response = options_answer(response);
                            }
                            apply(fields, response.headers_mut());
                        }
                        Then::Nothing | Then::ApplyIfNotAllowed { .. } => {}
                    }
                }
                answer
            }
        }
    }
}

fn is_not_allowed<B>(response: &Response<B>) -> bool {
    response.status() == StatusCode::METHOD_NOT_ALLOWED
}

/// The generated answer to OPTIONS, with the methods that a 405 allows.
fn options_answer<B: Default>(not_allowed: &Response<B>) -> Response<B> {
    let lines = not_allowed.headers().get_all(ALLOW).iter().map(HeaderValue::as_bytes);
    let allow = lines.chain([b"OPTIONS".as_slice()]).collect::<Vec<_>>().join(b", ".as_slice());
    let mut response = Response::new(B::default());
    *response.status_mut() = StatusCode::NO_CONTENT;
    if let Ok(allow) = HeaderValue::from_bytes(&allow) {
        response.headers_mut().insert(ALLOW, allow);
    }
    response
}

impl<F, B> std::fmt::Debug for ResponseFuture<F, B> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ResponseFuture").finish_non_exhaustive()
    }
}
