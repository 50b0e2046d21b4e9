//! What axum refuses by a panic.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    static IS_QUIET: Cell<bool> = const { Cell::new(false) };
}

/// What axum accepts.
pub(super) fn attempt<T>(make: impl FnOnce() -> T) -> Option<T> {
    panic::catch_unwind(AssertUnwindSafe(|| quietly(make))).ok()
}

/// Panics of this thread are not printed meanwhile.
pub(super) fn quietly<T>(run: impl FnOnce() -> T) -> T {
    struct Loud;

    impl Drop for Loud {
        fn drop(&mut self) {
            IS_QUIET.set(false);
        }
    }

    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let loud = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !IS_QUIET.get() {
                loud(info);
            }
        }));
    });
    IS_QUIET.set(true);
    let _loud = Loud;
    run()
}
