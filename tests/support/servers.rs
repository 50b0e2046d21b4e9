//! The servers that the cases run against: one for each framework, with the routes of `cases/README.md`.

mod answer;
mod origins;

pub mod axum;
pub mod rocket;
pub mod tower;
