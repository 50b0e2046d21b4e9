//! What is done with a request: the rules of the CORS protocol.

use crate::policy::Policy;
use crate::protocol::answer::{Accepted, AllowHeaders, Answer, Refusal};
use crate::protocol::completion::Completion;
use crate::protocol::field::RequestField;
use crate::protocol::method_table::{AllowMethods, MethodPolicy, MethodTable};
use crate::protocol::request_head::RequestHead;
use crate::protocol::request_kind::{RequestKind, RequestOrigin};
use crate::protocol::requested_headers::{self, Requested};
use crate::protocol::response_fields::ResponseFields;
use crate::protocol::response_head::FieldValue;

/// What an adapter does with a request. `V` is the value of a header line of the request.
#[derive(Debug)]
pub(crate) enum Decision<'a, V: ?Sized> {
    /// Hand it to the application, and complete its response.
    Forward(Completion<&'a V>),
    /// Answer it; the application does not see it.
    Answer(Answer<'a, V>),
}

/// Decides on a request for a path that has the table.
#[inline]
pub(crate) fn decide<'a, H: RequestHead>(table: &'a MethodTable, head: &'a H) -> Decision<'a, H::Value> {
    let Some(method_policy) = table.method_policy(head.method()) else {
        return Decision::Forward(Completion::Nothing);
    };
    let origin = match RequestKind::of(head) {
        RequestKind::CorsPreflight { origin, method } => {
            return Decision::Answer(answer_preflight(table, head, origin, method));
        }
        RequestKind::Cors { origin } => Some(origin),
        RequestKind::NotCors => None,
    };
    let (policy, is_mounted) = match method_policy {
        MethodPolicy::Mounted(None) => return Decision::Forward(Completion::Nothing),
        MethodPolicy::Mounted(Some(policy)) => (policy, true),
        MethodPolicy::NotMounted(policy) => (policy, false),
        MethodPolicy::Unlisted(policy) => {
            let fields = ResponseFields::new(policy, origin);
            let is_options = head.method() == "OPTIONS";
            return Decision::Forward(Completion::MergeIfNotAllowed { fields, is_options });
        }
    };
    match decide_for(policy, origin, head) {
        Decision::Forward(Completion::Merge(fields)) if !is_mounted && head.method() == "OPTIONS" => {
            Decision::Answer(Answer::Options { allow: table.allow(), fields })
        }
        decision => decision,
    }
}

/// Decides on a request that is no preflight and goes by the policy.
#[expect(clippy::inline_always, reason = "`inline` is not enough: it saves most requests 30 instructions")]
#[inline(always)]
pub(crate) fn decide_for<'a, H: RequestHead>(
    policy: &'static Policy,
    origin: Option<RequestOrigin<'a, H::Value>>,
    head: &H,
) -> Decision<'a, H::Value> {
    let fields = ResponseFields::new(policy, origin);
    let is_refused = policy.refuses_other_origins()
        && !fields.is_allowed()
        && origin.is_some_and(|origin| !is_own(origin, head));
    if is_refused {
        Decision::Answer(Answer::RefusedRequest(fields))
    } else {
        Decision::Forward(Completion::Merge(fields))
    }
}

/// The answer to a request that the policy refuses; looks at the request only if the policy may refuse it.
#[cfg(feature = "rocket")]
pub(crate) fn refusal<'a, H: RequestHead>(
    policy: &'static Policy,
    head: &'a H,
) -> Option<Answer<'a, H::Value>> {
    if !policy.refuses_other_origins() {
        return None;
    }
    match decide_for(policy, RequestOrigin::of(head), head) {
        Decision::Answer(answer) => Some(answer),
        Decision::Forward(_) => None,
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
        return Answer::Refused { refusal: Refusal::Method, policy: None };
    };
    let refused = |refusal| Answer::Refused { refusal, policy: Some(policy) };
    let fields = ResponseFields::new(policy, Some(origin));
    if !fields.is_allowed() {
        return refused(Refusal::Origin);
    }
    let allow_methods = match allow_methods {
        AllowMethods::Safelisted => None,
        AllowMethods::Known(names) => Some(FieldValue::Borrowed(names)),
        AllowMethods::Requested => Some(FieldValue::Copied(method)),
    };
    let requested = requested_headers::read(
        head.lines(RequestField::AccessControlRequestHeaders).map(AsRef::as_ref),
        policy.request_headers(),
    );
    let known = policy.allow_headers.as_ref().map(AllowHeaders::Known);
    let allow_headers = match requested {
        Requested::Refused => return refused(Refusal::Headers),
        Requested::Nothing => AllowHeaders::Nothing,
        Requested::NoName => known.unwrap_or(AllowHeaders::Nothing),
        Requested::Allowed => known.unwrap_or(AllowHeaders::Requested),
    };
    let allow_private_network = policy.allows_private_network()
        && head.lines(RequestField::AccessControlRequestPrivateNetwork).any(|line| line.as_ref() == b"true");
    Answer::Accepted(Accepted { fields, allow_methods, allow_headers, allow_private_network })
}

/// Whether the origin is the server's own. Browsers send `Origin` with same-origin requests too, except GET and HEAD.
///
/// `Sec-Fetch-Site` tells, which no script can set
/// (<https://w3c.github.io/webappsec-fetch-metadata/#sec-fetch-site-header>). Without it, the host is compared, with
/// either scheme: behind a proxy the server does not know its own.
fn is_own<H: RequestHead>(origin: RequestOrigin<'_, H::Value>, head: &H) -> bool {
    let mut sites = head.lines(RequestField::SecFetchSite);
    if let (Some(site), None) = (sites.next(), sites.next()) {
        return site.as_ref() == b"same-origin";
    }
    let RequestOrigin::One(origin) = origin else { return false };
    let Some(sent_to) = head.host() else { return false };
    let is_host_of = |scheme: &[u8], default_port: &[u8]| {
        let authority = origin.as_ref().strip_prefix(scheme)?;
        // Browsers omit the default port in both; other clients may send it.
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
    use crate::protocol::field::RequestField;
    use crate::protocol::method_table::{MethodTable, Mounted};
    use crate::protocol::request_head::RequestHead;

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
        table.mount("PUT", Mounted::with(&POLICY));
        table.finish();
        for (origin, method, headers, expected) in [
            ("https://a.com", "PUT", "x-a", None),
            ("https://a.com", "PUT", "x-b", Some(Refusal::Headers)),
            ("https://a.com", "put", "x-b", Some(Refusal::Method)),
            ("https://b.com", "PUT", "x-b", Some(Refusal::Origin)),
        ] {
            let (origin, method, headers) = (origin.as_bytes(), method.as_bytes(), headers.as_bytes());
            let refusal = match decide(&table, &Preflight { origin, method, headers }) {
                Decision::Answer(Answer::Refused { refusal, .. }) => Some(refusal),
                _ => None,
            };
            assert_eq!(refusal, expected);
        }
    }
}
