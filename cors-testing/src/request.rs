//! What a script asks for.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};

/// The credentials mode (<https://fetch.spec.whatwg.org/#concept-request-credentials-mode>).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Credentials {
    /// Never sent.
    Omit,
    /// Sent to the page's own origin: the default of `fetch`.
    #[default]
    SameOrigin,
    /// Sent to every origin.
    Include,
}

/// The request mode (<https://fetch.spec.whatwg.org/#concept-request-mode>).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// The default of `fetch`.
    #[default]
    Cors,
    /// As a form or an image does it: the script sees nothing of the response.
    NoCors,
    /// Other origins are not asked.
    SameOrigin,
}

/// A call of `fetch`, with the target and what a script can say about it.
///
/// ```
/// use cors_testing::Fetch;
///
/// let save = Fetch::put("/items/7").header("content-type", "application/json").body("{}").with_credentials();
/// ```
#[derive(Clone, Debug)]
pub struct Fetch {
    pub(crate) method: String,
    pub(crate) target: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) credentials: Credentials,
    pub(crate) mode: Mode,
    pub(crate) listens_to_upload: bool,
}

impl Fetch {
    /// With a method, written as a script would. The target is a URL, or a path on the [server](crate::Page::server).
    pub fn new(method: &str, target: &str) -> Self {
        Self {
            method: method.to_owned(),
            target: target.to_owned(),
            headers: HeaderMap::new(),
            body: Bytes::new(),
            credentials: Credentials::default(),
            mode: Mode::default(),
            listens_to_upload: false,
        }
    }

    /// A `GET` request.
    pub fn get(target: &str) -> Self {
        Self::new("GET", target)
    }

    /// A `POST` request.
    pub fn post(target: &str) -> Self {
        Self::new("POST", target)
    }

    /// A `PUT` request.
    pub fn put(target: &str) -> Self {
        Self::new("PUT", target)
    }

    /// A `PATCH` request.
    pub fn patch(target: &str) -> Self {
        Self::new("PATCH", target)
    }

    /// A `DELETE` request.
    pub fn delete(target: &str) -> Self {
        Self::new("DELETE", target)
    }

    /// Adds a header. One that scripts cannot send is left out, as browsers do.
    ///
    /// # Panics
    ///
    /// If it is no name or no value.
    #[must_use]
    #[expect(clippy::panic, reason = "a test with a mistake")]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match (name.parse::<HeaderName>(), value.parse::<HeaderValue>()) {
            (Ok(name), Ok(value)) => self.headers.append(name, value),
            _ => panic!("`{name}: {value}` is no header"),
        };
        self
    }

    /// Sets the body. If it is a text, as here, and has no `Content-Type`, browsers send `text/plain;charset=UTF-8`.
    #[must_use]
    pub fn body(mut self, text: impl Into<String>) -> Self {
        self.body = text.into().into();
        self
    }

    /// Sends credentials to every origin.
    #[must_use]
    pub fn with_credentials(self) -> Self {
        self.credentials(Credentials::Include)
    }

    /// Sets the credentials mode.
    #[must_use]
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.credentials = credentials;
        self
    }

    /// Sets the mode.
    #[must_use]
    pub fn mode(mut self, mode: Mode) -> Self {
        self.mode = mode;
        self
    }

    /// As an `XMLHttpRequest` that listens to its upload, or a streamed body: there is a preflight, whatever is sent
    /// (<https://fetch.spec.whatwg.org/#use-cors-preflight-flag>).
    #[must_use]
    pub fn listening_to_upload(mut self) -> Self {
        self.listens_to_upload = true;
        self
    }
}
