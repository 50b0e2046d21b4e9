//! What is answered to a request: the rules of the CORS protocol, and nothing about frameworks.

use http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_MAX_AGE, ALLOW, VARY,
};
use http::{HeaderName, HeaderValue, StatusCode};

use crate::protocol::method_table::{AllowMethods, MethodPolicy, MethodTable};
use crate::protocol::request_head::{RequestField, RequestHead};
use crate::protocol::request_kind::{RequestKind, RequestOrigin};
use crate::protocol::requested_headers::{self, Requested};
use crate::protocol::response_fields::{
    ACCESS_CONTROL_ALLOW_PRIVATE_NETWORK, FieldValue, ResponseFields, TRUE, VARY_ORIGIN,
};

/// What an adapter does with a request. `V` is the value of a header line of the request.
#[derive(Debug)]
pub(crate) enum Decision<'a, V: ?Sized> {
    /// Hand it to the application, and leave its answer alone.
    ForwardUntouched,
    /// Hand it to the application, and add the fields to its answer.
    Forward(ResponseFields<&'a V>),
    /// Hand it to the application; if it answers 405, add the fields, and make it the generated
    /// answer to OPTIONS if that was asked.
    ForwardUnlisted { fields: ResponseFields<&'a V>, is_options: bool },
    /// Answer it; the application does not see it.
    Answer(Answer<'a, V>),
}

/// Decides on a request for a path that has the table.
#[inline]
pub(crate) fn decide<'a, H: RequestHead>(table: &'a MethodTable, head: &'a H) -> Decision<'a, H::Value> {
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
    let (policy, is_mounted) = match method_policy {
        MethodPolicy::Mounted(None) => return Decision::ForwardUntouched,
        MethodPolicy::Mounted(Some(policy)) => (policy, true),
        MethodPolicy::NotMounted(policy) => (policy, false),
        MethodPolicy::Unlisted(policy) => {
            let fields = ResponseFields::new(policy, origin);
            return Decision::ForwardUnlisted { fields, is_options: head.method() == "OPTIONS" };
        }
    };
    let fields = ResponseFields::new(policy, origin);
    if is_refused(fields, origin, head) {
        Decision::Answer(Answer::RefusedRequest)
    } else if !is_mounted && head.method() == "OPTIONS" {
        Decision::Answer(Answer::Options { allow: table.allow(), fields })
    } else {
        Decision::Forward(fields)
    }
}

/// Whether a request that is no preflight is refused, so that no handler sees it.
#[inline]
pub(crate) fn is_refused<H: RequestHead>(
    fields: ResponseFields<&H::Value>,
    origin: Option<RequestOrigin<'_, H::Value>>,
    head: &H,
) -> bool {
    fields.policy.refuses_other_origins()
        && !fields.is_allowed()
        && origin.is_some_and(|origin| !is_own(origin, head))
}

/// An answer without a body that the application has no part in.
#[derive(Debug)]
#[cfg_attr(not(test), expect(dead_code, reason = "why it was refused is for a debug mode to tell"))]
pub(crate) enum Answer<'a, V: ?Sized> {
    /// To a preflight that was accepted.
    Accepted(Accepted<'a, V>),
    /// To a preflight that was refused.
    Refused(Refusal),
    /// To a CORS request from an origin that is not allowed, where that is to be refused.
    RefusedRequest,
    /// To an ordinary OPTIONS request for a path without a handler for it.
    Options { allow: Option<&'a HeaderValue>, fields: ResponseFields<&'a V> },
}

/// An accepted preflight.
#[derive(Debug)]
pub(crate) struct Accepted<'a, V: ?Sized> {
    fields: ResponseFields<&'a V>,
    allow_methods: Option<FieldValue<'a, &'a V>>,
    allow_headers: Option<FieldValue<'a, &'a V>>,
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

impl<'a, V: ?Sized> Answer<'a, V> {
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::Accepted(accepted) => accepted.fields.policy.preflight_status,
            Self::Refused(_) | Self::RefusedRequest => StatusCode::FORBIDDEN,
            Self::Options { .. } => StatusCode::NO_CONTENT,
        }
    }

    /// Hands out each header.
    #[inline]
    pub(crate) fn write(&self, mut insert: impl FnMut(HeaderName, FieldValue<'a, &'a V>)) {
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

impl<'a, V: ?Sized> Accepted<'a, V> {
    fn write(&self, insert: &mut impl FnMut(HeaderName, FieldValue<'a, &'a V>)) {
        self.fields.write_allow_origin(insert);
        if let Some(names) = self.allow_methods {
            insert(ACCESS_CONTROL_ALLOW_METHODS, names);
        }
        if let Some(names) = self.allow_headers {
            insert(ACCESS_CONTROL_ALLOW_HEADERS, names);
        }
        if let Some(seconds) = &self.fields.policy.max_age {
            insert(ACCESS_CONTROL_MAX_AGE, FieldValue::Known(seconds));
        }
        if self.allow_private_network {
            insert(ACCESS_CONTROL_ALLOW_PRIVATE_NETWORK, FieldValue::Known(&TRUE));
        }
    }
}

/// The checks of <https://fetch.spec.whatwg.org/#cors-preflight-fetch>, in its order.
fn answer_preflight<'a, H: RequestHead>(
    table: &'a MethodTable,
    head: &'a H,
    origin: RequestOrigin<'a, H::Value>,
    method: &'a H::Value,
) -> Answer<'a, H::Value> {
    let Some((policy, allow_methods)) = table.preflight_policy(method.as_ref()) else {
        return Answer::Refused(Refusal::Method);
    };
    let fields = ResponseFields::new(policy, Some(origin));
    if !fields.is_allowed() {
        return Answer::Refused(Refusal::Origin);
    }
    let allow_methods = match allow_methods {
        AllowMethods::Safelisted => None,
        AllowMethods::Known(names) => Some(FieldValue::Known(names)),
        AllowMethods::Requested => Some(FieldValue::Copy(method)),
    };
    let requested = requested_headers::read(
        head.lines(RequestField::AccessControlRequestHeaders).map(AsRef::as_ref),
        policy.request_headers(),
    );
    let known = policy.allow_headers.as_ref().map(FieldValue::Known);
    let allow_headers = match requested {
        Requested::Refused => return Answer::Refused(Refusal::Headers),
        Requested::Nothing => None,
        Requested::NoName => known,
        Requested::Allowed => known.or(Some(FieldValue::CopyOf(RequestField::AccessControlRequestHeaders))),
    };
    let allow_private_network = policy.allows_private_network()
        && head.lines(RequestField::AccessControlRequestPrivateNetwork).any(|line| line.as_ref() == b"true");
    Answer::Accepted(Accepted { fields, allow_methods, allow_headers, allow_private_network })
}

/// Whether the origin is the server's own: browsers send `Origin` with same-origin requests too, unless
/// they are GET or HEAD, and say so in `Sec-Fetch-Site`, which no script can set
/// (<https://w3c.github.io/webappsec-fetch-metadata/#sec-fetch-site-header>). Where they do not, the host
/// tells. Behind a proxy the server does not know its own scheme, so either will do.
fn is_own<H: RequestHead>(origin: RequestOrigin<'_, H::Value>, head: &H) -> bool {
    let mut sites = head.lines(RequestField::SecFetchSite);
    if let (Some(site), None) = (sites.next(), sites.next()) {
        return site.as_ref() == b"same-origin";
    }
    let RequestOrigin::One(origin) = origin else { return false };
    let Some(sent_to) = head.host() else { return false };
    let is_host_of = |scheme: &[u8], default_port: &[u8]| {
        let authority = origin.as_ref().strip_prefix(scheme)?;
        // Browsers leave the default port out of both; other clients may write it.
        let (host, rest) = sent_to.split_at_checked(authority.len())?;
        Some(host.eq_ignore_ascii_case(authority) && (rest.is_empty() || rest == default_port))
    };
    is_host_of(b"https://", b":443").or_else(|| is_host_of(b"http://", b":80")).unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{Answer, Decision, Refusal, decide};
    use crate::policy::Policy;
    use crate::policy::draft::PolicyDraft;
    use crate::protocol::method_table::MethodTable;
    use crate::protocol::request_head::{RequestField, RequestHead};

    static POLICY: Policy = PolicyDraft::new("", "", 0)
        .literals(&["https://a.com"], b"", &[], b"")
        .headers(&["x-a"], "x-a")
        .policy();

    struct Preflight {
        origin: &'static [u8],
        method: &'static [u8],
        headers: &'static [u8],
    }

    impl RequestHead for Preflight {
        type Value = [u8];

        fn method(&self) -> &'static str {
            "OPTIONS"
        }

        fn host(&self) -> Option<Cow<'_, [u8]>> {
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
        let mut table = MethodTable::default();
        table.mount("PUT", Some(&POLICY));
        table.finish();
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
