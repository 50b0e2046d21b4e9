//! What is done with a request: the rules of the CORS protocol.

use crate::policy::Policy;
use crate::protocol::answer::{Accepted, AllowHeaders, Answer, Decision};
use crate::protocol::completion::Completion;
use crate::protocol::explained::Explained;
use crate::protocol::field::RequestField;
use crate::protocol::method_table::{AllowMethods, MethodPolicy, MethodTable};
use crate::protocol::refusal::{FailedCheck, decide_explained, refuse};
use crate::protocol::request_head::RequestHead;
use crate::protocol::request_kind::{RequestKind, RequestOrigin};
use crate::protocol::requested_headers::{self, Requested};
use crate::protocol::response_fields::ResponseFields;
use crate::protocol::response_head::FieldValue;

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
    match decide_for(policy, table.explained(), origin, head) {
        Decision::Forward(Completion::Merge(fields) | Completion::MergeExplained { fields, .. })
            if !is_mounted && head.method() == "OPTIONS" =>
        {
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
    explained: Explained,
    origin: Option<RequestOrigin<'a, H::Value>>,
    head: &H,
) -> Decision<'a, H::Value> {
    let fields = ResponseFields::new(policy, origin);
    if let (Some(explainer), Some(origin)) = (explained.explainer(), origin) {
        return decide_explained(explainer, fields, origin, head);
    }
    if fields.refuses(origin, head) {
        Decision::Answer(Answer::RefusedRequest { fields, explanation: None })
    } else {
        Decision::Forward(Completion::Merge(fields))
    }
}

/// The answer to a request that the policy refuses, without an explanation; looks at the request only if the policy may
/// refuse it.
#[cfg(feature = "rocket")]
pub(crate) fn refusal<'a, H: RequestHead>(
    policy: &'static Policy,
    head: &'a H,
) -> Option<Answer<'a, H::Value>> {
    if !policy.refuses_other_origins() {
        return None;
    }
    match decide_for(policy, Explained::new(false), RequestOrigin::of(head), head) {
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
        return refuse(table, head, origin, method, FailedCheck::Method);
    };
    let fields = ResponseFields::new(policy, Some(origin));
    if !fields.is_allowed() {
        return refuse(table, head, origin, method, FailedCheck::Origin(policy));
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
        Requested::Refused => {
            let failed = FailedCheck::Headers { fields, allow_methods };
            return refuse(table, head, origin, method, failed);
        }
        Requested::Nothing => AllowHeaders::Nothing,
        Requested::NoName => known.unwrap_or(AllowHeaders::Nothing),
        Requested::Allowed => known.unwrap_or(AllowHeaders::Requested),
    };
    let allow_private_network = policy.allows_private_network()
        && head.lines(RequestField::AccessControlRequestPrivateNetwork).any(|line| line.as_ref() == b"true");
    let max_age = policy.max_age.as_ref();
    Answer::Accepted(Accepted { fields, allow_methods, allow_headers, max_age, allow_private_network })
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{Answer, Decision, Explained, decide};
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

        fn path(&self) -> &'static str {
            "/"
        }

        fn host(&self) -> Option<Cow<'_, [u8]>> {
            None
        }

        fn lines(&self, field: RequestField) -> impl Iterator<Item = &[u8]> {
            std::iter::once(match field {
                RequestField::Origin => self.origin,
                RequestField::AccessControlRequestMethod => self.method,
                RequestField::AccessControlRequestHeaders => self.headers,
                _ => b"",
            })
        }
    }

    #[test]
    fn a_refusal_names_the_first_check_that_failed() {
        let mut table = MethodTable::default();
        table.mount("PUT", Mounted::with(&POLICY));
        table.set_explained(Explained::new(true));
        table.finish();
        for (origin, method, headers, expected) in [
            ("https://a.com", "PUT", "x-a", None),
            ("https://a.com", "PUT", "x-b", Some("the request header `x-b` is not allowed")),
            ("https://a.com", "put", "x-b", Some("the method `put` is not mounted at `/`")),
            ("https://b.com", "PUT", "x-b", Some("the origin `https://b.com` is not allowed")),
        ] {
            let (origin, method, headers) = (origin.as_bytes(), method.as_bytes(), headers.as_bytes());
            let line = match decide(&table, &Preflight { origin, method, headers }) {
                Decision::Answer(Answer::Explained(refusal)) => refusal.texts.line,
                _ => None,
            };
            let reason = line.as_ref().and_then(|line| line.to_str().ok()?.split(';').next());
            assert_eq!(reason, expected);
        }
    }
}
