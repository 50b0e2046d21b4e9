//! Answers that say why a request is refused.
//!
//! Adapters call this through a pointer that is set only if answers are explained.

use cors_policy::is_cors_safelisted_method;
use http::{HeaderValue, StatusCode};

use crate::explain::Explanation;
use crate::explain::asked::{Asked, AskedKind, AskedPreflight};
use crate::explain::shown::one_line;
use crate::policy::Policy;
use crate::protocol::answer::{Accepted, AllowHeaders, vary_of};
use crate::protocol::field::{RequestField, ResponseField};
use crate::protocol::method_table::{MethodPolicy, MethodTable};
use crate::protocol::preflight::{FailedCheck, check_preflight};
use crate::protocol::request_head::RequestHead;
use crate::protocol::request_kind::{RequestKind, RequestOrigin};
use crate::protocol::requested_headers;
use crate::protocol::response_fields::ResponseFields;
use crate::protocol::response_head::{FieldValue, ResponseHead, ResponseHeaders};

/// The answer to a preflight that is refused.
pub(crate) struct ExplainedRefusal<'a, V: ?Sized> {
    explanation: Explanation,
    /// What was accepted up to the check that failed, so that the browser finds that check; `None` if it would take this
    /// for a permission.
    accepted: Option<Accepted<'a, V>>,
    allow_headers: Option<HeaderValue>,
}

/// The answer to a preflight that is refused; `None` for all other requests, and if no policy applies.
pub(crate) fn explain_refusal<'a, H: RequestHead>(
    table: &'a MethodTable,
    head: &'a H,
) -> Option<ExplainedRefusal<'a, H::Value>> {
    // Without a policy, the application answers.
    table.method_policy(head.method())?;
    let RequestKind::CorsPreflight { origin, method } = RequestKind::of(head) else { return None };
    let failed = check_preflight(table, head, origin, method).err()?;
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
    Some(ExplainedRefusal { explanation, accepted, allow_headers })
}

impl<'a, V: AsRef<[u8]> + ?Sized> ExplainedRefusal<'a, V> {
    /// Writes the answer to the request into a response that is empty, and returns its text.
    pub(crate) fn write<R>(self, request: &'a impl RequestHead<Value = V>, response: &mut R) -> String
    where
        R: ResponseHead<'a, Headers: ResponseHeaders<'a, Copied: From<&'a V>>>,
    {
        // Not 204, which has no body.
        response.set_status(if self.accepted.is_some() { StatusCode::OK } else { StatusCode::FORBIDDEN });
        let headers = response.headers();
        if let Some(accepted) = self.accepted {
            accepted.write(request, headers);
            // Nothing of this is kept: the browser blocks the request.
            headers.remove(ResponseField::AccessControlMaxAge);
        }
        if let Some(names) = self.allow_headers {
            headers.insert(ResponseField::AccessControlAllowHeaders, FieldValue::Owned(names));
        }
        let vary = vary_of(Some(self.explanation.policy()));
        headers.insert(ResponseField::Vary, FieldValue::Borrowed(vary));
        if let Some(line) = line_of(&self.explanation) {
            headers.insert(ResponseField::CorsExplanation, FieldValue::Owned(line));
        }
        self.explanation.to_string()
    }
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

/// The policy that a CORS request goes by which is no preflight; `None` for all other requests.
pub(crate) fn policy_of_request(table: &MethodTable, head: &impl RequestHead) -> Option<&'static Policy> {
    let method_policy = table.method_policy(head.method())?;
    match (RequestKind::of(head), method_policy) {
        (RequestKind::Cors { .. }, MethodPolicy::Mounted(policy)) => policy,
        (RequestKind::Cors { .. }, MethodPolicy::NotMounted(policy)) => Some(policy),
        _ => None,
    }
}

/// Why a page cannot read the response to a CORS request, or why the policy refuses it; `None` if neither is so.
pub(crate) fn explain_request<H: RequestHead>(policy: &'static Policy, head: &H) -> Option<HeaderValue> {
    let origin = RequestOrigin::of(head)?;
    let is_refused = ResponseFields::new(policy, Some(origin)).refuses(Some(origin), head);
    if !is_refused && !is_read_by_a_page(origin, head) {
        return None;
    }
    let has_credentials = head.lines(RequestField::Cookie).next().is_some();
    line_of(&Explanation::of(&asked(head, policy, AskedKind::Cors { has_credentials })))
}

/// Whether the response can be meant for a page of another origin: not for a navigation or a WebSocket
/// (<https://w3c.github.io/webappsec-fetch-metadata/#sec-fetch-mode-header>).
fn is_read_by_a_page<H: RequestHead>(origin: RequestOrigin<'_, H::Value>, head: &H) -> bool {
    head.lines(RequestField::SecFetchMode).all(|mode| mode.as_ref() == b"cors") && !origin.is_own(head)
}

/// What the application's response says about itself: what was explained about its request, or else that the policy is going
/// to replace headers of the application.
pub(crate) fn line_of_response<'v>(
    policy: &'static Policy,
    explained: Option<HeaderValue>,
    headers: &impl ResponseHeaders<'v>,
) -> Option<HeaderValue> {
    let fields = ResponseFields::<&[u8]>::new(policy, None);
    let mut has_own = false;
    headers.each_line(|field, _| has_own |= fields.owns(field));
    explained.or_else(|| has_own.then(|| replaced(policy)).flatten())
}

/// That the policy has replaced headers of the application.
fn replaced(policy: &Policy) -> Option<HeaderValue> {
    let line = format!(
        "the application sets CORS headers itself, which the policy has replaced; policy: {}",
        policy.place()
    );
    HeaderValue::try_from(one_line(&line)).ok()
}

/// Why the request fails; `None` if every check passed.
fn line_of(explanation: &Explanation) -> Option<HeaderValue> {
    explanation.failed()?;
    HeaderValue::try_from(explanation.line()).ok()
}

/// What a request asks, by the policy that applies to it.
fn asked<'a, H: RequestHead>(head: &'a H, policy: &'static Policy, kind: AskedKind<'a>) -> Asked<'a> {
    let origins = head.lines(RequestField::Origin).map(AsRef::as_ref).collect();
    Asked { method: head.method().as_bytes(), path: head.path(), origins, policy, kind }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::explain_refusal;
    use crate::explain::{Check, Outcome};
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
            ("https://a.com", "PUT", "x-b", Some(Check::Headers)),
            ("https://a.com", "put", "x-b", Some(Check::Method)),
            ("https://b.com", "PUT", "x-b", Some(Check::Origin)),
        ] {
            let (origin, method, headers) = (origin.as_bytes(), method.as_bytes(), headers.as_bytes());
            let preflight = Preflight { origin, method, headers };
            let refusal = explain_refusal(&table, &preflight);
            let failed =
                refusal.as_ref().and_then(|refusal| refusal.explanation.failed()).map(Outcome::check);
            assert_eq!(failed, expected);
        }
    }
}
