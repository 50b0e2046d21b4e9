//! The CORS-preflight cache.

use std::time::Duration;

use cors_policy::is_cors_non_wildcard_request_header_name;

/// What a preflight allowed (<https://fetch.spec.whatwg.org/#concept-cache>). A page has a cache of its own, so that the network
/// partition is always the same.
#[derive(Clone, Debug)]
struct Entry {
    origin: String,
    url: String,
    with_credentials: bool,
    allowed: Allowed,
    expires: Duration,
}

/// What an entry allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Allowed {
    /// A method, or `*`.
    Method(String),
    /// A header name in lower case, or `*`.
    Header(String),
}

/// By whom and for what a request is made, as far as the cache is concerned.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key<'a> {
    pub(crate) origin: &'a str,
    pub(crate) url: &'a str,
    /// Whether the credentials mode is `include`.
    pub(crate) with_credentials: bool,
}

/// The time is that since the page was opened.
#[derive(Clone, Debug, Default)]
pub(crate) struct PreflightCache(Vec<Entry>);

impl PreflightCache {
    /// Whether the request needs no preflight for this, at the time.
    pub(crate) fn has(&self, key: Key<'_>, asked: &Allowed, now: Duration) -> bool {
        self.0.iter().any(|entry| now < entry.expires && entry.matches(key, asked))
    }

    /// Keeps what was allowed until the time.
    pub(crate) fn keep(&mut self, key: Key<'_>, allowed: impl Iterator<Item = Allowed>, expires: Duration) {
        for allowed in allowed {
            if let Some(known) = self.0.iter_mut().find(|entry| entry.matches(key, &allowed)) {
                known.expires = expires;
                continue;
            }
            let (origin, url) = (key.origin.to_owned(), key.url.to_owned());
            self.0.push(Entry { origin, url, with_credentials: key.with_credentials, allowed, expires });
        }
    }
}

impl Entry {
    /// <https://fetch.spec.whatwg.org/#method-cache-entry-match> and `#header-name-cache-entry-match`
    fn matches(&self, key: Key<'_>, asked: &Allowed) -> bool {
        let is_allowed = match (&self.allowed, asked) {
            (Allowed::Method(known), Allowed::Method(asked)) => known == asked || known == "*",
            (Allowed::Header(known), Allowed::Header(asked)) => {
                known == asked || (known == "*" && !is_cors_non_wildcard_request_header_name(asked))
            }
            _ => false,
        };
        is_allowed
            && self.origin == key.origin
            && self.url == key.url
            && (self.with_credentials || !key.with_credentials)
    }
}
