//! A handler with a layer of its own.

use std::marker::PhantomData;

/// A handler with a layer of its own; made by [`Mountable::layer`](super::Mountable::layer).
///
/// It is not a [`Handler`](axum::handler::Handler) of axum, so that nothing mounts it without its policy.
#[must_use = "a handler answers no requests until it is mounted"]
pub struct LayeredHandler<L, H, M, S> {
    layer: L,
    handler: H,
    marker: PhantomData<fn() -> (M, S)>,
}

impl<L, H, M, S> LayeredHandler<L, H, M, S> {
    pub(super) fn new(layer: L, handler: H) -> Self {
        Self { layer, handler, marker: PhantomData }
    }

    pub(super) fn into_parts(self) -> (L, H) {
        (self.layer, self.handler)
    }
}

impl<L: Clone, H: Clone, M, S> Clone for LayeredHandler<L, H, M, S> {
    fn clone(&self) -> Self {
        Self::new(self.layer.clone(), self.handler.clone())
    }
}

impl<L: std::fmt::Debug, H, M, S> std::fmt::Debug for LayeredHandler<L, H, M, S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LayeredHandler").field("layer", &self.layer).finish_non_exhaustive()
    }
}
