//! What is answered to a request: the rules of the CORS protocol, and nothing about frameworks.

use http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ALLOW, VARY,
};
use http::{HeaderName, HeaderValue, StatusCode};

use crate::path_table::{AllowMethods, MethodPolicy, PathTable};
use crate::policy::Policy;
use crate::request_head::{RequestField, RequestHead};
use crate::request_kind::{RequestKind, RequestOrigin};
use crate::requested_headers::{self, Requested};

/// What an adapter does with a request.
#[derive(Debug)]
pub(crate) enum Decision<'t> {
    /// Hand it to the application, and leave its answer alone.
    ForwardUntouched,
    /// Hand it to the application, and add the fields to its answer.
    Forward(ResponseFields),
    /// Hand it to the application; if it answers 405, add the fields, and make it the generated
    /// answer to OPTIONS if that was asked.
    ForwardUnlisted { fields: ResponseFields, is_options: bool },
    /// Answer it; the application does not see it.
    Answer(Answer<'t>),
}

/// The value of a response header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FieldValue<'t> {
    Known(&'t HeaderValue),
    /// As the request has it, line by line.
    CopyOf(RequestField),
}

/// Decides on a request for a path that has the table.
pub(crate) fn decide<'t>(table: &'t PathTable, head: &impl RequestHead) -> Decision<'t> {
    let Some(method_policy) = table.method_policy(head.method()) else {
        return Decision::ForwardUntouched;
    };
    let origin = match RequestKind::of(head) {
        RequestKind::CorsPreflight { origin, method } => {
            return Decision::Answer(answer_preflight(table, head, origin, method));
        }
        RequestKind::Cors { origin } => Some(origin),
        RequestKind::NotCors => None,
    };
    match method_policy {
        MethodPolicy::Mounted(Some(policy)) | MethodPolicy::NotMounted(policy)
            if refuses(policy, origin, head) =>
        {
            Decision::Answer(Answer::RefusedRequest)
        }
        MethodPolicy::Mounted(None) => Decision::ForwardUntouched,
        MethodPolicy::NotMounted(policy) if head.method() == "OPTIONS" => {
            let fields = ResponseFields::new(policy, origin);
            Decision::Answer(Answer::Options { allow: table.allow(), fields })
        }
        MethodPolicy::Mounted(Some(policy)) | MethodPolicy::NotMounted(policy) => {
            Decision::Forward(ResponseFields::new(policy, origin))
        }
        MethodPolicy::Unlisted(policy) => Decision::ForwardUnlisted {
            fields: ResponseFields::new(policy, origin),
            is_options: head.method() == "OPTIONS",
        },
    }
}

/// The CORS part of an answer that the application gives.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ResponseFields {
    policy: &'static Policy,
    allowed: bool,
}

impl ResponseFields {
    /// The fields go out with every answer, whatever its status, so that a page can read errors too.
    fn new(policy: &'static Policy, origin: Option<RequestOrigin<'_>>) -> Self {
        Self { policy, allowed: is_allowed(policy, origin) }
    }

    /// Whether answers differ by origin, so that caches must tell them apart
    /// (<https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches>).
    pub(crate) fn vary_by_origin(&self) -> bool {
        !self.policy.is_any_origin()
    }

    /// Whether the fields name the request's origin.
    pub(crate) fn copies_origin(&self) -> bool {
        self.allowed && !self.policy.is_any_origin()
    }

    /// Whether the header belongs to the policy, so that what the application wrote is removed.
    pub(crate) fn owns(&self, name: &HeaderName) -> bool {
        // Most headers of a response are told apart by their first bytes.
        (name.as_str().starts_with("access-control-") && OWNED.contains(name))
            || (self.policy.allows_timing() && *name == TIMING_ALLOW_ORIGIN)
    }

    /// Hands out each header but `Vary`.
    pub(crate) fn write<'t>(&self, mut insert: impl FnMut(HeaderName, FieldValue<'t>)) {
        if self.allowed {
            write_allow_origin(self.policy, &mut insert);
            if let Some(names) = &self.policy.expose_headers {
                insert(ACCESS_CONTROL_EXPOSE_HEADERS, FieldValue::Known(names));
            }
            if self.policy.allows_timing() {
                insert(TIMING_ALLOW_ORIGIN, allowed_origin(self.policy));
            }
        }
    }
}

/// The response headers that can belong to the policy of a route; see [`ResponseFields::owns`].
pub(crate) static OWNED: [HeaderName; 8] = [
    ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_ALLOW_CREDENTIALS,
    ACCESS_CONTROL_EXPOSE_HEADERS,
    ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_HEADERS,
    ACCESS_CONTROL_MAX_AGE,
    ACCESS_CONTROL_ALLOW_PRIVATE_NETWORK,
    TIMING_ALLOW_ORIGIN,
];
const ACCESS_CONTROL_ALLOW_PRIVATE_NETWORK: HeaderName =
    HeaderName::from_static("access-control-allow-private-network");
const TIMING_ALLOW_ORIGIN: HeaderName = HeaderName::from_static("timing-allow-origin");

/// An answer without a body that the application has no part in.
#[derive(Debug)]
#[cfg_attr(not(test), expect(dead_code, reason = "why it was refused is for a debug mode to tell"))]
pub(crate) enum Answer<'t> {
    /// To a preflight that was accepted.
    Accepted(Accepted<'t>),
    /// To a preflight that was refused.
    Refused(Refusal),
    /// To a CORS request from an origin that is not allowed, where that is to be refused.
    RefusedRequest,
    /// To an ordinary OPTIONS request for a path without a handler for it.
    Options { allow: Option<&'t HeaderValue>, fields: ResponseFields },
}

/// An accepted preflight.
#[derive(Debug)]
pub(crate) struct Accepted<'t> {
    policy: &'static Policy,
    allow_methods: AllowMethods<'t>,
    allow_headers: Option<FieldValue<'static>>,
    allow_private_network: bool,
}

/// Why a preflight is refused: the first check that failed, in the order of the Fetch standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// <https://fetch.spec.whatwg.org/#cors-check>
    Origin,
    /// <https://fetch.spec.whatwg.org/#cors-preflight-fetch>, step 7.4 ff.
    Method,
    /// The same, step 7.6 ff.
    Headers,
}

/// What every answer to a preflight depends on, also a refusal and also where all origins are
/// allowed: some shared caches can be told to keep answers to OPTIONS.
static PREFLIGHT_VARY: HeaderValue =
    HeaderValue::from_static("Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
static ANY_ORIGIN: HeaderValue = HeaderValue::from_static("*");
static TRUE: HeaderValue = HeaderValue::from_static("true");

impl<'t> Answer<'t> {
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::Accepted(accepted) => accepted.policy.preflight_status,
            Self::Refused(_) | Self::RefusedRequest => StatusCode::FORBIDDEN,
            Self::Options { .. } => StatusCode::NO_CONTENT,
        }
    }

    /// Hands out each header.
    pub(crate) fn write(&self, mut insert: impl FnMut(HeaderName, FieldValue<'t>)) {
        match self {
            Self::Accepted(accepted) => {
                accepted.write(&mut insert);
                insert(VARY, FieldValue::Known(&PREFLIGHT_VARY));
            }
            Self::Refused(_) => insert(VARY, FieldValue::Known(&PREFLIGHT_VARY)),
            Self::RefusedRequest => insert(VARY, FieldValue::Known(&VARY_ORIGIN)),
            Self::Options { allow, fields } => {
                if let Some(allow) = *allow {
                    insert(ALLOW, FieldValue::Known(allow));
                }
                fields.write(&mut insert);
                if fields.vary_by_origin() {
                    insert(VARY, FieldValue::Known(&VARY_ORIGIN));
                }
            }
        }
    }
}

/// `Vary` of the answers of a policy that does not allow every origin.
pub(crate) static VARY_ORIGIN: HeaderValue = HeaderValue::from_static("Origin");

/// Whether a line of `Vary` names `Origin` already, or everything.
pub(crate) fn names_origin(vary: &[u8]) -> bool {
    vary.split(|&byte| byte == b',').any(|name| {
        let name = name.trim_ascii();
        name == b"*" || name.eq_ignore_ascii_case(b"origin")
    })
}

impl<'t> Accepted<'t> {
    fn write(&self, insert: &mut impl FnMut(HeaderName, FieldValue<'t>)) {
        write_allow_origin(self.policy, insert);
        match self.allow_methods {
            AllowMethods::Safelisted => {}
            AllowMethods::Known(names) => insert(ACCESS_CONTROL_ALLOW_METHODS, FieldValue::Known(names)),
            AllowMethods::Requested => {
                insert(
                    ACCESS_CONTROL_ALLOW_METHODS,
                    FieldValue::CopyOf(RequestField::AccessControlRequestMethod),
                );
            }
        }
        if let Some(names) = self.allow_headers {
            insert(ACCESS_CONTROL_ALLOW_HEADERS, names);
        }
        if let Some(seconds) = &self.policy.max_age {
            insert(ACCESS_CONTROL_MAX_AGE, FieldValue::Known(seconds));
        }
        if self.allow_private_network {
            insert(ACCESS_CONTROL_ALLOW_PRIVATE_NETWORK, FieldValue::Known(&TRUE));
        }
    }
}

/// `Access-Control-Allow-Origin`, and `-Credentials`, which never goes out without it.
fn write_allow_origin<'t>(policy: &'static Policy, insert: &mut impl FnMut(HeaderName, FieldValue<'t>)) {
    insert(ACCESS_CONTROL_ALLOW_ORIGIN, allowed_origin(policy));
    if policy.allows_credentials() {
        insert(ACCESS_CONTROL_ALLOW_CREDENTIALS, FieldValue::Known(&TRUE));
    }
}

fn allowed_origin<'t>(policy: &'static Policy) -> FieldValue<'t> {
    if policy.is_any_origin() {
        FieldValue::Known(&ANY_ORIGIN)
    } else {
        FieldValue::CopyOf(RequestField::Origin)
    }
}

/// The checks of <https://fetch.spec.whatwg.org/#cors-preflight-fetch>, in its order.
fn answer_preflight<'t>(
    table: &'t PathTable,
    head: &impl RequestHead,
    origin: RequestOrigin<'_>,
    method: &[u8],
) -> Answer<'t> {
    let Some((policy, allow_methods)) = table.preflight_policy(method) else {
        return Answer::Refused(Refusal::Method);
    };
    if !is_allowed(policy, Some(origin)) {
        return Answer::Refused(Refusal::Origin);
    }
    let requested = requested_headers::read(
        head.lines(RequestField::AccessControlRequestHeaders),
        policy.request_headers(),
    );
    let allow_headers = match requested {
        Requested::Refused => return Answer::Refused(Refusal::Headers),
        Requested::Nothing => None,
        Requested::NoName => policy.allow_headers.as_ref().map(FieldValue::Known),
        Requested::Allowed => Some(
            policy
                .allow_headers
                .as_ref()
                .map_or(FieldValue::CopyOf(RequestField::AccessControlRequestHeaders), FieldValue::Known),
        ),
    };
    let allow_private_network = policy.allows_private_network()
        && head.lines(RequestField::AccessControlRequestPrivateNetwork).any(|line| line == b"true");
    Answer::Accepted(Accepted { policy, allow_methods, allow_headers, allow_private_network })
}

/// Whether the policy refuses requests from other origins, and this is one.
fn refuses(policy: &Policy, origin: Option<RequestOrigin<'_>>, head: &impl RequestHead) -> bool {
    policy.refuses_other_origins()
        && origin.is_some_and(|origin| !is_allowed(policy, Some(origin)) && !is_own(origin, head))
}

/// Whether the origin is the server's own: browsers send `Origin` with same-origin requests too, unless
/// they are GET or HEAD, and say so in `Sec-Fetch-Site`, which no script can set
/// (<https://w3c.github.io/webappsec-fetch-metadata/#sec-fetch-site-header>). Where they do not, the host
/// tells. Behind a proxy the server does not know its own scheme, so either will do.
fn is_own(origin: RequestOrigin<'_>, head: &impl RequestHead) -> bool {
    let mut sites = head.lines(RequestField::SecFetchSite);
    if let (Some(site), None) = (sites.next(), sites.next()) {
        return site == b"same-origin";
    }
    let RequestOrigin::One(origin) = origin else { return false };
    let is_host_of = |scheme: &[u8], default_port: &[u8]| {
        let authority = origin.strip_prefix(scheme)?;
        // Browsers leave the default port out of both; other clients may write it.
        let (host, rest) = head.host()?.split_at_checked(authority.len())?;
        Some(host.eq_ignore_ascii_case(authority) && (rest.is_empty() || rest == default_port))
    };
    is_host_of(b"https://", b":443").or_else(|| is_host_of(b"http://", b":80")).unwrap_or(false)
}

fn is_allowed(policy: &Policy, origin: Option<RequestOrigin<'_>>) -> bool {
    match origin {
        Some(RequestOrigin::One(origin)) => policy.allows_origin(origin),
        Some(RequestOrigin::Several) | None => policy.is_any_origin(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, Decision, Refusal, decide};
    use crate::path_table::PathTable;
    use crate::policy::Policy;
    use crate::request_head::{RequestField, RequestHead};

    static POLICY: Policy = crate::__policy!(
        origins: crate::__private::Origins::literals(&["https://a.com"], b"", &[], b""),
        headers: &["x-a"],
    );

    struct Preflight {
        origin: &'static [u8],
        method: &'static [u8],
        headers: &'static [u8],
    }

    impl RequestHead for Preflight {
        fn method(&self) -> &'static str {
            "OPTIONS"
        }

        fn host(&self) -> Option<&[u8]> {
            None
        }

        fn lines(&self, field: RequestField) -> impl Iterator<Item = &[u8]> {
            std::iter::once(match field {
                RequestField::Origin => self.origin,
                RequestField::AccessControlRequestMethod => self.method,
                RequestField::AccessControlRequestHeaders => self.headers,
                RequestField::AccessControlRequestPrivateNetwork | RequestField::SecFetchSite => b"",
            })
        }
    }

    #[test]
    fn a_refusal_names_the_first_check_that_failed() {
        let mut table = PathTable::default();
        table.mount("PUT", Some(&POLICY));
        for (origin, method, headers, expected) in [
            ("https://a.com", "PUT", "x-a", None),
            ("https://a.com", "PUT", "x-b", Some(Refusal::Headers)),
            ("https://a.com", "put", "x-b", Some(Refusal::Method)),
            ("https://b.com", "PUT", "x-b", Some(Refusal::Origin)),
        ] {
            let (origin, method, headers) = (origin.as_bytes(), method.as_bytes(), headers.as_bytes());
            let refusal = match decide(&table, &Preflight { origin, method, headers }) {
                Decision::Answer(Answer::Refused(refusal)) => Some(refusal),
                _ => None,
            };
            assert_eq!(refusal, expected);
        }
    }
}
