//! What is done with a request: the rules of the CORS protocol.

use crate::policy::Policy;
use crate::protocol::answer::Answer;
use crate::protocol::completion::Completion;
use crate::protocol::method_table::{MethodPolicy, MethodTable};
use crate::protocol::preflight::check_preflight;
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

/// Decides on a request for a path that has the table.
#[inline]
pub(crate) fn decide<'a, H: RequestHead>(table: &'a MethodTable, head: &'a H) -> Decision<'a, H::Value> {
    let Some(method_policy) = table.method_policy(head.method()) else {
        return Decision::Forward(Completion::Nothing);
    };
    let origin = match RequestKind::of(head) {
        RequestKind::CorsPreflight { origin, method } => {
            return Decision::Answer(match check_preflight(table, head, origin, method) {
                Ok(accepted) => Answer::Accepted(accepted),
                Err(failed) => Answer::Refused { policy: failed.policy() },
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
    if fields.refuses(origin, head) {
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
