//! What the examples share: the page that calls a shop's API from another origin, and the record of
//! the requests that the API received, which the page shows next to what the browser did.
//!
//! It depends on no framework and contains nothing about CORS.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;

/// The page; [`Page::file`] fills in the values in double braces.
pub const INDEX: &str = include_str!("../page/index.html");

/// The page for one API.
#[derive(Clone, Debug)]
pub struct Page {
    /// The origin of the API.
    pub api: String,
    /// The status that the framework answers if no handler of a path has the method: 405 or 404.
    pub not_mounted: u16,
}

impl Page {
    /// The media type and the content of a file; `None` if there is no such file.
    pub fn file(&self, path: &str) -> Option<(&'static str, String)> {
        const SCRIPT: &str = "text/javascript";
        let (media_type, text) = match path {
            "/" => ("text/html; charset=utf-8", INDEX),
            "/frame.html" => ("text/html; charset=utf-8", include_str!("../page/frame.html")),
            "/style.css" => ("text/css", include_str!("../page/style.css")),
            "/perform.js" => (SCRIPT, include_str!("../page/perform.js")),
            "/calls.js" => (SCRIPT, include_str!("../page/calls.js")),
            "/page.js" => (SCRIPT, include_str!("../page/page.js")),
            _ => return None,
        };
        let text =
            text.replace("{{api}}", &self.api).replace("{{not_mounted}}", &self.not_mounted.to_string());
        Some((media_type, text))
    }
}

/// The requests that a page made with `?visit=` in their URL, in order.
#[derive(Clone, Debug, Default)]
pub struct Traffic(Arc<Mutex<Vec<Seen>>>);

/// One request and the status of its response.
#[derive(Clone, Debug, Serialize)]
pub struct Seen {
    /// The visit it belongs to.
    pub visit: String,
    /// Its method.
    pub method: String,
    /// Whether it is a CORS-preflight request.
    pub preflight: bool,
    /// The status of the response.
    pub status: u16,
}

impl Traffic {
    /// The visit that the query of a request names.
    pub fn visit(query: Option<&str>) -> Option<String> {
        query?.strip_prefix("visit=").map(str::to_owned)
    }

    /// Records a request that was answered.
    pub fn note(&self, seen: Seen) {
        self.seen().push(seen);
    }

    /// How many preflights were seen, over all visits.
    pub fn preflights(&self) -> usize {
        self.seen().iter().filter(|seen| seen.preflight).count()
    }

    /// The requests of one visit, oldest first.
    pub fn of_visit(&self, visit: &str) -> Vec<Seen> {
        self.seen().iter().filter(|seen| seen.visit == visit).cloned().collect()
    }

    fn seen(&self) -> MutexGuard<'_, Vec<Seen>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The policies in a text, so that a test can compare those of the page with those of the shop.
pub fn policies(text: &str) -> BTreeSet<&str> {
    let attributes = text.split("#[cors(").skip(1).filter_map(|rest| rest.split_once(")]"));
    let shared = text.split("policy!(").skip(1).filter_map(|rest| rest.split_once(");"));
    attributes.chain(shared).map(|(policy, _)| policy).collect()
}
