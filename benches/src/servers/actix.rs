//! actix-web with the same routes.

use actix_web::body::MessageBody;
use actix_web::dev::{Service, ServiceResponse};
use actix_web::test::{TestRequest, init_service};
use actix_web::{App, Error, web};

use super::peers;
use crate::exchange::{Answer, Ask};
use crate::server::{self, Server};
use crate::setup::Setup;

pub(crate) struct Actix<S>(S);

impl<S, B> Server for Actix<S>
where
    S: Service<actix_http::Request, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
{
    type Request = actix_http::Request;
    type Response = ServiceResponse<B>;

    fn request(&self, ask: &Ask) -> actix_http::Request {
        let request = TestRequest::with_uri(&ask.path).method(ask.method.parse().expect("a method"));
        let headers = ask.headers.iter().map(|(name, value)| (*name, &**value));
        headers.fold(request, TestRequest::append_header).to_request()
    }

    fn call(&mut self, request: actix_http::Request) -> ServiceResponse<B> {
        server::ready(std::future::poll_fn(|context| self.0.poll_ready(context)))
            .expect("it is always ready");
        server::ready(self.0.call(request)).expect("errors are answered")
    }

    fn answer(&self, response: &ServiceResponse<B>) -> Answer {
        let text = |value: &actix_web::http::header::HeaderValue| value.to_str().expect("ASCII").to_owned();
        let headers = response.headers().iter();
        let headers = headers.map(|(name, value)| (name.as_str().to_owned(), text(value)));
        Answer { status: response.status().as_u16(), headers: headers.collect() }
    }
}

fn routes(config: &mut web::ServiceConfig, setup: Setup) {
    for path in setup.paths() {
        config.service(
            web::resource(path).route(web::get().to(async || "ok")).route(web::put().to(async || "")),
        );
    }
}

pub(crate) fn bare(setup: Setup) -> impl Server {
    Actix(server::ready(init_service(App::new().configure(|config| routes(config, setup)))))
}

pub(crate) fn actix_cors(setup: Setup) -> impl Server {
    let app = App::new().wrap(peers::actix_cors(setup)).configure(|config| routes(config, setup));
    Actix(server::ready(init_service(app)))
}
