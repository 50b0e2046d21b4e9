//! What a script sees of a response, and what was sent for it.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

/// Why a browser keeps a response from a script. The order is that of the Fetch standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Check {
    /// What the script asks for is not possible: a forbidden method, another origin in the mode `same-origin`.
    Request,
    /// `Access-Control-Allow-Origin` is missing, or is not the origin of the page; with credentials, it is `*`
    /// (<https://fetch.spec.whatwg.org/#cors-check>).
    Origin,
    /// `Access-Control-Allow-Credentials` is not `true` (the same, steps 5 to 7).
    Credentials,
    /// The answer to the preflight has no status from 200 to 299.
    PreflightStatus,
    /// `Access-Control-Allow-Methods` does not have the method (<https://fetch.spec.whatwg.org/#cors-preflight-fetch>).
    Method,
    /// `Access-Control-Allow-Headers` does not have a header of the request (the same).
    Headers,
    /// A redirect that cannot be followed (<https://fetch.spec.whatwg.org/#http-redirect-fetch>).
    Redirect,
}

/// A response, as far as the script sees it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Response {
    /// The status.
    pub status: StatusCode,
    /// The headers that are exposed (<https://fetch.spec.whatwg.org/#concept-filtered-response-cors>).
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

impl Response {
    /// The body as text; what is no UTF-8 is replaced.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// A request that the server got, and its answer.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Exchange {
    /// Whether it is a CORS-preflight request.
    pub is_preflight: bool,
    /// The method.
    pub method: String,
    /// The whole URL.
    pub url: String,
    /// The headers that matter: those of the script, and those that a browser adds because of CORS.
    pub request_headers: HeaderMap,
    /// The status of the answer.
    pub status: StatusCode,
    /// The headers of the answer, also those that the script does not see.
    pub response_headers: HeaderMap,
}

#[derive(Clone, Debug)]
pub(crate) enum Outcome {
    Readable(Response),
    Opaque,
    Refused { check: Check, reason: String },
}

/// The result of a call. Its display form is a transcript.
#[derive(Clone, Debug)]
pub struct Seen {
    pub(crate) outcome: Outcome,
    pub(crate) exchanges: Vec<Exchange>,
}

impl Seen {
    /// The response; `None` if the script may not see it.
    pub fn response(&self) -> Option<&Response> {
        match &self.outcome {
            Outcome::Readable(response) => Some(response),
            Outcome::Opaque | Outcome::Refused { .. } => None,
        }
    }

    /// The check that failed.
    pub fn refused_by(&self) -> Option<Check> {
        match &self.outcome {
            Outcome::Refused { check, .. } => Some(*check),
            Outcome::Readable(_) | Outcome::Opaque => None,
        }
    }

    /// Whether the mode is `no-cors`, and the script sees that there is a response, and nothing of it.
    pub fn is_opaque(&self) -> bool {
        matches!(self.outcome, Outcome::Opaque)
    }

    /// What the server saw.
    pub fn exchanges(&self) -> &[Exchange] {
        &self.exchanges
    }

    /// The response.
    ///
    /// # Panics
    ///
    /// If the script may not see it, with the transcript.
    #[track_caller]
    #[expect(clippy::panic, reason = "a test that fails")]
    pub fn expect_readable(&self) -> &Response {
        self.response().unwrap_or_else(|| panic!("the page cannot read the response\n\n{self}"))
    }

    /// Expects the call to fail in this check.
    ///
    /// # Panics
    ///
    /// If it does not, with the transcript.
    #[track_caller]
    pub fn expect_refused(&self, check: Check) {
        assert_eq!(self.refused_by(), Some(check), "the page is not refused by this check\n\n{self}");
    }
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for exchange in &self.exchanges {
            writeln!(f, "> {} {}", exchange.method, shown(exchange.url.as_bytes()))?;
            write_headers(f, '>', &exchange.request_headers)?;
            writeln!(f, "< {}", exchange.status)?;
            write_headers(f, '<', &exchange.response_headers)?;
            writeln!(f)?;
        }
        match &self.outcome {
            Outcome::Readable(response) => writeln!(f, "The page reads the response: {}.", response.status),
            Outcome::Opaque => writeln!(f, "The page sees that there is a response, and nothing of it."),
            Outcome::Refused { reason, .. } => writeln!(f, "The page is refused: {reason}."),
        }
    }
}

fn write_headers(f: &mut fmt::Formatter<'_>, mark: char, headers: &HeaderMap) -> fmt::Result {
    for (name, value) in headers {
        writeln!(f, "{mark} {}: {}", shown(name.as_str().as_bytes()), shown(value.as_bytes()))?;
    }
    Ok(())
}

/// The most that is shown of a text, in bytes.
const SHOWN: usize = 200;

/// A text from outside: escaped, so that it can be printed, and cut.
pub(crate) fn shown(text: &[u8]) -> String {
    let cut = &text[..text.len().min(SHOWN)];
    let more = if cut.len() < text.len() { "…" } else { "" };
    format!("{}{more}", cut.escape_ascii().to_string().replace("\\\"", "\"").replace("\\'", "'"))
}
