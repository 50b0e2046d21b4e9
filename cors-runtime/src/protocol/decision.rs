//! What is done with a request: the rules of the CORS protocol.

use crate::explain::Check;
use crate::policy::Policy;
use crate::protocol::answer::Answer;
use crate::protocol::completion::Completion;
use crate::protocol::counters::{self, Verdict};
use crate::protocol::events;
use crate::protocol::explained::{Explained, ExplainedAnswers};
use crate::protocol::explanation::{
    RefusedPreflight, explain_refusal, explain_request, is_read_by_a_page, request_explanation,
};
use crate::protocol::method_table::{MethodPolicy, MethodTable};
use crate::protocol::preflight::{FailedCheck, check_preflight};
use crate::protocol::request_head::RequestHead;
use crate::protocol::request_kind::{RequestKind, RequestOrigin};
use crate::protocol::response_fields::ResponseFields;

/// What an adapter does with a request. `V` is the value of a header line of the request.
#[derive(Debug)]
pub(crate) enum Decision<'a, V: ?Sized> {
    /// Hand it to the application, and complete its response.
    Forward(Completion<&'a V>),
    /// Answer it; the application does not see it.
    Answer(Answer<'a, V>),
}

/// Whether decisions are counted or told.
const IS_WATCHED: bool = cfg!(any(feature = "metrics", feature = "tracing"));

/// Decides on a request for a path that has the table.
#[inline]
pub(crate) fn decide<'a, H: RequestHead>(
    table: &'a MethodTable,
    explained: ExplainedAnswers,
    head: &'a H,
) -> Decision<'a, H::Value> {
    let Some(method_policy) = table.method_policy(head.method()) else {
        return Decision::Forward(Completion::Nothing);
    };
    let origin = match RequestKind::of(head) {
        RequestKind::CorsPreflight { origin, method } => {
            return Decision::Answer(match check_preflight(table, head, origin, method) {
                Ok(accepted) => {
                    counters::preflight(accepted.fields.policy, None);
                    Answer::Accepted(accepted)
                }
                Err(failed) => refuse_preflight(table, explained, head, (origin, method), failed),
            });
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
    match decide_for(policy, explained, origin, head) {
        Decision::Forward(Completion::Merge(fields)) if !is_mounted && head.method() == "OPTIONS" => {
            Decision::Answer(Answer::Options { allow: table.allow(), fields })
        }
        Decision::Forward(Completion::MergeExplained(explained))
            if !is_mounted && head.method() == "OPTIONS" =>
        {
            Decision::Answer(Answer::Options { allow: table.allow(), fields: explained.into_inner().fields })
        }
        decision => decision,
    }
}

/// Refuses a preflight from the origin and for the method.
fn refuse_preflight<'a, H: RequestHead>(
    table: &'a MethodTable,
    explained: ExplainedAnswers,
    head: &'a H,
    (origin, method): (RequestOrigin<'a, H::Value>, &'a H::Value),
    failed: FailedCheck<'a, H::Value>,
) -> Answer<'a, H::Value> {
    let own_policy = failed.policy();
    let Some(policy) = own_policy.or_else(|| table.policy_of_others()) else {
        return Answer::Refused { policy: None };
    };
    let refused = RefusedPreflight { table, head, method, policy, method_has_policy: own_policy.is_some() };
    if IS_WATCHED {
        let check = match failed {
            FailedCheck::Origin(_) => Check::Origin,
            // The policy of the path may not allow the origin either, which is checked before.
            FailedCheck::Method if !ResponseFields::new(policy, Some(origin)).is_allowed() => Check::Origin,
            FailedCheck::Method => Check::Method,
            FailedCheck::Headers { .. } => Check::Headers,
        };
        counters::preflight(policy, Some(check));
        events::refused(policy, check, || refused.explanation(false));
    }
    match explained.are_on() {
        Some(supported) => {
            Answer::ExplainedRefusal(Explained::new(supported, explain_refusal(&refused, origin, failed)))
        }
        None => Answer::Refused { policy: own_policy },
    }
}

/// Decides on a request that is no preflight and goes by the policy.
#[expect(clippy::inline_always, reason = "`inline` is not enough: it saves most requests 30 instructions")]
#[inline(always)]
pub(crate) fn decide_for<'a, H: RequestHead>(
    policy: &'static Policy,
    explained: ExplainedAnswers,
    origin: Option<RequestOrigin<'a, H::Value>>,
    head: &H,
) -> Decision<'a, H::Value> {
    let fields = ResponseFields::new(policy, origin);
    let is_refused = fields.refuses(origin, head);
    if let Some(origin) = origin.filter(|_| IS_WATCHED) {
        watch(fields, is_refused, origin, head);
    }
    if let (Some(supported), Some(origin)) = (explained.are_on(), origin) {
        let explained = Explained::new(supported, explain_request(fields, is_refused, origin, head));
        return if is_refused {
            Decision::Answer(Answer::ExplainedRequest(explained))
        } else {
            Decision::Forward(Completion::MergeExplained(explained))
        };
    }
    if is_refused {
        Decision::Answer(Answer::RefusedRequest(fields))
    } else {
        Decision::Forward(Completion::Merge(fields))
    }
}

/// Counts a CORS request that is no preflight, and tells why a page cannot read its response.
fn watch<'a, H: RequestHead>(
    fields: ResponseFields<&'a H::Value>,
    is_refused: bool,
    origin: RequestOrigin<'a, H::Value>,
    head: &H,
) {
    let policy = fields.policy;
    let verdict = match (fields.is_allowed(), is_refused) {
        (true, _) => Verdict::Allowed,
        (false, true) => Verdict::Refused,
        (false, false) => Verdict::NotAllowed,
    };
    counters::request(policy, verdict);
    if is_refused || (!fields.is_allowed() && is_read_by_a_page(origin, head)) {
        events::refused(policy, Check::Origin, || request_explanation(policy, head));
    }
}

/// The answer to a request that the policy refuses, without an explanation; looks at the request only if the policy may
/// refuse it. Nothing is told about it here: the response is completed by the policy, too.
#[cfg(feature = "rocket")]
pub(crate) fn refusal<'a, H: RequestHead>(
    policy: &'static Policy,
    head: &'a H,
) -> Option<Answer<'a, H::Value>> {
    if !policy.refuses_other_origins() {
        return None;
    }
    let origin = RequestOrigin::of(head);
    let fields = ResponseFields::new(policy, origin);
    fields.refuses(origin, head).then_some(Answer::RefusedRequest(fields))
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{Answer, Decision, ExplainedAnswers, decide};
    use crate::explain::{CheckOutcome, Explanation};
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
        table.finish();
        for (origin, method, headers, expected) in [
            ("https://a.com", "PUT", "x-a", None),
            ("https://a.com", "PUT", "x-b", Some("the request header `x-b` is not allowed")),
            ("https://a.com", "put", "x-b", Some("the method `put` is not mounted at `/`")),
            ("https://b.com", "PUT", "x-b", Some("the origin `https://b.com` is not allowed")),
        ] {
            let (origin, method, headers) = (origin.as_bytes(), method.as_bytes(), headers.as_bytes());
            let preflight = Preflight { origin, method, headers };
            let explanation = match decide(&table, ExplainedAnswers::new(true), &preflight) {
                Decision::Answer(Answer::ExplainedRefusal(refusal)) => Some(refusal.into_inner().explanation),
                _ => None,
            };
            let failed = explanation.as_ref().and_then(Explanation::failed);
            assert_eq!(failed.and_then(CheckOutcome::reason), expected);
        }
    }
}
