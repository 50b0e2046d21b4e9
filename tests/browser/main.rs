//! What our responses mean to real browsers; see `README.md`.

mod answer;
mod client;
mod demonstration;
mod driver;
mod ending;
mod engine;
mod policies;
mod processes;
mod proxy;
mod record;
mod rocket_guide;
mod runner;
mod scenario;
mod scenarios;
mod servers;
mod shop_page;
