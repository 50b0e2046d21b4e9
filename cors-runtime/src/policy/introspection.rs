//! A policy as people read it, and their programs.

use std::fmt::{self, Write};

use super::{Policy, RequestHeaders};
use crate::origin::OriginSource;
use crate::policy::draft::Origins;

impl Policy {
    /// The origins and patterns that are allowed, `*` and `null` among them: single origins first, then
    /// patterns. What `origins_from` adds is not here.
    pub fn origins(&self) -> impl Iterator<Item = &'static str> {
        let others = [self.any_origin.then_some("*"), self.null_origin.then_some("null")];
        let listed = self.origins.exact().chain(self.origins.patterns());
        listed.chain(others.into_iter().flatten())
    }

    /// The origins that are not allowed although all others are.
    pub fn excepted_origins(&self) -> impl Iterator<Item = &'static str> {
        self.except.into_iter().flat_map(Origins::exact)
    }

    /// Where more origins come from while the program runs: `origins_from`.
    pub fn origin_source(&self) -> Option<&'static dyn OriginSource> {
        self.source.map(|source| source.source)
    }

    /// Whether responses may be read by requests with credentials
    /// (<https://fetch.spec.whatwg.org/#concept-request-credentials-mode>).
    pub const fn allows_credentials(&self) -> bool {
        self.credentials
    }

    /// Whether CORS requests from other origins are answered 403, without the handler.
    pub const fn refuses_other_origins(&self) -> bool {
        self.refuse_other_origins
    }

    /// Whether preflights are told that public sites may reach this private network
    /// (<https://wicg.github.io/private-network-access/>).
    pub const fn allows_private_network(&self) -> bool {
        self.private_network
    }

    /// Whether the origins that may read a response may also time it
    /// (<https://w3c.github.io/resource-timing/#sec-timing-allow-origin>).
    pub const fn allows_timing(&self) -> bool {
        self.timing
    }

    /// The methods of a handler that is mounted for any method, `*` among them; `None` if the route says them.
    pub const fn methods(&self) -> Option<&'static [&'static str]> {
        self.methods
    }

    /// The names of the request headers that a page may set, `*` among them.
    pub const fn request_header_names(&self) -> &'static [&'static str] {
        match self.request_headers {
            RequestHeaders::Listed { names } => names,
            RequestHeaders::Any { authorization: true } => &["*", "authorization"],
            RequestHeaders::Any { authorization: false } | RequestHeaders::Echoed => &["*"],
        }
    }

    /// The names of the response headers that a page may read beside the CORS-safelisted ones, `*` among them
    /// (<https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name>).
    pub fn exposed_header_names(&self) -> impl Iterator<Item = &str> {
        let value = self.expose_headers.as_ref().and_then(|value| value.to_str().ok());
        value.into_iter().flat_map(|names| names.split(','))
    }

    /// For how many seconds browsers may keep the answer to a preflight; `None` leaves it to them: 5 s
    /// (<https://fetch.spec.whatwg.org/#http-access-control-max-age>).
    pub fn max_age(&self) -> Option<u32> {
        self.max_age.as_ref().and_then(|seconds| seconds.to_str().ok()?.parse().ok())
    }

    /// The status of an accepted preflight, 200 to 299.
    pub const fn preflight_status(&self) -> u16 {
        self.preflight_status.as_u16()
    }

    /// The file of the attribute.
    pub const fn file(&self) -> &'static str {
        self.file
    }

    /// The line of the attribute, from 1.
    pub const fn line(&self) -> u32 {
        self.line
    }

    /// The name of the handler below the attribute; `None` for [`policy!`](macro@crate::policy).
    pub const fn handler(&self) -> Option<&'static str> {
        if self.handler.is_empty() { None } else { Some(self.handler) }
    }
}

impl Policy {
    /// The handler, if it has one of its own, and where the policy is written.
    pub(crate) fn place(&self) -> String {
        match self.handler() {
            None => format!("the policy at {}:{}", self.file, self.line),
            Some(handler) => format!("`{handler}` ({}:{})", self.file, self.line),
        }
    }
}

/// The arguments of the attribute, on one line; of many origins only the first.
///
/// ```
/// use cors_runtime::{Policy, policy};
///
/// static PARTNERS: Policy = policy!(origins = ["https://*.partner.example"], max_age = 600, headers = ["X-Key"]);
/// assert_eq!(PARTNERS.to_string(), r#"origins = ["https://*.partner.example"], headers = ["X-Key"], max_age = 600"#);
/// ```
impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut arguments = Arguments { formatter: f, is_first: true };
        arguments.list("origins", self.origins())?;
        arguments.list("except", self.excepted_origins())?;
        if let Some(source) = self.source {
            arguments.value("origins_from", source.path)?;
        }
        arguments.flag("credentials", self.allows_credentials())?;
        arguments.list("methods", self.methods().unwrap_or_default().iter().copied())?;
        arguments.list("headers", self.request_header_names().iter().copied())?;
        arguments.list("expose_headers", self.exposed_header_names())?;
        if let Some(seconds) = self.max_age() {
            arguments.value("max_age", seconds)?;
        }
        if self.preflight_status() != 204 {
            arguments.value("preflight_status", self.preflight_status())?;
        }
        arguments.flag("refuse_other_origins", self.refuses_other_origins())?;
        arguments.flag("private_network", self.allows_private_network())?;
        arguments.flag("timing", self.allows_timing())
    }
}

impl fmt::Debug for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Policy({self}; {})", self.place())
    }
}

/// Writes arguments with commas between them.
struct Arguments<'f, 'b> {
    formatter: &'f mut fmt::Formatter<'b>,
    is_first: bool,
}

impl Arguments<'_, '_> {
    fn name(&mut self, name: &str) -> fmt::Result {
        let separator = if std::mem::take(&mut self.is_first) { "" } else { ", " };
        write!(self.formatter, "{separator}{name}")
    }

    fn flag(&mut self, name: &str, is_set: bool) -> fmt::Result {
        if is_set { self.name(name) } else { Ok(()) }
    }

    fn value(&mut self, name: &str, value: impl fmt::Display) -> fmt::Result {
        self.name(name)?;
        write!(self.formatter, " = {value}")
    }

    /// Nothing, if the list is empty.
    fn list<'t>(&mut self, name: &str, entries: impl Iterator<Item = &'t str>) -> fmt::Result {
        /// More are not read on one line.
        const SHOWN: usize = 8;
        let mut count = 0;
        for entry in entries {
            count += 1;
            if count == 1 {
                self.name(name)?;
                write!(self.formatter, " = [{entry:?}")?;
            } else if count <= SHOWN {
                write!(self.formatter, ", {entry:?}")?;
            }
        }
        match count {
            0 => Ok(()),
            1..=SHOWN => self.formatter.write_char(']'),
            _ => write!(self.formatter, ", and {} more]", count - SHOWN),
        }
    }
}

#[cfg(feature = "serde")]
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
impl serde::Serialize for Policy {
    /// The arguments under their names, and where the policy is written.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;

        let mut policy = serializer.serialize_struct("Policy", 15)?;
        policy.serialize_field("origins", &self.origins().collect::<Vec<_>>())?;
        policy.serialize_field("except", &self.excepted_origins().collect::<Vec<_>>())?;
        policy.serialize_field("origins_from", &self.source.map(|source| source.path))?;
        policy.serialize_field("credentials", &self.allows_credentials())?;
        policy.serialize_field("methods", &self.methods())?;
        policy.serialize_field("headers", self.request_header_names())?;
        policy.serialize_field("expose_headers", &self.exposed_header_names().collect::<Vec<_>>())?;
        policy.serialize_field("max_age", &self.max_age())?;
        policy.serialize_field("preflight_status", &self.preflight_status())?;
        policy.serialize_field("refuse_other_origins", &self.refuses_other_origins())?;
        policy.serialize_field("private_network", &self.allows_private_network())?;
        policy.serialize_field("timing", &self.allows_timing())?;
        policy.serialize_field("handler", &self.handler())?;
        policy.serialize_field("file", self.file())?;
        policy.serialize_field("line", &self.line())?;
        policy.end()
    }
}
