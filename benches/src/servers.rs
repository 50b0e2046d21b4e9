//! The servers that are compared.

mod floor;
mod tower;
pub(crate) mod axum;
mod arranged;
mod rocket;
#[cfg(feature = "peers")]
pub(crate) mod peers;
#[cfg(feature = "peers")]
mod actix;
#[cfg(feature = "peers")]
mod poem;
#[cfg(feature = "peers")]
mod salvo;

use crate::case::{Case, Cors, Framework};
use crate::scenario::Kind;
use crate::server::{Loaded, Run, Server, StartUp};
use crate::setup::Setup;

/// Builds the server of a case.
pub(crate) fn make(case: &Case) -> Box<dyn Run> {
    let setup = case.scenario.setup;
    if let Some(arrangement) = setup.arrangement {
        return arranged::make(case, arrangement);
    }
    match (case.subject.framework, case.subject.cors) {
        (Framework::Tower, Cors::Bare) => run(case, |_| tower::Tower(tower::Bare)),
        (Framework::Tower, Cors::Floor) => run(case, |_| tower::Tower(tower::Floor)),
        (Framework::Tower, Cors::FloorLayer) => run(case, |_| tower::Tower(floor::Layered(tower::Bare))),
        (Framework::Tower, Cors::Ours) => run(case, |setup| tower::Tower(tower::ours(setup))),
        (Framework::Axum, Cors::Bare) => run(case, |setup| axum::Axum(axum::bare(setup))),
        (Framework::Axum, Cors::Floor) => run(case, |setup| axum::Axum(axum::floor_in_handler(setup))),
        (Framework::Axum, Cors::FloorLayer) => run(case, |setup| axum::Axum(axum::floor_as_layer(setup))),
        (Framework::Axum, Cors::Ours) => run(case, |setup| axum::Axum(axum::ours(setup))),
        (Framework::Rocket, Cors::Bare) => run(case, |setup| rocket::Rocket::new(rocket::bare(setup))),
        (Framework::Rocket, Cors::Floor) => run(case, |setup| rocket::Rocket::new(rocket::floor(setup))),
        (Framework::Rocket, Cors::Ours) => run(case, |setup| rocket::Rocket::new(rocket::ours(setup))),
        #[cfg(feature = "peers")]
        (Framework::Tower, Cors::Peer) => {
            use tower_layer::Layer;
            run(case, |setup| tower::Tower(peers::tower_http(setup).layer(tower::Bare)))
        }
        #[cfg(feature = "peers")]
        (Framework::Axum, Cors::Peer) => {
            run(case, |setup| axum::Axum(axum::bare(setup).layer(peers::tower_http(setup)).with_state(())))
        }
        #[cfg(feature = "peers")]
        (Framework::Rocket, Cors::Peer) => {
            run(case, |setup| rocket::Rocket::new(rocket::bare(setup).attach(peers::rocket_cors(setup))))
        }
        #[cfg(feature = "peers")]
        (Framework::Actix, Cors::Bare) => Box::new(Loaded::new(actix::bare(setup), case.scenario.ask())),
        #[cfg(feature = "peers")]
        (Framework::Actix, Cors::Peer) => {
            Box::new(Loaded::new(actix::actix_cors(setup), case.scenario.ask()))
        }
        #[cfg(feature = "peers")]
        (Framework::Poem, Cors::Bare) => run(case, |setup| poem::Poem(poem::bare(setup))),
        #[cfg(feature = "peers")]
        (Framework::Poem, Cors::Peer) => run(case, |setup| poem::Poem(poem::cors(setup))),
        #[cfg(feature = "peers")]
        (Framework::Salvo, Cors::Bare) => run(case, |setup| salvo::Salvo(salvo::bare(setup))),
        #[cfg(feature = "peers")]
        (Framework::Salvo, Cors::Peer) => run(case, |setup| salvo::Salvo(salvo::cors(setup))),
        _ => panic!("{setup:?}: {} is not built", case.subject),
    }
}

fn run<S: Server + 'static>(case: &Case, make: impl Fn(Setup) -> S + 'static) -> Box<dyn Run> {
    let setup = case.scenario.setup;
    match case.scenario.kind {
        Kind::StartUp => Box::new(StartUp { make: move || make(setup), made: Vec::new() }),
        Kind::Get { .. } | Kind::Preflight => Box::new(Loaded::new(make(setup), case.scenario.ask())),
    }
}
