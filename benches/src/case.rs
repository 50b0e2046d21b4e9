//! A server and the requests it gets.

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

/// Which implementation of CORS a server uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cors {
    /// None.
    Bare,
    /// Written by hand without a layer: around the tower service, inside the handlers of axum and Rocket.
    Floor,
    /// Written by hand as a layer.
    FloorLayer,
    Ours,
    /// The usual choice on that framework: tower-http, `rocket_cors`, `actix-cors`, or the framework's own.
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

    /// Whether the subject runs this scenario: some would show nothing new.
    fn is_asked(self, scenario: &Scenario) -> bool {
        let is_base = scenario.name.starts_with("get-") || scenario.name.starts_with("preflight-");
        let has_routes = self.framework != Framework::Tower;
        if scenario.setup.arrangement.is_some() {
            let is_asked = match self.cors {
                Cors::Bare => matches!(scenario.kind, Kind::Get { .. }),
                Cors::Floor | Cors::FloorLayer => false,
                Cors::Ours | Cors::Peer => true,
            };
            return is_asked && self.framework == Framework::Axum;
        }
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
                // With the others, the user writes a function.
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
    /// All that are built, in an order that is the same in every run.
    pub fn all() -> Vec<Self> {
        let scenarios = scenario::all();
        let of = |subject: Subject| {
            let asked = scenarios.iter().filter(move |scenario| subject.is_asked(scenario));
            asked.map(move |scenario| Self { subject, scenario: scenario.clone() })
        };
        Subject::all().into_iter().flat_map(of).collect()
    }

    /// The name of the case whose cost is subtracted from this one, if any.
    pub fn zero(&self) -> Option<String> {
        let Kind::Get { zero } = self.scenario.kind else { return None };
        let bare = Subject { cors: Cors::Bare, ..self.subject };
        (self.subject.cors != Cors::Bare).then(|| format!("{bare}/{zero}"))
    }

    /// How many runs one count of instructions takes together. What a request costs depends on where the allocator stands:
    /// hundreds of instructions more or less, and differently in another checkout. Over many requests that evens out.
    pub fn counted_runs(&self) -> usize {
        match self.scenario.kind {
            Kind::StartUp => 1,
            _ => 64,
        }
    }

    /// Builds the server, checks its response, and prepares one run.
    pub fn load(&self) -> Box<dyn Run> {
        let mut run = servers::make(self);
        // Work that a server does at its first request is not measured.
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
