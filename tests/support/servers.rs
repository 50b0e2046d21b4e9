//! The servers that the cases run against: one for each framework, with the routes of `cases/README.md`.

pub mod axum;
pub mod rocket;
