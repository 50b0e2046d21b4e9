//! `examples/configured` with tower-http: each key of the file is parsed by hand.

use std::error::Error;
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use figment::Figment;
use figment::providers::{Env, Format, Toml};
use http::{HeaderName, HeaderValue, Method};
use serde::Deserialize;
use tower_http::cors::CorsLayer;

#[derive(Deserialize)]
struct Config {
    cors: Cors,
}

#[derive(Deserialize)]
struct Cors {
    origins: Vec<String>,
    credentials: bool,
    headers: Vec<String>,
    expose_headers: Vec<String>,
    max_age: u64,
}

/// The file, and the variables: `APP_CORS_` followed by the name of a key.
fn figment(file: &str) -> Figment {
    Figment::new()
        .merge(Toml::string(file))
        .merge(Env::prefixed("APP_CORS_").map(|key| format!("cors.{key}").into()))
}

/// The layer, or the first mistake that a parser sees.
fn layer(cors: &Cors) -> Result<CorsLayer, Box<dyn Error>> {
    let origins: Vec<HeaderValue> = cors.origins.iter().map(|text| text.parse()).collect::<Result<_, _>>()?;
    let headers: Vec<HeaderName> = cors.headers.iter().map(|text| text.parse()).collect::<Result<_, _>>()?;
    let exposed: Vec<HeaderName> =
        cors.expose_headers.iter().map(|text| text.parse()).collect::<Result<_, _>>()?;
    Ok(CorsLayer::new()
        .allow_origin(origins)
        .allow_credentials(cors.credentials)
        .allow_methods([Method::GET, Method::PUT])
        .allow_headers(headers)
        .expose_headers(exposed)
        .max_age(Duration::from_secs(cors.max_age)))
}

async fn read_profile() -> &'static str {
    "somebody\n"
}

pub(crate) fn router(file: &str) -> Result<Router, Box<dyn Error>> {
    let config: Config = figment(file).extract()?;
    let app = Router::new().route("/profile", get(read_profile).put(read_profile));
    Ok(app.layer(layer(&config.cors)?))
}
