//! The algorithms of the Fetch standard.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::future::poll_fn;
use std::time::Duration;

use bytes::Bytes;
use cors_policy::{
    is_cors_non_wildcard_request_header_name, is_cors_safelisted_method,
    is_cors_safelisted_response_header_name, is_forbidden_method, is_forbidden_response_header_name,
};
use http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE,
    ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, AUTHORIZATION, CONTENT_TYPE, COOKIE, HOST,
    LOCATION, ORIGIN,
};
use http::{HeaderMap, HeaderName, HeaderValue, Request, Response as HttpResponse, StatusCode};
use http_body::Body;
use http_body_util::{BodyExt as _, Full};
use tower_service::Service;
use url::{Position, Url};

use crate::cache::{Allowed, Key};
use crate::header::{combined, list};
use crate::page::Page;
use crate::request::{Credentials, Fetch, Mode};
use crate::safelist::{is_forbidden_request_header, is_safelisted, normalized, unsafe_names};
use crate::seen::{Check, Exchange, Outcome, Response, Seen, shown};

/// How long the answer to a preflight is kept that does not say so.
const DEFAULT_MAX_AGE: Duration = Duration::from_secs(5);

/// How many redirects are followed (<https://fetch.spec.whatwg.org/#http-redirect-fetch>, step 7).
const REDIRECTS: u32 = 20;

impl Page {
    /// Calls `fetch` in the page. The service is the server of every origin that is asked; it finds the host in `Host`.
    ///
    /// # Panics
    ///
    /// If the target is no URL, or the service fails: a server has to respond.
    pub async fn fetch<S, B>(&mut self, fetch: Fetch, server: &S) -> Seen
    where
        S: Service<Request<Full<Bytes>>, Response = HttpResponse<B>, Error: Display> + Clone,
        B: Body<Error: Display>,
    {
        let mut call = Call::new(self, fetch, server.clone());
        let outcome = match call.main_fetch().await {
            Ok(outcome) => outcome,
            Err(Refusal { check, reason }) => Outcome::Refused { check, reason },
        };
        Seen { outcome, exchanges: call.exchanges }
    }
}

/// A network error, and why.
struct Refusal {
    check: Check,
    reason: String,
}

fn refuse<T>(check: Check, reason: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal { check, reason: reason.into() })
}

/// A call of `fetch`, which may take several requests.
struct Call<'p, S> {
    page: &'p mut Page,
    server: S,
    method: String,
    url: Url,
    headers: HeaderMap,
    body: Bytes,
    credentials: Credentials,
    mode: Mode,
    use_preflight: bool,
    redirects: u32,
    /// Whether a redirect has led from one server to another, neither of which is of the page's origin
    /// (<https://fetch.spec.whatwg.org/#concept-request-tainted-origin>).
    is_tainted: bool,
    exchanges: Vec<Exchange>,
}

/// An answer of the server.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl<'p, S, B> Call<'p, S>
where
    S: Service<Request<Full<Bytes>>, Response = HttpResponse<B>, Error: Display>,
    B: Body<Error: Display>,
{
    #[expect(clippy::panic, reason = "a test with a mistake")]
    fn new(page: &'p mut Page, fetch: Fetch, server: S) -> Self {
        let url = page.server.join(&fetch.target);
        let url = url.unwrap_or_else(|error| panic!("`{}` is no URL: {error}", fetch.target));
        let is_no_cors = fetch.mode == Mode::NoCors;
        let mut headers = HeaderMap::new();
        for (name, value) in &fetch.headers {
            let is_kept = !is_forbidden_request_header(name, value)
                && (!is_no_cors || (is_safelisted(name, value) && name != "range"));
            if is_kept {
                headers.append(name, value.clone());
            }
        }
        if !fetch.body.is_empty() && !headers.contains_key(CONTENT_TYPE) {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/plain;charset=UTF-8"));
        }
        Self {
            page,
            server,
            method: normalized(&fetch.method),
            url,
            headers,
            body: fetch.body,
            credentials: fetch.credentials,
            mode: fetch.mode,
            use_preflight: fetch.listens_to_upload,
            redirects: 0,
            is_tainted: false,
            exchanges: Vec::new(),
        }
    }

    /// <https://fetch.spec.whatwg.org/#concept-main-fetch>, and the redirects.
    async fn main_fetch(&mut self) -> Result<Outcome, Refusal> {
        if is_forbidden_method(&self.method) {
            return refuse(
                Check::Request,
                format!("scripts cannot send `{}`", shown(self.method.as_bytes())),
            );
        }
        if self.mode == Mode::NoCors && !is_cors_safelisted_method(&self.method) {
            return refuse(Check::Request, "in the mode `no-cors` only GET, HEAD and POST are possible");
        }
        let mut has_left = false;
        loop {
            let is_own = !has_left && self.is_own(&self.url);
            // Once a response was of another origin, all after it are treated so.
            has_left = !is_own;
            if !is_own && self.mode == Mode::SameOrigin {
                return refuse(Check::Request, "the mode is `same-origin`, and the URL is of another origin");
            }
            let is_cors = !is_own && self.mode == Mode::Cors;
            if is_cors {
                self.preflight_if_needed().await?;
            }
            let answer = self.send(is_own, is_cors).await;
            if is_cors {
                self.cors_check(&answer.headers)?;
            }
            let location = answer.headers.get(LOCATION).filter(|_| is_redirect(answer.status));
            match location {
                Some(location) => {
                    let target = location.to_str().ok().and_then(|location| self.url.join(location).ok());
                    self.redirect(answer.status, target, is_cors)?;
                }
                None if !is_own && self.mode == Mode::NoCors => return Ok(Outcome::Opaque),
                None => return Ok(Outcome::Readable(self.filtered(answer, is_cors))),
            }
        }
    }

    fn is_own(&self, url: &Url) -> bool {
        url.origin().ascii_serialization() == self.page.origin && self.page.origin != "null"
    }

    /// The value of `Origin` (<https://fetch.spec.whatwg.org/#byte-serializing-a-request-origin>).
    fn origin(&self) -> String {
        if self.is_tainted { "null".to_owned() } else { self.page.origin.clone() }
    }

    /// <https://fetch.spec.whatwg.org/#http-redirect-fetch>
    fn redirect(&mut self, status: StatusCode, target: Option<Url>, is_cors: bool) -> Result<(), Refusal> {
        let Some(target) = target.filter(|target| matches!(target.scheme(), "http" | "https")) else {
            return refuse(Check::Redirect, "a redirect leads to no URL of a server");
        };
        self.redirects += 1;
        if self.redirects > REDIRECTS {
            return refuse(Check::Redirect, "there are more than 20 redirects");
        }
        let has_credentials = !target.username().is_empty() || target.password().is_some();
        if has_credentials && (is_cors || (self.mode == Mode::Cors && !self.is_own(&target))) {
            return refuse(Check::Redirect, "a redirect leads to a URL with a user name or password");
        }
        let becomes_get = (matches!(status.as_u16(), 301 | 302) && self.method == "POST")
            || (status == StatusCode::SEE_OTHER && !matches!(&*self.method, "GET" | "HEAD"));
        if becomes_get {
            "GET".clone_into(&mut self.method);
            self.body = Bytes::new();
            for name in ["content-encoding", "content-language", "content-location", "content-type"] {
                self.headers.remove(name);
            }
        }
        if self.url.origin() != target.origin() {
            self.headers.remove(AUTHORIZATION);
            self.is_tainted |= !self.is_own(&self.url);
        }
        self.url = target;
        Ok(())
    }

    /// Sends the request itself (<https://fetch.spec.whatwg.org/#http-network-or-cache-fetch>).
    async fn send(&mut self, is_own: bool, is_cors: bool) -> Answer {
        let mut headers = self.headers.clone();
        if is_cors || !matches!(&*self.method, "GET" | "HEAD") {
            headers.insert(ORIGIN, value(&self.origin()));
        }
        let sends_credentials = match self.credentials {
            Credentials::Omit => false,
            Credentials::SameOrigin => is_own,
            Credentials::Include => true,
        };
        if let Some(cookie) = self.page.cookie.as_deref().filter(|_| sends_credentials) {
            headers.insert(COOKIE, value(cookie));
        }
        self.exchange(false, self.method.clone(), headers, self.body.clone()).await
    }

    #[expect(clippy::panic, reason = "a server has to respond")]
    async fn exchange(
        &mut self,
        is_preflight: bool,
        method: String,
        headers: HeaderMap,
        body: Bytes,
    ) -> Answer {
        let host = &self.url[Position::BeforeHost..Position::AfterPort];
        let target = &self.url[Position::BeforePath..Position::AfterQuery];
        let request = Request::builder().method(&*method).uri(target).body(Full::new(body));
        let mut request = request.unwrap_or_else(|error| panic!("{method} {target}: {error}"));
        *request.headers_mut() = headers.clone();
        request.headers_mut().insert(HOST, value(host));
        let ready = poll_fn(|context| self.server.poll_ready(context)).await;
        let response = match ready {
            Ok(()) => self.server.call(request).await,
            Err(error) => Err(error),
        };
        let response = response.unwrap_or_else(|error| panic!("the server does not respond: {error}"));
        let (head, body) = response.into_parts();
        let body = match body.collect().await {
            Ok(body) => body.to_bytes(),
            Err(error) => panic!("the server stops in its response: {error}"),
        };
        self.exchanges.push(Exchange {
            is_preflight,
            method,
            url: self.url.to_string(),
            request_headers: headers,
            status: head.status,
            response_headers: head.headers.clone(),
        });
        Answer { status: head.status, headers: head.headers, body }
    }

    /// <https://fetch.spec.whatwg.org/#cors-check>
    fn cors_check(&self, headers: &HeaderMap) -> Result<(), Refusal> {
        let origin = self.origin();
        let is_include = self.credentials == Credentials::Include;
        let Some(allowed) = combined(headers, &ACCESS_CONTROL_ALLOW_ORIGIN) else {
            return refuse(Check::Origin, "the response has no `Access-Control-Allow-Origin`");
        };
        if allowed == b"*" && !is_include {
            return Ok(());
        }
        if allowed != origin.as_bytes() {
            return refuse(
                Check::Origin,
                format!("`Access-Control-Allow-Origin` is `{}`, not `{origin}`", shown(&allowed)),
            );
        }
        if is_include && combined(headers, &ACCESS_CONTROL_ALLOW_CREDENTIALS).as_deref() != Some(b"true") {
            return refuse(Check::Credentials, "`Access-Control-Allow-Credentials` is not `true`");
        }
        Ok(())
    }

    /// <https://fetch.spec.whatwg.org/#http-fetch>, step 4: a preflight unless the cache has all that is needed.
    async fn preflight_if_needed(&mut self) -> Result<(), Refusal> {
        let names: BTreeSet<String> = unsafe_names(&self.headers).into_iter().map(str::to_owned).collect();
        let origin = self.origin();
        let url = self.url[..Position::AfterQuery].to_owned();
        let key =
            Key { origin: &origin, url: &url, with_credentials: self.credentials == Credentials::Include };
        let now = self.page.now;
        let is_kept = |asked: &Allowed| self.page.cache.has(key, asked, now);
        let has_method = is_kept(&Allowed::Method(self.method.clone()))
            || (is_cors_safelisted_method(&self.method) && !self.use_preflight);
        let has_headers = names.iter().all(|name| is_kept(&Allowed::Header(name.clone())));
        if has_method && has_headers {
            return Ok(());
        }
        let mut headers = HeaderMap::new();
        headers.insert(ORIGIN, value(&origin));
        headers.insert(ACCESS_CONTROL_REQUEST_METHOD, value(&self.method));
        if !names.is_empty() {
            let names: Vec<_> = names.iter().map(String::as_str).collect();
            headers.insert(ACCESS_CONTROL_REQUEST_HEADERS, value(&names.join(",")));
        }
        let answer = self.exchange(true, "OPTIONS".to_owned(), headers, Bytes::new()).await;
        let (methods, allowed_names) = self.check_preflight(&answer, &names)?;
        let max_age = combined(&answer.headers, &ACCESS_CONTROL_MAX_AGE)
            .and_then(|seconds| std::str::from_utf8(&seconds).ok()?.parse().ok())
            .map_or(DEFAULT_MAX_AGE, Duration::from_secs);
        let expires = now + max_age.min(self.page.longest_max_age);
        let methods = methods.into_iter().map(Allowed::Method);
        let allowed_names = allowed_names.into_iter().map(Allowed::Header);
        self.page.cache.keep(key, methods.chain(allowed_names), expires);
        Ok(())
    }

    /// <https://fetch.spec.whatwg.org/#cors-preflight-fetch>, step 7: the methods and the header names that are allowed.
    fn check_preflight(
        &self,
        answer: &Answer,
        names: &BTreeSet<String>,
    ) -> Result<(Vec<String>, Vec<String>), Refusal> {
        self.cors_check(&answer.headers)?;
        if !answer.status.is_success() {
            return refuse(
                Check::PreflightStatus,
                format!("the preflight is answered with {}", answer.status.as_u16()),
            );
        }
        let is_include = self.credentials == Credentials::Include;
        let Some(mut methods) = list(&answer.headers, &ACCESS_CONTROL_ALLOW_METHODS) else {
            return refuse(Check::Method, "`Access-Control-Allow-Methods` is no list of methods");
        };
        let Some(allowed) = list(&answer.headers, &ACCESS_CONTROL_ALLOW_HEADERS) else {
            return refuse(Check::Headers, "`Access-Control-Allow-Headers` is no list of names");
        };
        let allowed: Vec<_> = allowed.into_iter().map(|name| name.to_ascii_lowercase()).collect();
        if methods.is_empty() && self.use_preflight {
            methods.push(self.method.clone());
        }
        let has_method = methods.contains(&self.method)
            || is_cors_safelisted_method(&self.method)
            || (!is_include && methods.iter().any(|method| method == "*"));
        if !has_method {
            return refuse(
                Check::Method,
                format!("`Access-Control-Allow-Methods` does not have `{}`", shown(self.method.as_bytes())),
            );
        }
        let has_wildcard = !is_include && allowed.iter().any(|name| name == "*");
        let missing = names.iter().find(|name| {
            let by_wildcard = has_wildcard
                && (!is_cors_non_wildcard_request_header_name(name)
                    || self.page.wildcard_means_authorization);
            !allowed.contains(name) && !by_wildcard
        });
        if let Some(missing) = missing {
            return refuse(
                Check::Headers,
                format!("`Access-Control-Allow-Headers` does not have `{}`", shown(missing.as_bytes())),
            );
        }
        Ok((methods, allowed))
    }

    /// <https://fetch.spec.whatwg.org/#concept-filtered-response>
    fn filtered(&self, answer: Answer, is_cors: bool) -> Response {
        let exposed = list(&answer.headers, &ACCESS_CONTROL_EXPOSE_HEADERS).unwrap_or_default();
        let exposes_all = self.credentials != Credentials::Include && exposed.iter().any(|name| name == "*");
        let is_seen = |name: &HeaderName| {
            !is_forbidden_response_header_name(name.as_str())
                && (!is_cors
                    || exposes_all
                    || is_cors_safelisted_response_header_name(name.as_str())
                    || exposed.iter().any(|exposed| exposed.eq_ignore_ascii_case(name.as_str())))
        };
        let headers = answer.headers.iter().filter(|(name, _)| is_seen(name));
        let headers = headers.map(|(name, value)| (name.clone(), value.clone())).collect();
        Response { status: answer.status, headers, body: answer.body }
    }
}

fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

#[expect(clippy::expect_used, reason = "of a URL, or of a header that was one")]
fn value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).expect("a value")
}
