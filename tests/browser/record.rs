//! What a server saw of a scenario.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The requests that a server answered, in order. Clones share the list.
#[derive(Clone, Debug, Default)]
pub(crate) struct Record(Arc<Mutex<Vec<Seen>>>);

/// One request of a scenario.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    scenario: String,
    method: String,
    origin: Option<String>,
    requested_method: Option<String>,
    requested_headers: Option<String>,
    asks_for_private_network: bool,
    has_cookie: bool,
    status: u16,
}

impl Seen {
    /// Reads a request from its method, query and header fields; `None` if it belongs to no scenario.
    pub(crate) fn read(
        method: &str,
        query: Option<&str>,
        fields: impl Fn(&str) -> Vec<String>,
    ) -> Option<Self> {
        let (_, scenario) = query?.rsplit_once("scenario=")?;
        // HTTP/2 may send each cookie in its own field line.
        let field = |name| Some(fields(name).join("; ")).filter(|value| !value.is_empty());
        let cookie = field("cookie").unwrap_or_default();
        Some(Self {
            scenario: scenario.to_owned(),
            method: method.to_owned(),
            origin: field("origin"),
            requested_method: field("access-control-request-method"),
            requested_headers: field("access-control-request-headers"),
            asks_for_private_network: field("access-control-request-private-network").is_some(),
            // The cookie has the name of its scenario, so scenarios do not share cookies.
            has_cookie: cookie.split("; ").any(|pair| pair == format!("{scenario}=1")),
            status: 0,
        })
    }

    /// In the notation of scenarios; names the origin only if it is not that of the page.
    fn to_line(&self, page: &str) -> String {
        let mut line = match &self.requested_method {
            Some(method) => format!("preflight {method}"),
            None => self.method.clone(),
        };
        if let Some(names) = &self.requested_headers {
            line.extend([" (", names, ")"]);
        }
        if self.asks_for_private_network {
            line += " to a private network";
        }
        match self.origin.as_deref() {
            None => line += " without origin",
            Some(origin) if origin != page => line.extend([" from ", origin]),
            Some(_) => {}
        }
        if self.has_cookie {
            line += " with cookie";
        }
        format!("{line}: {}", self.status)
    }
}

impl Record {
    /// Records a request and the status of its response.
    pub(crate) fn note(&self, seen: Seen, status: u16) {
        self.list().push(Seen { status, ..seen });
    }

    /// Takes the requests of a scenario since the last call, from a page of this origin.
    pub(crate) fn take(&self, scenario: &str, page: &str) -> Vec<String> {
        let mut list = self.list();
        let taken = list.extract_if(.., |seen| seen.scenario == scenario);
        taken.map(|seen| seen.to_line(page)).collect()
    }

    fn list(&self) -> MutexGuard<'_, Vec<Seen>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
