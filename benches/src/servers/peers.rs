//! The same policy in the terms of other libraries.

use std::collections::HashSet;
use std::time::Duration;

use http::header::CONTENT_TYPE;
use http::{HeaderName, HeaderValue, Method};
use rocket_cors::{AllowedHeaders, AllowedOrigins};
use tower_http::cors::Any;

use crate::setup::{Origins, Setup};
use crate::sizes;

const HEADERS: [&str; 2] = ["content-type", "x-requested-with"];
const X_REQUESTED_WITH: HeaderName = HeaderName::from_static("x-requested-with");

fn values(origins: Vec<String>) -> Vec<HeaderValue> {
    origins.into_iter().map(|origin| HeaderValue::try_from(origin).expect("ASCII")).collect()
}

/// A pattern as the regular expression that its users have to write.
fn regex(pattern: &str) -> String {
    format!("^{}$", pattern.replace('.', r"\.").replace('*', r"[a-z0-9.-]+"))
}

fn regexes(count: usize) -> Vec<String> {
    sizes::patterns(count).iter().map(|pattern| regex(pattern)).collect()
}

pub(crate) fn tower_http(setup: Setup) -> tower_http::cors::CorsLayer {
    let layer = tower_http::cors::CorsLayer::new()
        .allow_methods([Method::GET, Method::PUT])
        .allow_headers([CONTENT_TYPE, X_REQUESTED_WITH])
        .max_age(Duration::from_mins(10));
    match setup.origins {
        Origins::Any => layer.allow_origin(Any),
        Origins::Listed(count) => layer.allow_origin(values(sizes::origins(count))).allow_credentials(true),
        Origins::Patterns(_) => panic!("tower-http has no patterns"),
    }
}

pub(crate) fn rocket_cors(setup: Setup) -> rocket_cors::Cors {
    let options = rocket_cors::CorsOptions::default()
        .allowed_methods(["GET", "PUT"].map(|method| method.parse().expect("a method")).into())
        .allowed_headers(AllowedHeaders::some(&HEADERS))
        .expose_headers(HashSet::new())
        .max_age(Some(600));
    let options = match setup.origins {
        Origins::Any => options.allowed_origins(AllowedOrigins::all()).send_wildcard(true),
        Origins::Listed(count) => options
            .allowed_origins(AllowedOrigins::some_exact(&sizes::origins(count)))
            .allow_credentials(true),
        Origins::Patterns(count) => {
            options.allowed_origins(AllowedOrigins::some_regex(&regexes(count))).allow_credentials(true)
        }
    };
    options.to_cors().expect("a configuration without mistakes")
}

pub(crate) fn actix_cors(setup: Setup) -> actix_cors::Cors {
    let cors =
        actix_cors::Cors::default().allowed_methods(["GET", "PUT"]).allowed_headers(HEADERS).max_age(600);
    match setup.origins {
        Origins::Any => cors.allow_any_origin().send_wildcard(),
        Origins::Listed(count) => {
            let origins = sizes::origins(count);
            origins.iter().fold(cors, |cors, origin| cors.allowed_origin(origin)).supports_credentials()
        }
        Origins::Patterns(_) => panic!("actix-cors has no patterns"),
    }
}

pub(crate) fn poem(setup: Setup) -> poem::middleware::Cors {
    let cors = poem::middleware::Cors::new()
        .allow_methods([Method::GET, Method::PUT])
        .allow_headers(HEADERS)
        .max_age(600);
    match setup.origins {
        // The default, and there is no wildcard to send.
        Origins::Any => cors,
        Origins::Listed(count) => cors.allow_origins(sizes::origins(count)).allow_credentials(true),
        // It takes patterns, despite its name.
        Origins::Patterns(count) => sizes::patterns(count)
            .iter()
            .fold(cors, poem::middleware::Cors::allow_origin_regex)
            .allow_credentials(true),
    }
}

pub(crate) fn salvo(setup: Setup) -> salvo::cors::CorsHandler {
    use salvo::cors::{AllowHeaders, AllowOrigin, Cors};
    let cors = Cors::new()
        .allow_methods([Method::GET, Method::PUT])
        .allow_headers(AllowHeaders::list([CONTENT_TYPE, X_REQUESTED_WITH]))
        .max_age(Duration::from_mins(10));
    let cors = match setup.origins {
        Origins::Any => cors.allow_origin(AllowOrigin::any()),
        Origins::Listed(count) => {
            cors.allow_origin(AllowOrigin::list(values(sizes::origins(count)))).allow_credentials(true)
        }
        Origins::Patterns(_) => panic!("salvo-cors has no patterns"),
    };
    cors.into_handler()
}
