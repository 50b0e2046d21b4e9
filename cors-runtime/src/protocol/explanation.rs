//! Answers that say why a request is refused.

use cors_policy::is_cors_safelisted_method;
use http::HeaderValue;

use crate::explain::Explanation;
use crate::explain::asked::{Asked, AskedKind, AskedPreflight};
use crate::policy::Policy;
use crate::protocol::answer::{Accepted, AllowHeaders, ExplainedRefusal};
use crate::protocol::completion::ExplainedResponse;
use crate::protocol::field::RequestField;
use crate::protocol::method_table::MethodTable;
use crate::protocol::preflight::FailedCheck;
use crate::protocol::request_head::RequestHead;
use crate::protocol::request_kind::RequestOrigin;
use crate::protocol::requested_headers;
use crate::protocol::response_fields::ResponseFields;
use crate::protocol::response_head::FieldValue;

/// The answer to a preflight for the method that is refused.
#[cold]
pub(crate) fn explain_refusal<'a, H: RequestHead>(
    table: &MethodTable,
    head: &'a H,
    origin: RequestOrigin<'a, H::Value>,
    method: &'a H::Value,
    failed: FailedCheck<'a, H::Value>,
) -> Option<ExplainedRefusal<'a, H::Value>> {
    let own_policy = failed.policy();
    let policy = own_policy.or_else(|| table.policy_of_others())?;
    let names = || {
        let lines = head.lines(RequestField::AccessControlRequestHeaders).map(AsRef::as_ref);
        requested_headers::names(lines, policy.request_headers())
    };
    let accept = |fields, allow_methods| Accepted {
        fields,
        allow_methods,
        allow_headers: AllowHeaders::Nothing,
        allow_private_network: false,
    };
    let mut allow_headers = None;
    let accepted = match failed {
        FailedCheck::Origin(_) => None,
        FailedCheck::Method => {
            let fields = ResponseFields::new(policy, Some(origin));
            // Browsers do not look for a CORS-safelisted method in the answer.
            let is_safelisted = std::str::from_utf8(method.as_ref()).is_ok_and(is_cors_safelisted_method);
            let is_accepted = fields.is_allowed() && !is_safelisted;
            is_accepted.then(|| accept(fields, table.methods_under(policy).map(FieldValue::Owned)))
        }
        FailedCheck::Headers { fields, allow_methods } => {
            allow_headers = allowed_names(policy, names());
            Some(accept(fields, allow_methods))
        }
    };
    let kind = AskedKind::Preflight(AskedPreflight {
        headers: names().collect(),
        method_has_policy: own_policy.is_some(),
        mounted: table.mounted().collect(),
        is_explained: accepted.is_some(),
    });
    let explanation = Explanation::of(&Asked { method: method.as_ref(), ..asked(head, policy, kind) });
    Some(ExplainedRefusal { accepted, allow_headers, explanation })
}

/// How many names are echoed in a refusal.
const ECHOED: usize = 32;

/// How long an echoed name can be, in bytes.
const ECHOED_LEN: usize = 100;

/// The names that are allowed, if one is not. Never `*`, by which browsers mean `Authorization` too.
fn allowed_names<'n>(
    policy: &'static Policy,
    names: impl Iterator<Item = (&'n [u8], bool)>,
) -> Option<HeaderValue> {
    if policy.lists_request_headers() {
        return policy.allow_headers.clone();
    }
    let allowed = names.filter(|(name, is_allowed)| *is_allowed && name.len() <= ECHOED_LEN);
    let allowed: Vec<_> = allowed.take(ECHOED).map(|(name, _)| name).collect();
    HeaderValue::from_bytes(&allowed.join(&b","[..])).ok().filter(|names| !names.is_empty())
}

/// Explains the response to a CORS request from the origin, or why the policy refuses it if it does.
#[cold]
pub(crate) fn explain_request<'a, H: RequestHead>(
    fields: ResponseFields<&'a H::Value>,
    is_refused: bool,
    origin: RequestOrigin<'a, H::Value>,
    head: &H,
) -> ExplainedResponse<&'a H::Value> {
    let explain = || {
        let has_credentials = head.lines(RequestField::Cookie).next().is_some();
        Explanation::of(&asked(head, fields.policy, AskedKind::Cors { has_credentials })).header_line()
    };
    let line = if is_refused || is_read_by_a_page(origin, head) { explain() } else { None };
    ExplainedResponse { fields, line }
}

/// Whether the response can be meant for a page of another origin: not for a navigation or a WebSocket
/// (<https://w3c.github.io/webappsec-fetch-metadata/#sec-fetch-mode-header>).
fn is_read_by_a_page<H: RequestHead>(origin: RequestOrigin<'_, H::Value>, head: &H) -> bool {
    head.lines(RequestField::SecFetchMode).all(|mode| mode.as_ref() == b"cors") && !origin.is_own(head)
}

/// What a request asks, by the policy that applies to it.
fn asked<'a, H: RequestHead>(head: &'a H, policy: &'static Policy, kind: AskedKind<'a>) -> Asked<'a> {
    let origins = head.lines(RequestField::Origin).map(AsRef::as_ref).collect();
    Asked { method: head.method().as_bytes(), path: head.path(), origins, policy, kind }
}
