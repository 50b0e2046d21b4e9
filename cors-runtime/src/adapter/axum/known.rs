//! What is known about the policies of layers and services that are not annotated.

use crate::policy::route_policy::KnownPolicy;

/// The policy of a layer.
#[cfg_attr(not(feature = "tower"), expect(unused_variables, reason = "no layer has a policy"))]
pub(super) fn layer_policy<L: 'static>(layer: &L) -> KnownPolicy {
    #[cfg(feature = "tower")]
    if let Some(layer) = (layer as &dyn std::any::Any).downcast_ref::<crate::adapter::tower::CorsLayer>() {
        return layer.known_policy();
    }
    KnownPolicy::without_policy::<L>()
}

/// The policy of a service.
#[cfg_attr(not(feature = "tower"), expect(unused_variables, reason = "no service has a policy"))]
pub(super) fn service_policy<T: Clone>(service: &T) -> KnownPolicy {
    #[cfg(feature = "tower")]
    if let Some(known) = crate::adapter::tower::policy_of(service) {
        return known;
    }
    KnownPolicy::without_policy::<T>()
}
