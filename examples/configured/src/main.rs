//! A server whose policy is in a file, and in environment variables that override it.
//!
//! ```sh
//! cargo run -p example-configured
//! APP_CORS_ORIGINS="http://localhost:*, https://app.example.com" APP_CORS_MAX_AGE=5 cargo run -p example-configured
//! APP_CORS_ORIGINS="https://app.example.com/" APP_CORS_MAX_AGE=1d cargo run -p example-configured
//! ```
//!
//! The third command does not start: it prints every mistake, and where each is.

use std::env;
use std::error::Error;

use axum::extract::Request;
use axum::routing::get;
use axum::{Router, ServiceExt};
use cors_runtime::tower::CorsLayer;
use cors_runtime::{Policy, PolicyBuilder};
use figment::Figment;
use figment::providers::{Env, Format, Toml};
use serde::Deserialize;
use tokio::net::TcpListener;
use tower_layer::Layer;

/// What `app.toml` and the environment say.
#[derive(Deserialize)]
struct Config {
    port: u16,
    cors: PolicyBuilder,
}

/// The file, and the variables: `APP_PORT`, and `APP_CORS_` followed by the name of an argument.
fn figment() -> Figment {
    let file = env::var("APP_CONFIG").unwrap_or_else(|_| "examples/configured/app.toml".to_owned());
    Figment::new()
        .merge(Toml::file_exact(file))
        .merge(Env::prefixed("APP_").only(&["port"]))
        .merge(Env::prefixed("APP_CORS_").map(|argument| format!("cors.{argument}").into()))
}

/// The policy, or all of its mistakes, each with the place that it comes from.
fn policy(builder: &PolicyBuilder, figment: &Figment) -> Result<&'static Policy, String> {
    builder.build().map_err(|error| {
        let line = |mistake: &cors_runtime::PolicyMistake| {
            let place = figment.find_metadata(&format!("cors.{}", mistake.key()));
            match place.map(|place| (&place.source, &place.name)) {
                Some((Some(source), _)) => format!("{source}: {mistake}"),
                Some((None, name)) => format!("{name}: {mistake}"),
                None => mistake.to_string(),
            }
        };
        error.mistakes().iter().map(line).collect::<Vec<_>>().join("\n")
    })
}

async fn read_profile() -> &'static str {
    "somebody\n"
}

#[tokio::main]
#[expect(clippy::print_stdout, reason = "anyone who starts it needs the address")]
async fn serve() -> Result<(), Box<dyn Error>> {
    let figment = figment();
    let config: Config = figment.extract()?;
    let policy = policy(&config.cors, &figment)?;
    let app = Router::new().route("/profile", get(read_profile).put(read_profile));
    let app = CorsLayer::new(policy).layer(app);
    let listener = TcpListener::bind(("127.0.0.1", config.port)).await?;
    println!("{policy}");
    println!("listening on http://{}", listener.local_addr()?);
    Ok(axum::serve(listener, ServiceExt::<Request>::into_make_service(app)).await?)
}

fn main() {
    if let Err(error) = serve() {
        eprintln!("{error}");
        std::process::exit(1);
    }
}
