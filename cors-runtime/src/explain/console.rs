//! What browsers print on their consoles when they block a request.

use std::fmt;

use super::check::Check;

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Engine {
    /// Chrome, Edge, and other browsers made of Chromium.
    Chromium,
    /// Firefox.
    Firefox,
    /// Safari.
    WebKit,
}

impl Engine {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];
}

/// The name.
impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKit => "WebKit",
        })
    }
}

/// Why a browser blocks a request, or keeps its response from the page.
///
/// ```
/// use cors_runtime::explain::{Blocked, Engine};
///
/// let blocked = Blocked::Header { name: "content-type" };
/// assert_eq!(
///     blocked.sentence(Engine::Chromium, true),
///     "Request header field content-type is not allowed by Access-Control-Allow-Headers in preflight response.",
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Blocked<'a> {
    /// There is no `Access-Control-Allow-Origin`.
    MissingAllowOrigin {
        /// The origin of the page.
        origin: &'a str,
        /// The status of the response.
        status: u16,
    },
    /// `Access-Control-Allow-Origin` is `*`, and the request has credentials.
    WildcardWithCredentials,
    /// The request has credentials, and `Access-Control-Allow-Credentials` is not `true`.
    AllowCredentials {
        /// What it is; empty if it is missing.
        value: &'a str,
    },
    /// `Access-Control-Allow-Methods` does not have the method.
    Method {
        /// The method.
        method: &'a str,
    },
    /// `Access-Control-Allow-Headers` does not have the header.
    Header {
        /// The name of the header, in lower case.
        name: &'a str,
    },
}

impl Blocked<'_> {
    /// The check of the Fetch standard that fails.
    pub const fn check(&self) -> Check {
        match self {
            Self::MissingAllowOrigin { .. } => Check::Origin,
            Self::WildcardWithCredentials | Self::AllowCredentials { .. } => Check::Credentials,
            Self::Method { .. } => Check::Method,
            Self::Header { .. } => Check::Headers,
        }
    }

    /// The reason that the engine prints: in Chromium the part of the line after "has been blocked by CORS policy: ", in
    /// Firefox that after "Reason: ". `is_preflight` tells whether the response is that to a preflight.
    ///
    /// Chromium's are those of version 156, as it prints them in this library's tests; Firefox's are from
    /// `security.properties` of version 153, WebKit's from `CrossOriginAccessControl.cpp` and
    /// `CrossOriginPreflightResultCache.cpp` of version 2.50.
    pub fn sentence(&self, engine: Engine, is_preflight: bool) -> String {
        match engine {
            Engine::Chromium => self.in_chromium(is_preflight),
            Engine::Firefox => self.in_firefox(),
            Engine::WebKit => self.in_webkit(is_preflight),
        }
    }

    fn in_chromium(self, is_preflight: bool) -> String {
        let reason = match self {
            Self::MissingAllowOrigin { .. } => {
                "No 'Access-Control-Allow-Origin' header is present on the requested resource.".to_owned()
            }
            Self::WildcardWithCredentials => {
                "The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' \
                 when the request's credentials mode is 'include'."
                    .to_owned()
            }
            Self::AllowCredentials { value } => format!(
                "The value of the 'Access-Control-Allow-Credentials' header in the response is '{value}' which must be \
                 'true' when the request's credentials mode is 'include'."
            ),
            // These two can only be about a preflight, and say so themselves.
            Self::Method { method } => {
                return format!(
                    "Method {method} is not allowed by Access-Control-Allow-Methods in preflight response."
                );
            }
            Self::Header { name } => {
                return format!(
                    "Request header field {name} is not allowed by Access-Control-Allow-Headers in preflight \
                     response."
                );
            }
        };
        let preflight = "Response to preflight request doesn't pass access control check: ";
        format!("{}{reason}", if is_preflight { preflight } else { "" })
    }

    fn in_firefox(self) -> String {
        match self {
            Self::MissingAllowOrigin { status, .. } => {
                format!("CORS header \u{2018}Access-Control-Allow-Origin\u{2019} missing). Status code: {status}.")
            }
            Self::WildcardWithCredentials => {
                "Credential is not supported if the CORS header \u{2018}Access-Control-Allow-Origin\u{2019} is \
                 \u{2018}*\u{2019})."
                    .to_owned()
            }
            Self::AllowCredentials { .. } => {
                "expected \u{2018}true\u{2019} in CORS header \u{2018}Access-Control-Allow-Credentials\u{2019})."
                    .to_owned()
            }
            Self::Method { .. } => {
                "Did not find method in CORS header \u{2018}Access-Control-Allow-Methods\u{2019}).".to_owned()
            }
            Self::Header { name } => format!(
                "header \u{2018}{name}\u{2019} is not allowed according to header \
                 \u{2018}Access-Control-Allow-Headers\u{2019} from CORS preflight response)."
            ),
        }
    }

    fn in_webkit(self, is_preflight: bool) -> String {
        match self {
            Self::MissingAllowOrigin { status, .. } if is_preflight && !(200..300).contains(&status) => {
                format!("Preflight response is not successful. Status code: {status}")
            }
            Self::MissingAllowOrigin { origin, status } => {
                format!(
                    "Origin {origin} is not allowed by Access-Control-Allow-Origin. Status code: {status}"
                )
            }
            Self::WildcardWithCredentials => {
                "Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true.".to_owned()
            }
            Self::AllowCredentials { .. } => {
                "Credentials flag is true, but Access-Control-Allow-Credentials is not \"true\".".to_owned()
            }
            Self::Method { method } => {
                format!("Method {method} is not allowed by Access-Control-Allow-Methods.")
            }
            Self::Header { name } => {
                format!("Request header field {name} is not allowed by Access-Control-Allow-Headers.")
            }
        }
    }
}
