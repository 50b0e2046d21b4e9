//! Records the requests that the API receives.
//!
//! A fairing sees every request, including preflights. This is the place to count, log or limit them.

use rocket::fairing::{Fairing, Info, Kind};
use rocket::http::Method;
use rocket::{Data, Request, Response, async_trait};
use shop_page::{Seen, Traffic};

/// The recording fairing.
pub struct Recorder(pub Traffic);

/// The method that was sent, which Rocket changes if the handler of GET serves HEAD.
struct Sent(Method);

#[async_trait]
impl Fairing for Recorder {
    fn info(&self) -> Info {
        Info { name: "recorder", kind: Kind::Request | Kind::Response }
    }

    async fn on_request(&self, request: &mut Request<'_>, _: &mut Data<'_>) {
        let method = request.method();
        request.local_cache(|| Sent(method));
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        let Some(visit) = Traffic::visit(request.uri().query().map(|query| query.as_str())) else { return };
        let Sent(method) = request.local_cache(|| Sent(request.method()));
        let preflight = *method == Method::Options
            && request.headers().contains("Origin")
            && request.headers().contains("Access-Control-Request-Method");
        let (method, status) = (method.to_string(), response.status().code);
        self.0.note(Seen { visit, method, preflight, status });
    }
}
