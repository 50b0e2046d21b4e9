//! A page of a browser.

use std::time::Duration;

use url::Url;

use crate::cache::PreflightCache;

/// A page that is open in a browser, with its CORS-preflight cache.
///
/// ```
/// # use cors_runtime::{axum::{Router, get}, cors};
/// use cors_testing::{Fetch, Page};
///
/// #[cors(origins = ["https://app.example.com"])]
/// async fn read_item() -> &'static str { "item" }
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// let app: Router = Router::new().route("/item", get(read_item));
/// let mut page = Page::at("https://app.example.com");
/// let seen = page.fetch(Fetch::get("/item"), &app).await;
/// assert_eq!(seen.expect_readable().text(), "item");
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Page {
    /// As it is sent in `Origin`: `null` for an opaque origin.
    pub(crate) origin: String,
    pub(crate) server: Url,
    pub(crate) cookie: Option<String>,
    pub(crate) cache: PreflightCache,
    pub(crate) now: Duration,
    pub(crate) longest_max_age: Duration,
    pub(crate) wildcard_means_authorization: bool,
}

impl Page {
    /// A page of the origin, such as `https://app.example.com`.
    ///
    /// # Panics
    ///
    /// If this is no URL of an origin.
    #[expect(clippy::panic, reason = "a test with a mistake")]
    pub fn at(origin: &str) -> Self {
        match Url::parse(origin) {
            Ok(url) => Self::with_origin(url.origin().ascii_serialization()),
            Err(error) => panic!("`{origin}` is no origin: {error}"),
        }
    }

    /// A page whose origin is `null`: one in a sandboxed frame, or from a file.
    pub fn sandboxed() -> Self {
        Self::with_origin("null".to_owned())
    }

    fn with_origin(origin: String) -> Self {
        #[expect(clippy::expect_used, reason = "a constant")]
        let server = Url::parse("https://api.example.com").expect("a URL");
        Self {
            origin,
            server,
            cookie: None,
            cache: PreflightCache::default(),
            now: Duration::ZERO,
            longest_max_age: Duration::from_secs(7200),
            wildcard_means_authorization: true,
        }
    }

    /// The origin as it is sent: `null` for an opaque one.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Sets the URL of the server, to which paths are relative. It is `https://api.example.com` otherwise.
    ///
    /// # Panics
    ///
    /// If this is no URL.
    #[must_use]
    #[expect(clippy::panic, reason = "a test with a mistake")]
    pub fn server(mut self, url: &str) -> Self {
        self.server = Url::parse(url).unwrap_or_else(|error| panic!("`{url}` is no URL: {error}"));
        self
    }

    /// Sets the value of `Cookie`, which is sent with credentials.
    #[must_use]
    pub fn cookie(mut self, cookie: &str) -> Self {
        self.cookie = Some(cookie.to_owned());
        self
    }

    /// Sets for how long answers to preflights are kept at most. It is two hours otherwise, as in Chromium; Firefox keeps them for
    /// a day, and WebKit for ten minutes.
    #[must_use]
    pub fn longest_max_age(mut self, longest: Duration) -> Self {
        self.longest_max_age = longest;
        self
    }

    /// Reads `Access-Control-Allow-Headers: *` as the standard says: without `Authorization`
    /// (<https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name>). Chromium, Firefox and WebKit include it, and so
    /// does this page otherwise.
    #[must_use]
    pub fn wildcard_without_authorization(mut self) -> Self {
        self.wildcard_means_authorization = false;
        self
    }

    /// Lets time pass: answers to preflights become stale. No other time passes for the page.
    pub fn wait(&mut self, time: Duration) {
        self.now += time;
    }
}
