//! The checks of a preflight.

use crate::policy::Policy;
use crate::protocol::answer::{Accepted, AllowHeaders};
use crate::protocol::field::RequestField;
use crate::protocol::method_table::{AllowMethods, MethodTable};
use crate::protocol::request_head::RequestHead;
use crate::protocol::request_kind::RequestOrigin;
use crate::protocol::requested_headers::{self, Requested};
use crate::protocol::response_fields::ResponseFields;
use crate::protocol::response_head::FieldValue;

/// The first check that failed, with what was accepted before.
#[derive(Debug)]
pub(crate) enum FailedCheck<'a, V: ?Sized> {
    /// <https://fetch.spec.whatwg.org/#cors-check>
    Origin(&'static Policy),
    /// <https://fetch.spec.whatwg.org/#cors-preflight-fetch>, step 7.4 ff. The method has no policy, or is not allowed by it.
    Method,
    /// The same, step 7.6 ff.
    Headers { fields: ResponseFields<&'a V>, allow_methods: Option<FieldValue<'a, &'a V>> },
}

impl<V: ?Sized> FailedCheck<'_, V> {
    /// The policy that refuses the preflight, if the method has one.
    pub(crate) fn policy(&self) -> Option<&'static Policy> {
        match self {
            Self::Origin(policy) => Some(policy),
            Self::Method => None,
            Self::Headers { fields, .. } => Some(fields.policy),
        }
    }
}

/// The checks of <https://fetch.spec.whatwg.org/#cors-preflight-fetch>, in its order.
pub(crate) fn check_preflight<'a, H: RequestHead>(
    table: &'a MethodTable,
    head: &'a H,
    origin: RequestOrigin<'a, H::Value>,
    method: &'a H::Value,
) -> Result<Accepted<'a, H::Value>, FailedCheck<'a, H::Value>> {
    let Some((policy, allow_methods)) = table.preflight_policy(method.as_ref()) else {
        return Err(FailedCheck::Method);
    };
    let fields = ResponseFields::new(policy, Some(origin));
    if !fields.is_allowed() {
        return Err(FailedCheck::Origin(policy));
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
        Requested::Refused => return Err(FailedCheck::Headers { fields, allow_methods }),
        Requested::Nothing => AllowHeaders::Nothing,
        Requested::NoName => known.unwrap_or(AllowHeaders::Nothing),
        Requested::Allowed => known.unwrap_or(AllowHeaders::Requested),
    };
    let allow_private_network = policy.allows_private_network()
        && head.lines(RequestField::AccessControlRequestPrivateNetwork).any(|line| line.as_ref() == b"true");
    Ok(Accepted { fields, allow_methods, allow_headers, allow_private_network })
}
