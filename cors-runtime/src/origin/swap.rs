//! A value that is replaced while others read it.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{PoisonError, RwLock, TryLockError};

/// Two places: one is read while the other is written, so readers never wait.
#[derive(Debug)]
pub(crate) struct Swap<T> {
    places: [RwLock<Option<T>>; 2],
    /// The place that is read.
    current: AtomicUsize,
}

impl<T> Swap<T> {
    /// Without a value.
    pub(crate) const fn new() -> Self {
        Self { places: [RwLock::new(None), RwLock::new(None)], current: AtomicUsize::new(0) }
    }

    /// Reads the latest value; `None` before the first.
    pub(crate) fn read<R>(&self, read: impl FnOnce(&T) -> R) -> Option<R> {
        loop {
            let current = self.current.load(Ordering::Acquire);
            let value = match self.places.get(current)?.try_read() {
                Ok(value) => value,
                Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
                // It is being overwritten, so it is no longer current.
                Err(TryLockError::WouldBlock) => continue,
            };
            // Otherwise the value may be a newer one, which other readers do not see yet.
            if self.current.load(Ordering::Acquire) == current {
                return value.as_ref().map(read);
            }
        }
    }

    /// Puts a new value. Waits for readers of the value before the latest. Only one writer at a time.
    pub(crate) fn put(&self, value: T) {
        let next = 1 - self.current.load(Ordering::Relaxed);
        if let Some(place) = self.places.get(next) {
            *place.write().unwrap_or_else(PoisonError::into_inner) = Some(value);
            self.current.store(next, Ordering::Release);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread;

    use super::Swap;

    #[test]
    fn readers_see_whole_values_while_they_are_replaced() {
        let swap = Swap::new();
        assert_eq!(swap.read(|_: &[usize; 64]| ()), None);
        swap.put([0; 64]);
        let done = AtomicBool::new(false);
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    let mut last = 0;
                    while !done.load(Ordering::Relaxed) {
                        let value = swap.read(|value| *value).unwrap_or([usize::MAX; 64]);
                        assert_eq!(
                            value,
                            [value.iter().copied().max().unwrap_or_default(); 64],
                            "half of a value"
                        );
                        let [number, ..] = value;
                        assert!((last..usize::MAX).contains(&number), "an older value, or none");
                        last = number;
                    }
                });
            }
            for number in 1..10_000 {
                swap.put([number; 64]);
            }
            done.store(true, Ordering::Relaxed);
        });
        assert_eq!(swap.read(|value| *value), Some([9_999; 64]));
    }
}
