//! How the table for a request is found.

use std::sync::{Arc, OnceLock};

use http::header::ACCESS_CONTROL_REQUEST_METHOD;
use http::{Method, Uri};

use super::path_tables::PathTables;
use super::probe::{Part, Probe, Unlisted};
use crate::adapter::http::RequestParts;
use crate::protocol::method_table::{MethodTable, Mounted};

/// The probe of a router into which plain routers were merged.
#[derive(Clone, Debug)]
pub(super) struct PlainParts<S> {
    pub(super) probe: Probe<S>,
    lookup: Arc<OnceLock<Lookup>>,
}

impl<S> From<Probe<S>> for PlainParts<S> {
    fn from(probe: Probe<S>) -> Self {
        Self { probe, lookup: Arc::default() }
    }
}

impl<S: Clone + Send + Sync + 'static> PlainParts<S> {
    /// The parts of a router without plain ones.
    pub(super) fn none(tables: &PathTables) -> Self {
        let mut probe = Probe::new();
        for (path, _) in tables.routes() {
            probe = probe.route(path);
        }
        for (prefix, policy) in tables.fallbacks() {
            probe = if prefix == "/" {
                probe.fallback(policy)
            } else {
                probe.nest(prefix, Probe::new().fallback(policy))
            };
        }
        probe.into()
    }
}

impl PlainParts<()> {
    /// The table for a request; `None` if nothing with a policy would serve it. The tables are those of the router.
    pub(super) fn find(&self, tables: &PathTables, request: &impl RequestParts) -> Option<&MethodTable> {
        self.lookup(tables).find(request)
    }

    /// Prepares what the first request needs.
    pub(super) fn lookup(&self, tables: &PathTables) -> &Lookup {
        self.lookup.get_or_init(|| Lookup::new(&self.probe, tables))
    }
}

/// The tables of a router that has parts without a table.
#[derive(Debug)]
pub(super) struct Lookup {
    probe: Probe,
    tables: PathTables,
}

impl Lookup {
    fn new(probe: &Probe, tables: &PathTables) -> Self {
        let probe = probe.finished();
        let mut shared = tables.clone();
        for (path, _) in tables.routes() {
            let example = example(&probe, path);
            shared.change(path, |table| match &example {
                Some(example) => add_plain_methods(table, &probe, example),
                None => table.mount_others(None),
            });
        }
        Self { probe, tables: shared }
    }

    /// The tables of the router, with the methods that plain routers have for its paths.
    pub(super) fn tables(&self) -> &PathTables {
        &self.tables
    }

    fn find(&self, request: &impl RequestParts) -> Option<&MethodTable> {
        let path = request.uri().path();
        let route = self.tables.route(path);
        match route {
            // axum has no path twice, and prefers those without parameters.
            Some((written, table)) if !written.contains('{') => return Some(table),
            None if self.tables.is_only_routes() => return None,
            _ => {}
        }
        let told = self.probe.ask(asked_method(request), request.uri().clone());
        let matched = told.path.as_ref().map(axum::extract::MatchedPath::as_str);
        let own = match (matched, route) {
            (Some(matched), Some((written, table))) if matched == written => Some(table),
            (Some(matched), _) => self.tables.route_written(matched),
            (None, _) => None,
        };
        own.or_else(|| match told.part {
            Part::Unlisted(Unlisted { policy, .. }) => self.tables.unlisted(policy?),
            Part::Other => self.tables.not_found(),
        })
    }
}

/// The method whose handler is concerned: that of a preflight is the one that it asks for.
fn asked_method(request: &impl RequestParts) -> Method {
    let requested = || request.headers().get(ACCESS_CONTROL_REQUEST_METHOD);
    match requested().filter(|_| request.method() == Method::OPTIONS) {
        Some(method) => Method::from_bytes(method.as_bytes()).unwrap_or(Method::OPTIONS),
        None => request.method().clone(),
    }
}

/// A path that the route has, if other routes leave one.
fn example(probe: &Probe, written: &str) -> Option<Uri> {
    // The values of the parameters; a route of its own can have one of them.
    ["-", "~", "0"].iter().find_map(|value| {
        let uri = Uri::try_from(with_values(written, value)).ok()?;
        let told = probe.ask(Method::GET, uri.clone());
        told.path.is_some_and(|path| path.as_str() == written).then_some(uri)
    })
}

/// A path as written, with a value for each parameter.
fn with_values(written: &str, value: &str) -> String {
    let mut path = String::new();
    let mut chars = written.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '{' | '}' if chars.peek() == Some(&c) => path.extend(chars.next()),
            '{' => {
                while chars.next().is_some_and(|c| c != '}') {}
                path.push_str(value);
            }
            _ => path.push(c),
        }
    }
    path
}

/// Mounts the methods that plain routers have for the path of a route.
fn add_plain_methods(table: &mut MethodTable, probe: &Probe, path: &Uri) {
    let ask = |name: &str| {
        let method = Method::from_bytes(name.as_bytes()).unwrap_or_default();
        match probe.ask(method, path.clone()).part {
            Part::Unlisted(unlisted) => Some(unlisted),
            Part::Other => None,
        }
    };
    // No handler has this method alone.
    let every_other = ask("CORS-PROBE");
    for name in ["CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"] {
        let plain =
            ask(name).filter(|plain| every_other.is_none_or(|other| other.endpoint != plain.endpoint));
        if let Some(Unlisted { policy, .. }) = plain.filter(|_| !table.lists(name)) {
            table.mount(name, Mounted::of_plain(policy));
        }
    }
    if let Some(every_other) = every_other {
        table.mount_others(every_other.policy);
    }
}
