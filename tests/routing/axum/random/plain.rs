//! Random routers of axum alone.

use std::collections::BTreeMap;

use axum::middleware::from_fn;

use super::attempt::attempt;
use super::numbers::Numbers;
use super::part::{Names, deny, handler, random_filter, random_prefix, random_route, service};

/// The parts of a router that have no attribute: their policies, and whether they have opted out of a default.
pub(super) type Parts = BTreeMap<String, (Option<usize>, bool)>;

/// A router of axum alone, and its parts.
pub(super) fn random_plain(
    numbers: &mut Numbers,
    names: &mut Names,
    depth: usize,
) -> (axum::Router<u8>, Parts) {
    let mut router = axum::Router::new();
    let mut parts = Parts::new();
    for _ in 0..=numbers.below(4) {
        let name = names.next();
        parts.insert(name.clone(), (None, false));
        let before = router.clone();
        let changed = match numbers.below(if depth == 0 { 8 } else { 9 }) {
            0..=2 => {
                let (path, filter) = (random_route(numbers), random_filter(numbers));
                attempt(|| router.route(path, axum::routing::on(filter, handler(&name))))
            }
            3 => {
                let path = random_route(numbers);
                attempt(|| router.route(path, axum::routing::any(handler(&name))))
            }
            4 => {
                let path = random_route(numbers);
                attempt(|| router.route_service(path, service(&name)))
            }
            5 => {
                let path = random_prefix(numbers);
                attempt(|| router.nest_service(path, service(&name)))
            }
            6 => Some(router.fallback(handler(&name))),
            7 => Some(router.layer(from_fn(deny))),
            _ => {
                let prefix = random_prefix(numbers);
                let (inner, inner_parts) = random_plain(numbers, names, 0);
                parts.extend(inner_parts);
                attempt(|| router.nest(prefix, inner))
            }
        };
        router = changed.unwrap_or(before);
    }
    (router, parts)
}
