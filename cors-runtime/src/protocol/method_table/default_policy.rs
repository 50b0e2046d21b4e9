//! The policy of handlers that have none of their own.

use super::{EveryOther, MethodTable, Mounted};
use crate::policy::Policy;
use crate::policy::route_policy::KnownPolicy;

impl Mounted {
    /// A handler of a plain router, which has the policy by default, or none.
    pub(crate) fn of_plain(default: Option<&'static Policy>) -> Self {
        default.map_or(Self::without(KnownPolicy::Unknown), Self::with)
    }
}

impl MethodTable {
    /// Gives the policy to every handler without one that has not opted out.
    ///
    /// If the methods of a handler are unknown, the policy applies to every method that is not listed.
    pub(crate) fn set_default(&mut self, policy: &'static Policy) {
        let without_policy = self.methods.iter_mut().filter(|mounted| mounted.policy.is_none());
        for mounted in without_policy.filter(|mounted| !mounted.opted_out) {
            (mounted.policy, mounted.known) = (Some(policy), KnownPolicy::Policy(policy));
            self.first_policy = self.first_policy.or(Some(policy));
        }
        if self.has_others_without_policy() && !self.others_opted_out {
            self.others_by_default = self.unlisted.take().is_some();
            self.mount_any(Mounted::with(policy));
        }
    }

    /// The handlers that have no policy now never get a default.
    pub(crate) fn opt_out(&mut self) {
        for mounted in &mut self.methods {
            mounted.opted_out |= mounted.policy.is_none();
        }
        self.others_opted_out |= self.has_others_without_policy();
    }

    /// Whether a handler is mounted for the method by name.
    pub(crate) fn lists(&self, method: &str) -> bool {
        self.methods.iter().any(|mounted| mounted.name == method)
    }

    /// Whether the router answers all OPTIONS requests: some method has a policy, all are known, and none is OPTIONS.
    pub(crate) fn generates_options(&self) -> bool {
        let all_are_known = matches!(self.every_other, EveryOther::NotMounted) && self.unlisted.is_none();
        self.first_policy.is_some() && all_are_known && !self.lists("OPTIONS")
    }

    /// Mounts handlers for unknown methods that have the policy, or none, beside those that are mounted.
    ///
    /// If handlers with unknown methods have another policy already, they lose it: it is unknown which of the two would
    /// apply to a method. A handler for every method is not replaced.
    pub(crate) fn mount_others(&mut self, policy: Option<&'static Policy>) {
        match self.every_other {
            EveryOther::Mounted { policy: known, .. } if known == policy || !self.others_by_default => {}
            EveryOther::NotMounted if self.unlisted.is_none() && policy.is_some() => {
                self.others_by_default = true;
                self.mount_service(Mounted::of_plain(policy));
            }
            _ => self.drop_default_of_others(),
        }
    }

    /// Before two tables are merged: handlers with unknown methods lose their default if other handlers might serve the
    /// same methods.
    pub(super) fn settle_defaults(&mut self, other: &mut Self) {
        let are_same = self.others_by_default && other.others_by_default && self.others() == other.others();
        if !are_same && self.has_others() && other.has_others() {
            for table in [self, other].into_iter().filter(|table| table.others_by_default) {
                table.drop_default_of_others();
            }
        }
    }

    fn drop_default_of_others(&mut self) {
        self.others_by_default = false;
        self.mount_fallback(Mounted::without(KnownPolicy::Unknown));
    }

    fn others(&self) -> Option<&'static Policy> {
        match self.every_other {
            EveryOther::Mounted { policy, .. } => policy,
            EveryOther::NotMounted => None,
        }
    }

    fn has_others(&self) -> bool {
        self.unlisted.is_some() || matches!(self.every_other, EveryOther::Mounted { .. })
    }

    fn has_others_without_policy(&self) -> bool {
        match self.every_other {
            EveryOther::Mounted { policy, .. } => policy.is_none(),
            EveryOther::NotMounted => self.unlisted.is_some(),
        }
    }
}
