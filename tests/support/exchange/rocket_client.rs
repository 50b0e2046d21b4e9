//! Rocket's local client.

use rocket::http::{Header, Method};
use rocket::local::asynchronous::Client;

use super::Exchange;
use crate::message::{FieldLine, Request, Response};

/// Sends each request to a client.
#[derive(Debug)]
pub struct RocketClient(pub Client);

impl Exchange for RocketClient {
    async fn send(&self, request: &Request) -> Result<Response, String> {
        let method: Method =
            request.method.parse().map_err(|()| format!("Rocket does not know {}", request.method))?;
        let mut local = self.0.req(method, request.target.clone());
        for line in request.lines_to_send() {
            // As Rocket's server does, which drops what is not UTF-8.
            if let Ok(value) = String::from_utf8(line.value) {
                local.add_header(Header::new(line.name, value));
            }
        }
        let response = local.body(&request.body).dispatch().await;
        Ok(Response {
            status: response.status().code,
            lines: response
                .headers()
                .iter()
                .map(|line| FieldLine::new(line.name().as_str(), line.value().as_bytes()))
                .collect(),
            body: response.into_bytes().await.unwrap_or_default(),
        })
    }
}
