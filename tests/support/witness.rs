//! The record of what ran while a request was served.

use std::sync::{Arc, Mutex, PoisonError};

/// A list that a server's handlers, guards and layers write their names in.
///
/// Clones share the list. One request at a time is served while a list is read.
#[derive(Debug, Clone, Default)]
pub struct Witness(Arc<Mutex<Vec<String>>>);

impl Witness {
    /// Notes that `name` saw the request.
    pub fn note(&self, name: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(name.to_owned());
    }

    /// Hands out what was noted since the last time.
    pub fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
