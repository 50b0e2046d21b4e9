use axum::{extract::Request, http::StatusCode, middleware::{Next, from_fn}, response::Response};
use cors_runtime::{axum::{Router, get}, Policy, cors, policy};

static CART: Policy =
    policy!(origins = ["https://app.example.com", "http://localhost:*"], credentials, max_age = 600);

#[cors(policy = CART)]
async fn read_cart() -> &'static str {
    "one teapot\n"
}

#[cors(policy = CART)]
async fn empty_cart() {}

/// Stands for your authentication: it rejects every request that has no cookie.
async fn require_session(request: Request, next: Next) -> Result<Response, (StatusCode, &'static str)> {
    if request.headers().contains_key("cookie") {
        Ok(next.run(request).await)
    } else {
        Err((StatusCode::UNAUTHORIZED, "log in first\n"))
    }
}

fn app() -> Router {
    Router::new()
        .route("/cart", get(read_cart).delete(empty_cart)) // OPTIONS /cart is generated
        .layer(from_fn(require_session))
}
