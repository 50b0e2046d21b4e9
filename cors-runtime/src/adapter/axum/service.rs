//! The finished router as a service.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::marker::PhantomData;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::extract::connect_info::IntoMakeServiceWithConnectInfo;
use axum::http::{HeaderValue, header::CONTENT_TYPE};
use axum::response::Response;
use axum::routing::IntoMakeService;
use axum::routing::future::RouteFuture;
use axum::serve::{IncomingStream, Listener};
use axum::{BoxError, ServiceExt};
use tower_service::Service;

use super::router::Router;
use crate::adapter::http::{self, ResponseFuture, Step};
use crate::protocol::events::answers_are_explained;

/// Makes a text the body of a response.
pub(super) fn set_text(response: &mut Response, text: String) {
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    *response.body_mut() = text.into();
}

impl Router<()> {
    /// Converts the router into a maker of services; see [axum's](axum::Router::into_make_service).
    pub fn into_make_service(self) -> IntoMakeService<Self> {
        ServiceExt::<Request>::into_make_service(self.finished())
    }

    /// The same, with the address of the client for extractors; see
    /// [axum's](axum::Router::into_make_service_with_connect_info).
    pub fn into_make_service_with_connect_info<C>(self) -> IntoMakeServiceWithConnectInfo<Self, C> {
        ServiceExt::<Request>::into_make_service_with_connect_info(self.finished())
    }

    /// Makes axum prepare the handlers now instead of at each request, as its own make-services do.
    fn finished(self) -> Self {
        answers_are_explained(self.tables.explained());
        if let Some(plain) = &self.plain {
            plain.lookup(&self.tables);
        }
        // What has been looked up is kept: each connection has a router of its own.
        Self { inner: self.inner.with_state(()), ..self }
    }
}

impl<B> Service<::http::Request<B>> for Router<()>
where
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = ResponseFuture<RouteFuture<Infallible>, Body>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: ::http::Request<B>) -> Self::Future {
        let table = match &self.plain {
            None => self.tables.find(request.uri().path()),
            Some(plain) => plain.find(&self.tables, &request),
        };
        match http::ask(table, self.tables.explained(), &request, set_text) {
            Step::Forward(completion) => ResponseFuture::forwarded(self.inner.call(request), completion),
            Step::Respond(response) => ResponseFuture::responded(response),
        }
    }
}

/// For [`axum::serve`](::axum::serve()).
impl<L: Listener> Service<IncomingStream<'_, L>> for Router<()> {
    type Response = Self;
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: IncomingStream<'_, L>) -> Self::Future {
        ready(Ok(self.clone().finished()))
    }
}

impl<S> Router<S> {
    /// Borrows the router as a service with one type of bodies; see [axum's](axum::Router::as_service).
    pub fn as_service<B>(&mut self) -> RouterAsService<'_, B, S> {
        RouterAsService { router: self, body: PhantomData }
    }

    /// Converts the router into a service with one type of bodies; see [axum's](axum::Router::into_service).
    pub fn into_service<B>(self) -> RouterIntoService<B, S> {
        RouterIntoService { router: self, body: PhantomData }
    }
}

/// A [`Router`] borrowed as a service with one type of bodies; made by [`Router::as_service`].
#[derive(Debug)]
pub struct RouterAsService<'a, B, S = ()> {
    router: &'a mut Router<S>,
    body: PhantomData<fn(B)>,
}

/// A [`Router`] as a service with one type of bodies; made by [`Router::into_service`].
#[derive(Debug)]
pub struct RouterIntoService<B, S = ()> {
    router: Router<S>,
    body: PhantomData<fn(B)>,
}

impl<B, S> Clone for RouterIntoService<B, S>
where
    Router<S>: Clone,
{
    fn clone(&self) -> Self {
        Self { router: self.router.clone(), body: PhantomData }
    }
}

/// Both are the router, with one of its implementations.
macro_rules! with_one_type_of_bodies {
    ($($service:ty),+) => {
        $(
            impl<B> Service<::http::Request<B>> for $service
            where
                B: HttpBody<Data = Bytes> + Send + 'static,
                B::Error: Into<BoxError>,
            {
                type Response = Response;
                type Error = Infallible;
                type Future = <Router as Service<::http::Request<B>>>::Future;

                fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
                    Poll::Ready(Ok(()))
                }

                fn call(&mut self, request: ::http::Request<B>) -> Self::Future {
                    self.router.call(request)
                }
            }
        )+
    };
}

with_one_type_of_bodies!(RouterAsService<'_, B>, RouterIntoService<B>);
