//! Explanations without the place of the policy, which differs from server to server.

use super::Exchange;
use crate::message::{Request, Response};

/// Replaces the handler and the place of a policy by `POLICY`, in headers and bodies.
#[derive(Debug, Clone)]
pub struct WithoutPlaces<E>(pub E);

impl<E: Exchange> Exchange for WithoutPlaces<E> {
    async fn send(&self, request: &Request) -> Result<Response, String> {
        let mut response = self.0.send(request).await?;
        for line in &mut response.lines {
            line.value = without_places(&line.value);
        }
        response.body = without_places(&response.body);
        Ok(response)
    }
}

/// A place is `` `handler` (file:line)``, or `the policy at file:line`.
fn without_places(text: &[u8]) -> Vec<u8> {
    let Ok(text) = str::from_utf8(text) else { return text.to_vec() };
    let mut result = String::new();
    let mut rest = text;
    while let Some(found) = rest.find(".rs:") {
        let (before, after) = (&rest[..found], &rest[found + 4..]);
        let after = after.trim_start_matches(|c: char| c.is_ascii_digit());
        let (place, after) = match before.rfind(" (") {
            Some(parenthesis) if !before[parenthesis + 2..].contains(' ') => {
                let name = before[..parenthesis].trim_end_matches('`').rfind('`').unwrap_or(parenthesis);
                (name, after.strip_prefix(')').unwrap_or(after))
            }
            _ => (before.rfind("the policy at ").unwrap_or(found), after),
        };
        result.push_str(&before[..place]);
        result.push_str("POLICY");
        rest = after;
    }
    result.push_str(rest);
    result.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::without_places;

    #[test]
    fn the_place_of_a_policy_is_replaced() {
        for (text, expected) in [
            ("policy: `read` (src/a.rs:12); write `x`", "policy: POLICY; write `x`"),
            ("policy: the policy at a.rs:1", "policy: POLICY"),
            ("The policy of /a is `b` (c.rs:3):\n", "The policy of /a is POLICY:\n"),
            ("nothing", "nothing"),
        ] {
            assert_eq!(String::from_utf8_lossy(&without_places(text.as_bytes())), expected);
        }
    }
}
