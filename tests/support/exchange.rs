//! The ways to send a request to a server.

use crate::message::{Request, Response};

mod rocket_client;
mod router;
mod tcp;
mod without_places;

pub use rocket_client::RocketClient;
pub use router::Router;
pub use tcp::Tcp;
pub use without_places::WithoutPlaces;

/// Something that a request can be sent through.
pub trait Exchange {
    /// Sends a request, and reads the response to its end.
    ///
    /// # Errors
    ///
    /// If the request cannot be sent this way, or the response is not HTTP.
    fn send(&self, request: &Request) -> impl Future<Output = Result<Response, String>>;
}
