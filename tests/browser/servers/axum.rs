//! The scenario server on axum.

use axum::body::to_bytes;
use axum::extract::{FromRequest, FromRequestParts, Json, Request, State};
use axum::http::StatusCode;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing;
use cors_runtime::axum::{Router, any, delete, get, head, patch, post, put};
use cors_runtime::cors;
use tokio::net::TcpListener;
use tokio::task::JoinSet;

use crate::answer::Answer;
use crate::policies::policies;
use crate::record::{Record, Seen};
use crate::servers::Server;

/// Serves on a free port.
pub(crate) async fn start(explained_answers: bool) -> Server {
    let record = Record::default();
    let app = noted(&record, explained_answers);
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
    let port = listener.local_addr().expect("it is bound").port();
    let mut running = JoinSet::new();
    running.spawn(async { axum::serve(listener, app).await.expect("it serves") });
    Server { port, record, _running: running }
}

/// The server, which notes what it sees.
pub(crate) fn noted(record: &Record, explained_answers: bool) -> axum::Router {
    axum::Router::from(router().explained_answers(explained_answers))
        .layer(from_fn_with_state(record.clone(), note))
}

macro_rules! mount_each {
    ($($name:ident $path:literal [$($method:ident)*] ($($policy:tt)*))*) => {
        fn router_of_policies() -> Router {
            $(
                #[cors($($policy)*)]
                async fn $name(answer: Answer) -> Answer {
                    answer
                }
            )*
            Router::new()$($(.route($path, $method($name)))*)*
        }
    };
}

policies!(mount_each);

fn router() -> Router {
    router_of_policies()
        .route("/app/json", post(number))
        .route("/app/guarded", get(guarded))
        .route("/any-method", any(any_method))
        .route("/any-method/credentials", any(any_method_with_credentials))
        .route("/any-method/purge", any(purge))
        .route("/plain", routing::any(async |answer: Answer| answer))
        .route("/page", routing::get(async || Answer::page()))
        .route("/sandbox", routing::get(async || Answer::sandbox()))
        .route("/perform.js", routing::get(async || Answer::perform()))
        .route("/favicon.ico", routing::get(async || StatusCode::NO_CONTENT))
}

#[cors(origins = ["https://app.example.com"], headers = ["content-type"])]
async fn number(Json(number): Json<u32>) -> String {
    number.to_string()
}

#[cors(origins = ["https://app.example.com"], headers = ["authorization"])]
async fn guarded(_: Token, answer: Answer) -> Answer {
    answer
}

#[cors(origins = ["https://app.example.com"], methods = ["*"])]
async fn any_method(answer: Answer) -> Answer {
    answer
}

#[cors(origins = ["https://app.example.com"], credentials, methods = ["*"])]
async fn any_method_with_credentials(answer: Answer) -> Answer {
    answer
}

#[cors(origins = ["https://app.example.com"], methods = ["PURGE"])]
async fn purge(answer: Answer) -> Answer {
    answer
}

/// What the guarded handler asks for.
struct Token;

impl<S: Sync> FromRequestParts<S> for Token {
    type Rejection = (StatusCode, &'static str);

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let rejection = (StatusCode::UNAUTHORIZED, "no token");
        parts.headers.contains_key(AUTHORIZATION).then_some(Self).ok_or(rejection)
    }
}

impl<S: Sync> FromRequest<S> for Answer {
    type Rejection = StatusCode;

    async fn from_request(request: Request, _: &S) -> Result<Self, StatusCode> {
        let (parts, body) = request.into_parts();
        let body = to_bytes(body, 1 << 20).await.map_err(|_| StatusCode::BAD_REQUEST)?;
        let query = parts.uri.query().unwrap_or_default();
        Ok(Self::to(parts.method.as_str(), parts.uri.path(), query, &body))
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let mut response = Response::builder().status(self.status);
        for (name, value) in self.fields {
            response = response.header(name, value);
        }
        response.body(self.body.into()).expect("a scenario sets fields of HTTP")
    }
}

async fn note(State(record): State<Record>, request: Request, next: Next) -> Response {
    let fields = |name: &str| {
        let values = request.headers().get_all(name).into_iter();
        values.map(|value| value.to_str().expect("a browser sends text").to_owned()).collect()
    };
    let seen = Seen::read(request.method().as_str(), request.uri().query(), fields);
    let response = next.run(request).await;
    if let Some(seen) = seen {
        record.note(seen, response.status().as_u16());
    }
    response
}
