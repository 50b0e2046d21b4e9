//! What is done with requests that are refused, or whose response a page cannot read, and why.

use cors_policy::is_cors_safelisted_method;
use http::HeaderValue;

use crate::explain::asked::{Asked, AskedKind, AskedPreflight};
use crate::policy::Policy;
use crate::protocol::answer::{Accepted, AllowHeaders, Answer, Decision, ExplainedRefusal};
use crate::protocol::completion::{Completion, ExplainedResponse};
use crate::protocol::explained::Explainer;
use crate::protocol::field::RequestField;
use crate::protocol::method_table::MethodTable;
use crate::protocol::request_head::RequestHead;
use crate::protocol::request_kind::RequestOrigin;
use crate::protocol::requested_headers;
use crate::protocol::response_fields::ResponseFields;
use crate::protocol::response_head::FieldValue;

/// The check of a preflight that failed, with what was accepted before it.
#[derive(Debug)]
pub(crate) enum FailedCheck<'a, V: ?Sized> {
    /// <https://fetch.spec.whatwg.org/#cors-check>
    Origin(&'static Policy),
    /// <https://fetch.spec.whatwg.org/#cors-preflight-fetch>, step 7.4 ff.
    Method,
    /// The same, step 7.6 ff.
    Headers { fields: ResponseFields<&'a V>, allow_methods: Option<FieldValue<'a, &'a V>> },
}

/// The answer to a preflight for the method that is refused.
#[cold]
pub(crate) fn refuse<'a, H: RequestHead>(
    table: &MethodTable,
    head: &'a H,
    origin: RequestOrigin<'a, H::Value>,
    method: &'a H::Value,
    failed: FailedCheck<'a, H::Value>,
) -> Answer<'a, H::Value> {
    let own_policy = match &failed {
        FailedCheck::Origin(policy) => Some(*policy),
        FailedCheck::Method => None,
        FailedCheck::Headers { fields, .. } => Some(fields.policy),
    };
    let (Some(explainer), Some(policy)) =
        (table.explained().explainer(), own_policy.or_else(|| table.policy_of_others()))
    else {
        return Answer::Refused { policy: own_policy };
    };
    let names = || {
        let lines = head.lines(RequestField::AccessControlRequestHeaders).map(AsRef::as_ref);
        requested_headers::names(lines, policy.request_headers())
    };
    let accepted = match failed {
        FailedCheck::Origin(_) => None,
        FailedCheck::Method => accepted_before_the_method(table, policy, origin, method.as_ref()),
        FailedCheck::Headers { fields, allow_methods } => Some(Accepted {
            fields,
            allow_methods,
            allow_headers: allowed_names(policy, names()),
            max_age: None,
            allow_private_network: false,
        }),
    };
    let kind = AskedKind::Preflight(AskedPreflight {
        headers: names().collect(),
        method_has_policy: own_policy.is_some(),
        mounted: table.mounted().collect(),
        is_explained: accepted.is_some(),
    });
    let asked = Asked { method: method.as_ref(), ..Asked::of(head, policy, kind) };
    let texts = (explainer.refused)(&asked);
    Answer::Explained(Box::new(ExplainedRefusal { accepted, policy, texts }))
}

/// What is accepted of a preflight for a method without a policy; `None` if its origin is not allowed, or if the method is
/// CORS-safelisted: browsers do not look for those in the answer.
fn accepted_before_the_method<'a, V: AsRef<[u8]> + ?Sized>(
    table: &MethodTable,
    policy: &'static Policy,
    origin: RequestOrigin<'a, V>,
    method: &[u8],
) -> Option<Accepted<'a, V>> {
    let fields = ResponseFields::new(policy, Some(origin));
    let is_safelisted = std::str::from_utf8(method).is_ok_and(is_cors_safelisted_method);
    (fields.is_allowed() && !is_safelisted).then(|| Accepted {
        fields,
        allow_methods: table.methods_under(policy).map(FieldValue::Owned),
        allow_headers: AllowHeaders::Nothing,
        max_age: None,
        allow_private_network: false,
    })
}

/// How many names are echoed in a refusal.
const ECHOED: usize = 32;

/// How long an echoed name can be, in bytes.
const ECHOED_LEN: usize = 100;

/// The names that are allowed, if one is not. Never `*`, by which browsers mean `Authorization` too.
fn allowed_names<'a, 'n>(
    policy: &'static Policy,
    names: impl Iterator<Item = (&'n [u8], bool)>,
) -> AllowHeaders<'a> {
    if policy.lists_request_headers() {
        return policy.allow_headers.as_ref().map_or(AllowHeaders::Nothing, AllowHeaders::Known);
    }
    let allowed =
        names.filter(|(name, is_allowed)| *is_allowed && name.len() <= ECHOED_LEN).map(|(name, _)| name);
    let allowed: Vec<_> = allowed.take(ECHOED).collect();
    match HeaderValue::from_bytes(&allowed.join(&b","[..])) {
        Ok(names) if !names.is_empty() => AllowHeaders::Some(names),
        _ => AllowHeaders::Nothing,
    }
}

/// Decides on a request that is no preflight, and explains its response.
#[cold]
pub(crate) fn decide_explained<'a, H: RequestHead>(
    explainer: &'static Explainer,
    fields: ResponseFields<&'a H::Value>,
    origin: RequestOrigin<'a, H::Value>,
    head: &H,
) -> Decision<'a, H::Value> {
    let is_refused = fields.refuses(Some(origin), head);
    let explain = || {
        let has_credentials = head.lines(RequestField::Cookie).next().is_some();
        (explainer.refused)(&Asked::of(head, fields.policy, AskedKind::Cors { has_credentials })).line
    };
    let explanation = (is_refused || is_read_by_a_page(origin, head)).then(explain).flatten();
    if is_refused {
        return Decision::Answer(Answer::RefusedRequest { fields, explanation });
    }
    let note = Box::new(ExplainedResponse { explanation, explainer });
    Decision::Forward(Completion::MergeExplained { fields, explained: note })
}

/// Whether the response can be meant for a page of another origin: not for a navigation or a WebSocket
/// (<https://w3c.github.io/webappsec-fetch-metadata/#sec-fetch-mode-header>).
fn is_read_by_a_page<H: RequestHead>(origin: RequestOrigin<'_, H::Value>, head: &H) -> bool {
    head.lines(RequestField::SecFetchMode).all(|mode| mode.as_ref() == b"cors") && !origin.is_own(head)
}

impl<'a> Asked<'a> {
    /// What a request asks, by the policy that applies to it.
    fn of<H: RequestHead>(head: &'a H, policy: &'static Policy, kind: AskedKind<'a>) -> Self {
        let origins = head.lines(RequestField::Origin).map(AsRef::as_ref).collect();
        Self { method: head.method().as_bytes(), path: head.path(), origins, policy, kind }
    }
}
