//! The scenario server, once for each framework.

use tokio::task::JoinSet;

use crate::record::Record;

pub(crate) mod axum;
pub(crate) mod rocket;

/// The frameworks that the scenario server is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Framework {
    Axum,
    Rocket,
    /// Axum, with explained answers.
    Explained,
}

/// A running server, which stops when this is dropped.
pub(crate) struct Server {
    pub(crate) port: u16,
    pub(crate) record: Record,
    _running: JoinSet<()>,
}

impl Framework {
    pub(crate) const ALL: [Self; 3] = [Self::Axum, Self::Rocket, Self::Explained];

    /// Its name in scenarios.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Axum | Self::Explained => "axum",
            Self::Rocket => "rocket",
        }
    }

    /// Its name in tables.
    pub(crate) fn column(self) -> &'static str {
        if self == Self::Explained { "explained" } else { self.name() }
    }

    /// Serves on a free port.
    ///
    /// # Panics
    ///
    /// If no port is free.
    pub(crate) async fn start(self) -> Server {
        match self {
            Self::Axum => axum::start(false).await,
            Self::Explained => axum::start(true).await,
            Self::Rocket => rocket::start().await,
        }
    }
}
