//! The record of what ran while a request was served.

use std::sync::{Arc, Mutex, PoisonError};

/// A list in which the handlers, guards and layers of a server record their names.
///
/// Clones share the list. Only one request at a time is served while a list is in use.
#[derive(Debug, Clone, Default)]
pub struct Witness(Arc<Mutex<Vec<String>>>);

impl Witness {
    /// Records that `name` saw the request.
    pub fn note(&self, name: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(name.to_owned());
    }

    /// Takes what was recorded since the last call.
    pub fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
