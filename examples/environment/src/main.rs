//! In development, local pages may call the API; in production, the origins in an environment variable.
//!
//! ```sh
//! cargo run -p example-environment
//! APP_ORIGINS="https://app.example.com, https://*.preview.example.com" \
//!     cargo run -p example-environment --no-default-features
//! ```
//!
//! The second command does not start if the variable is missing or has a mistake.

use std::env;

#[cfg(not(feature = "development"))]
use cors_runtime::OriginSet;
use cors_runtime::axum::{Router, get};
use cors_runtime::cors;
use tokio::net::TcpListener;

#[cfg(not(feature = "development"))]
static APP_ORIGINS: OriginSet = OriginSet::from_env("APP_ORIGINS");

#[cors(
    #[cfg(feature = "development")] origins = ["http://localhost:*", "http://127.0.0.1:*"],
    #[cfg(not(feature = "development"))] origins_from = APP_ORIGINS,
    credentials,
)]
async fn read_profile() -> &'static str {
    "somebody\n"
}

#[tokio::main]
#[expect(clippy::print_stdout, reason = "anyone who starts it needs the address")]
async fn main() -> std::io::Result<()> {
    let app: Router = Router::new().route("/profile", get(read_profile));
    let port = env::var("PORT").ok().and_then(|port| port.parse().ok()).unwrap_or(3000);
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    for route in app.route_policies() {
        println!("{route}");
    }
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, app).await
}
