//! Events of `tracing`, for whoever watches a running program. Without the feature nothing remains of them.

use crate::explain::{Check, Explanation};
use crate::policy::Policy;
#[cfg(any(feature = "axum", feature = "tower"))]
use crate::protocol::explained::ExplainedAnswers;

/// Tells why a request is refused, if somebody listens: at most once a second for each policy and check.
#[inline]
pub(crate) fn refused(policy: &'static Policy, check: Check, explain: impl FnOnce() -> Explanation) {
    #[cfg(feature = "tracing")]
    told::refused(policy, check, explain);
    #[cfg(not(feature = "tracing"))]
    let _ = (policy, check, explain);
}

/// Tells once that answers say why a request is refused, if they do. Rocket has a place for it in its own log.
#[cfg(any(feature = "axum", feature = "tower"))]
#[inline]
pub(crate) fn answers_are_explained(explained: ExplainedAnswers) {
    #[cfg(feature = "tracing")]
    if explained.are_on().is_some() {
        static ONCE: std::sync::Once = std::sync::Once::new();
        ONCE.call_once(told::answers_are_explained);
    }
    #[cfg(not(feature = "tracing"))]
    let _ = explained;
}

#[cfg(feature = "tracing")]
mod told {
    use std::collections::BTreeMap;
    use std::sync::{Mutex, PoisonError};
    use std::time::{Duration, Instant};

    use tracing::Level;

    use crate::explain::{Check, CheckOutcome, Explanation};
    use crate::policy::Policy;

    /// The target of all events.
    const TARGET: &str = "cors_runtime";

    #[inline]
    pub(super) fn refused(policy: &'static Policy, check: Check, explain: impl FnOnce() -> Explanation) {
        if is_heard() {
            tell(policy, check, explain);
        }
    }

    #[cfg(any(feature = "axum", feature = "tower"))]
    pub(super) fn answers_are_explained() {
        tracing::info!(target: TARGET, "CORS: answers say why a request is refused");
    }

    #[inline]
    fn is_heard() -> bool {
        tracing::enabled!(target: TARGET, Level::INFO) || is_logged()
    }

    /// Whether events become records of `log`, as they do in a Rocket application without a subscriber.
    #[cfg(feature = "rocket")]
    fn is_logged() -> bool {
        !tracing::dispatcher::has_been_set() && log::log_enabled!(target: TARGET, log::Level::Info)
    }

    #[cfg(not(feature = "rocket"))]
    const fn is_logged() -> bool {
        false
    }

    #[cold]
    fn tell(policy: &'static Policy, check: Check, explain: impl FnOnce() -> Explanation) {
        let mut told = TOLD.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(suppressed) = told.admit((std::ptr::from_ref(policy).addr(), check), Instant::now()) else {
            return;
        };
        // A subscriber may take its time.
        drop(told);
        let explanation = explain();
        let failed = explanation.failed();
        tracing::info!(
            target: TARGET,
            check = %check,
            origin = explanation.origin(),
            method = explanation.method(),
            path = explanation.path(),
            policy = policy.handler(),
            at = %format_args!("{}:{}", policy.file(), policy.line()),
            hint = failed.and_then(CheckOutcome::hint),
            edit = failed.and_then(CheckOutcome::edit),
            suppressed,
            "CORS: {}",
            failed.and_then(CheckOutcome::reason).unwrap_or("refused"),
        );
    }

    /// How long nothing more is told about the same check of the same policy.
    const QUIET: Duration = Duration::from_secs(1);

    /// What has been told. Policies live as long as the program, so there are few entries.
    static TOLD: Mutex<Told> = Mutex::new(Told(BTreeMap::new()));

    /// By the address of the policy, and the check: when an event was told, and how many have not been since.
    struct Told(BTreeMap<(usize, Check), (Instant, u64)>);

    impl Told {
        /// How many events have not been told since the last one, if this one may be.
        fn admit(&mut self, key: (usize, Check), now: Instant) -> Option<u64> {
            let Some((since, suppressed)) = self.0.get_mut(&key) else {
                self.0.insert(key, (now, 0));
                return Some(0);
            };
            if now.duration_since(*since) < QUIET {
                *suppressed += 1;
                return None;
            }
            *since = now;
            Some(std::mem::take(suppressed))
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn one_event_a_second_for_each_policy_and_check() {
            let mut told = Told(BTreeMap::new());
            let start = Instant::now();
            let mut admit =
                |policy, check, millis| told.admit((policy, check), start + Duration::from_millis(millis));
            assert_eq!(admit(1, Check::Origin, 0), Some(0));
            assert_eq!(admit(1, Check::Origin, 500), None);
            assert_eq!(admit(1, Check::Origin, 999), None);
            assert_eq!(admit(1, Check::Method, 999), Some(0));
            assert_eq!(admit(2, Check::Origin, 999), Some(0));
            assert_eq!(admit(1, Check::Origin, 1000), Some(2));
            assert_eq!(admit(1, Check::Origin, 1999), None);
            assert_eq!(admit(1, Check::Origin, 5000), Some(1));
        }
    }
}
