//! Real browsers are asked what our answers mean to them. `README.md` says how.

mod answer;
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
