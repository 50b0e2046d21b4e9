//! The policy of an operation, as an extension of the OpenAPI document.

use serde_json::{Map, Value};

use crate::adapter::axum::Router;
use crate::policy::Policy;

/// The name of the extension.
pub(super) const NAME: &str = "x-cors";

/// What a policy says, without defaults. Where it is written is not for the readers of an API.
fn value_of(policy: &Policy) -> Value {
    let Ok(Value::Object(all)) = serde_json::to_value(policy) else { return Value::Null };
    let is_said = |name: &str, value: &Value| match (name, value) {
        ("handler" | "file" | "line", _) | (_, Value::Null | Value::Bool(false)) => false,
        ("preflight_status", status) => *status != 204,
        (_, Value::Array(entries)) => !entries.is_empty(),
        _ => true,
    };
    Value::Object(all.into_iter().filter(|(name, value)| is_said(name, value)).collect::<Map<_, _>>())
}

/// The value for an operation, if its route has a policy. The path is that of the document; an empty one is the root.
pub(super) fn of_operation<S>(router: &Router<S>, path: &str, method: &str) -> Option<Value>
where
    S: Clone + Send + Sync + 'static,
{
    let path = if path.is_empty() { "/" } else { path };
    let find =
        |method: &str| router.route_policies().find(|known| known.path() == path && known.method() == method);
    find(method).or_else(|| find("*"))?.policy().map(value_of)
}
