//! A server and what is asked of it.

use std::fmt;

use crate::scenario::{self, Kind, Scenario};
use crate::server::Run;
use crate::servers;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framework {
    Tower,
    Axum,
    Rocket,
    Actix,
    Poem,
    Salvo,
}

/// Where CORS comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cors {
    /// There is none.
    Bare,
    /// It is written by hand, without a layer: around tower's service, in the handlers of axum and Rocket.
    Floor,
    /// It is written by hand, in a layer.
    FloorLayer,
    Ours,
    /// What users of the framework take: tower-http, `rocket_cors`, `actix-cors`, or the framework's own.
    Peer,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    pub framework: Framework,
    pub cors: Cors,
}

impl Subject {
    /// All that are built.
    pub fn all() -> Vec<Self> {
        use Cors::{Bare, Floor, FloorLayer, Ours, Peer};
        use Framework::{Actix, Axum, Poem, Rocket, Salvo, Tower};
        let all: [(_, &[_]); 6] = [
            (Tower, &[Bare, Floor, FloorLayer, Ours, Peer]),
            (Axum, &[Bare, Floor, FloorLayer, Ours, Peer]),
            (Rocket, &[Bare, Floor, Ours, Peer]),
            (Actix, &[Bare, Peer]),
            (Poem, &[Bare, Peer]),
            (Salvo, &[Bare, Peer]),
        ];
        let all = all
            .into_iter()
            .flat_map(|(framework, kinds)| kinds.iter().map(move |&cors| Self { framework, cors }));
        all.filter(|subject| subject.is_built()).collect()
    }

    fn is_built(self) -> bool {
        let needs_peers = self.cors == Cors::Peer || self.is_peers_framework();
        cfg!(feature = "peers") || !needs_peers
    }

    fn is_peers_framework(self) -> bool {
        matches!(self.framework, Framework::Actix | Framework::Poem | Framework::Salvo)
    }

    /// Whether the subject is asked this, and not something that tells nothing new.
    fn is_asked(self, scenario: &Scenario) -> bool {
        let is_base = scenario.name.starts_with("get-") || scenario.name.starts_with("preflight-");
        let has_routes = self.framework != Framework::Tower;
        match scenario.kind {
            Kind::StartUp => {
                matches!(self.framework, Framework::Axum | Framework::Rocket) && self.cors != Cors::FloorLayer
            }
            Kind::Get { .. } if scenario.name.starts_with("routes-") => {
                has_routes && !matches!(self.cors, Cors::Floor | Cors::FloorLayer)
            }
            _ if is_base => self.cors != Cors::Bare || matches!(scenario.kind, Kind::Get { .. }),
            _ if scenario.name.starts_with("hostile-") => {
                matches!(self.cors, Cors::Ours | Cors::Peer)
            }
            _ if scenario.name.starts_with("patterns-") => {
                // The others have a function to be written by the user.
                self.cors == Cors::Ours
                    || self.cors == Cors::Peer
                        && matches!(self.framework, Framework::Rocket | Framework::Poem)
            }
            _ => matches!(self.cors, Cors::Ours | Cors::Peer),
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let framework = match self.framework {
            Framework::Tower => "tower",
            Framework::Axum => "axum",
            Framework::Rocket => "rocket",
            Framework::Actix => "actix",
            Framework::Poem => "poem",
            Framework::Salvo => "salvo",
        };
        let cors = match self.cors {
            Cors::Bare => "bare",
            Cors::Floor => "floor",
            Cors::FloorLayer => "floor-layer",
            Cors::Ours => "ours",
            Cors::Peer => "peer",
        };
        write!(out, "{framework}/{cors}")
    }
}

#[derive(Clone, Debug)]
pub struct Case {
    pub subject: Subject,
    pub scenario: Scenario,
}

impl Case {
    /// All that are built, in an order that does not change from run to run.
    pub fn all() -> Vec<Self> {
        let scenarios = scenario::all();
        let of = |subject: Subject| {
            let asked = scenarios.iter().filter(move |scenario| subject.is_asked(scenario));
            asked.map(move |scenario| Self { subject, scenario: scenario.clone() })
        };
        Subject::all().into_iter().flat_map(of).collect()
    }

    /// The name of the case that this one is measured over, if it is.
    pub fn zero(&self) -> Option<String> {
        let Kind::Get { zero } = self.scenario.kind else { return None };
        let bare = Subject { cors: Cors::Bare, ..self.subject };
        (self.subject.cors != Cors::Bare).then(|| format!("{bare}/{zero}"))
    }

    /// Makes the server, checks what it answers, and leaves one run ready.
    pub fn load(&self) -> Box<dyn Run> {
        let mut run = servers::make(self);
        // What is made at a server's first request is not measured.
        for _ in 0..3 {
            run.load(1);
            run.run();
            let objection =
                if self.subject.cors == Cors::Bare { None } else { self.scenario.objection(&run.answer()) };
            if let Some(objection) = objection {
                panic!("{self}: {objection}");
            }
        }
        run.load(1);
        run
    }
}

impl fmt::Display for Case {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/{}", self.subject, self.scenario.name)
    }
}
