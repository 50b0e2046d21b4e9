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

/// A preflight that is refused.
pub(crate) struct RefusedPreflight<'a, H: RequestHead> {
    pub(crate) table: &'a MethodTable,
    pub(crate) head: &'a H,
    /// The method that it asks for.
    pub(crate) method: &'a H::Value,
    /// The policy that refuses it; if the method has none, that of the path.
    pub(crate) policy: &'static Policy,
    pub(crate) method_has_policy: bool,
}

impl<'a, H: RequestHead> RefusedPreflight<'a, H> {
    /// The names in `Access-Control-Request-Headers`, and whether each is allowed.
    fn names(&self) -> impl Iterator<Item = (&'a [u8], bool)> {
        let lines = self.head.lines(RequestField::AccessControlRequestHeaders).map(AsRef::as_ref);
        requested_headers::names(lines, self.policy.request_headers())
    }

    /// Why it is refused. `is_explained` if the answer lets the browser name the check.
    pub(crate) fn explanation(&self, is_explained: bool) -> Explanation {
        let kind = AskedKind::Preflight(AskedPreflight {
            headers: self.names().collect(),
            method_has_policy: self.method_has_policy,
            mounted: self.table.mounted().collect(),
            is_explained,
        });
        Explanation::of(&Asked { method: self.method.as_ref(), ..asked(self.head, self.policy, kind) })
    }
}

/// The answer to a preflight that is refused.
#[cold]
pub(crate) fn explain_refusal<'a, H: RequestHead>(
    refused: &RefusedPreflight<'a, H>,
    origin: RequestOrigin<'a, H::Value>,
    failed: FailedCheck<'a, H::Value>,
) -> ExplainedRefusal<'a, H::Value> {
    let &RefusedPreflight { table, method, policy, .. } = refused;
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
            allow_headers = allowed_names(policy, refused.names());
            Some(accept(fields, allow_methods))
        }
    };
    let explanation = refused.explanation(accepted.is_some());
    ExplainedRefusal { accepted, allow_headers, explanation }
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
    let explain = || request_explanation(fields.policy, head).header_line();
    let line = if is_refused || is_read_by_a_page(origin, head) { explain() } else { None };
    ExplainedResponse { fields, line }
}

/// The checks of a CORS request that is no preflight.
pub(crate) fn request_explanation(policy: &'static Policy, head: &impl RequestHead) -> Explanation {
    let has_credentials = head.lines(RequestField::Cookie).next().is_some();
    Explanation::of(&asked(head, policy, AskedKind::Cors { has_credentials }))
}

/// Whether the response can be meant for a page of another origin: not for a navigation or a WebSocket
/// (<https://w3c.github.io/webappsec-fetch-metadata/#sec-fetch-mode-header>).
pub(crate) fn is_read_by_a_page<H: RequestHead>(origin: RequestOrigin<'_, H::Value>, head: &H) -> bool {
    head.lines(RequestField::SecFetchMode).all(|mode| mode.as_ref() == b"cors") && !origin.is_own(head)
}

/// What a request asks, by the policy that applies to it.
fn asked<'a, H: RequestHead>(head: &'a H, policy: &'static Policy, kind: AskedKind<'a>) -> Asked<'a> {
    let origins = head.lines(RequestField::Origin).map(AsRef::as_ref).collect();
    Asked { method: head.method().as_bytes(), path: head.path(), origins, policy, kind }
}
