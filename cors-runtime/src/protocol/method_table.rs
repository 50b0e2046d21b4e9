//! The policies of the methods of a path.

mod default_policy;

use cors_policy::{Rule, Violation, is_cors_safelisted_method, is_token};
use http::HeaderValue;

use crate::policy::Policy;
use crate::policy::route_policy::KnownPolicy;

/// The handlers of one path: each method with its policy, if it has one.
///
/// It is built while routes are added, which ends with [`finish`](Self::finish), and only read while requests are
/// served.
#[derive(Clone, Debug, Default)]
pub(crate) struct MethodTable {
    methods: Vec<MountedMethod>,
    every_other: EveryOther,
    /// What is known about the handlers whose methods are unknown, if the path has some. The router applies no policy to
    /// them.
    unlisted: Option<KnownPolicy>,
    /// Whether the handlers for other methods, listed or not, keep having no policy if there is a default.
    others_opted_out: bool,
    /// Whether the policy of other methods is the default of handlers with unknown methods.
    others_by_default: bool,
    /// The policy that was mounted first: it applies to responses to methods that the path does not have.
    first_policy: Option<&'static Policy>,
    /// `Allow` of the generated answer to OPTIONS.
    allow: Option<HeaderValue>,
    /// `Access-Control-Allow-Methods` of an accepted preflight for the generated answer to OPTIONS.
    options_methods: Option<HeaderValue>,
}

/// The methods that are not listed.
#[derive(Clone, Debug, Default)]
enum EveryOther {
    #[default]
    NotMounted,
    /// One handler serves all of them.
    Mounted {
        policy: Option<&'static Policy>,
        known: KnownPolicy,
        /// `Access-Control-Allow-Methods`; `None` if it names the requested method.
        allow_methods: Option<HeaderValue>,
    },
}

#[derive(Clone, Debug)]
struct MountedMethod {
    name: &'static str,
    /// The policy that the router applies.
    policy: Option<&'static Policy>,
    /// For a listing: that policy, or what is known of a policy inside.
    // policy is some => known is the same
    known: KnownPolicy,
    /// Whether the handler keeps having no policy if there is a default.
    opted_out: bool,
    /// `Access-Control-Allow-Methods` of an accepted preflight: the methods of the path with the same policy, except
    /// the CORS-safelisted ones.
    allow_methods: Option<HeaderValue>,
}

/// What is mounted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mounted {
    policy: Option<&'static Policy>,
    known: KnownPolicy,
}

impl Mounted {
    /// A handler to which the router applies the policy.
    pub(crate) const fn with(policy: &'static Policy) -> Self {
        Self { policy: Some(policy), known: KnownPolicy::Policy(policy) }
    }

    /// A handler to which the router applies no policy.
    pub(crate) const fn without(known: KnownPolicy) -> Self {
        Self { policy: None, known }
    }

    /// The policy that the router applies.
    pub(crate) const fn policy(self) -> Option<&'static Policy> {
        self.policy
    }
}

/// The policy that applies to a method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MethodPolicy {
    /// The method is mounted. Its handler has this policy, or none.
    Mounted(Option<&'static Policy>),
    /// The path does not have the method; the policy of its first annotated method applies.
    NotMounted(&'static Policy),
    /// Only the application knows whether the method is mounted (without a policy). If not, this policy applies.
    Unlisted(&'static Policy),
}

/// The answer to `Access-Control-Request-Method`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AllowMethods<'t> {
    /// The method is CORS-safelisted, so no header is needed.
    Safelisted,
    Known(&'t HeaderValue),
    /// Any method; the answer names the requested one.
    Requested,
}

impl MethodTable {
    /// Mounts a handler for one method; the router applies the policy.
    pub(crate) fn mount(&mut self, name: &'static str, mounted: Mounted) {
        let Mounted { policy, known } = mounted;
        self.methods.push(MountedMethod { name, policy, known, opted_out: false, allow_methods: None });
        self.first_policy = self.first_policy.or(policy);
    }

    /// Mounts a handler for every method that has no handler of its own.
    pub(crate) fn mount_any(&mut self, mounted: Mounted) {
        let Mounted { policy, known } = mounted;
        self.every_other = EveryOther::Mounted { policy, known, allow_methods: None };
        self.first_policy = self.first_policy.or(policy);
    }

    /// Mounts handlers whose methods are unknown, and to which the router applies no policy.
    pub(crate) fn mount_unlisted(&mut self, known: KnownPolicy) {
        self.unlisted = Some(self.unlisted.map_or(known, |unlisted| unlisted.or(known)));
    }

    /// Mounts a service: with a policy for every method, without one for methods that are unknown.
    pub(crate) fn mount_service(&mut self, mounted: Mounted) {
        if mounted.policy.is_some() {
            self.mount_any(mounted);
        } else {
            self.mount_unlisted(mounted.known);
        }
    }

    /// Replaces the handler for every method that has no handler of its own.
    ///
    /// # Panics
    ///
    /// As [`merge`](Self::merge) does.
    #[track_caller]
    pub(crate) fn mount_fallback(&mut self, mounted: Mounted) {
        self.every_other = EveryOther::NotMounted;
        // The policy of the replaced handler no longer applies.
        self.first_policy = self.methods.iter().find_map(|mounted| mounted.policy);
        let mut others = Self::default();
        others.mount_service(mounted);
        self.merge(others);
    }

    /// Puts all handlers into a layer.
    pub(crate) fn layer(&mut self, layer: KnownPolicy) {
        let add_to = |policy: Option<_>, known: &mut KnownPolicy| {
            if policy.is_none() {
                *known = known.inside(layer);
            }
        };
        for mounted in &mut self.methods {
            add_to(mounted.policy, &mut mounted.known);
        }
        if let EveryOther::Mounted { policy, known, .. } = &mut self.every_other {
            add_to(*policy, known);
        }
        if let Some(known) = &mut self.unlisted {
            add_to(None, known);
        }
    }

    /// Mounts everything that is mounted in another table.
    ///
    /// # Panics
    ///
    /// If handlers with unknown methods and an annotated handler for all other methods are mounted: then it is unknown
    /// which policy applies to a method.
    #[track_caller]
    pub(crate) fn merge(&mut self, mut other: Self) {
        self.settle_defaults(&mut other);
        self.methods.extend(other.methods);
        if let EveryOther::Mounted { .. } = other.every_other {
            self.every_other = other.every_other;
        }
        if let Some(known) = other.unlisted {
            self.mount_unlisted(known);
        }
        self.others_opted_out |= other.others_opted_out;
        self.others_by_default |= other.others_by_default;
        self.first_policy = self.first_policy.or(other.first_policy);
        let any_is_annotated = matches!(self.every_other, EveryOther::Mounted { policy: Some(_), .. });
        let is_known = !(self.unlisted.is_some() && any_is_annotated);
        assert!(is_known, "{}", Violation::new(Rule::MethodsUnlisted, "").message());
    }

    /// The methods with what is known about their policies; `*` is every other method.
    pub(crate) fn mounted(&self) -> impl Iterator<Item = (&'static str, KnownPolicy)> {
        let every_other = match self.every_other {
            EveryOther::Mounted { known, .. } => Some(known),
            EveryOther::NotMounted => None,
        };
        let others = every_other.into_iter().chain(self.unlisted).map(|known| ("*", known));
        self.methods.iter().map(|mounted| (mounted.name, mounted.known)).chain(others)
    }

    /// The policy by which a preflight is refused whose method has none: that for every other method, or else the first.
    pub(crate) fn policy_of_others(&self) -> Option<&'static Policy> {
        match self.every_other {
            EveryOther::Mounted { policy: Some(policy), .. } => Some(policy),
            _ => self.first_policy,
        }
    }

    /// The methods that a preflight could be accepted for under the policy, except the CORS-safelisted ones.
    pub(crate) fn methods_under(&self, policy: &'static Policy) -> Option<HeaderValue> {
        self.methods_of(policy, policy.listed_methods().unwrap_or_default())
    }

    /// The policy that was mounted first.
    pub(crate) fn first_policy(&self) -> Option<&'static Policy> {
        self.first_policy
    }

    /// [Prepares](Policy::prepare) the sources of all policies.
    ///
    /// # Panics
    ///
    /// If a source cannot be used.
    #[track_caller]
    pub(crate) fn prepare_or_panic(&self) {
        for (_, known) in self.mounted() {
            if let KnownPolicy::Policy(policy) = known {
                policy.prepare_or_panic();
            }
        }
    }

    /// The policy that applies to a method; `None` if no handler of the path has a policy.
    #[inline]
    pub(crate) fn method_policy(&self, method: &str) -> Option<MethodPolicy> {
        let first_policy = self.first_policy?;
        Some(if let Some(mounted) = self.find(method) {
            MethodPolicy::Mounted(mounted.policy)
        } else if let EveryOther::Mounted { policy, .. } = self.every_other {
            MethodPolicy::Mounted(policy)
        } else if self.unlisted.is_some() {
            MethodPolicy::Unlisted(first_policy)
        } else {
            MethodPolicy::NotMounted(first_policy)
        })
    }

    /// The policy that answers a preflight for a method, and its answer about the method; `None` if the method is neither
    /// mounted nor generated, or has no policy, or its policy does not list it.
    pub(crate) fn preflight_policy(&self, method: &[u8]) -> Option<(&'static Policy, AllowMethods<'_>)> {
        let name = std::str::from_utf8(method).ok()?;
        let safelisted = is_cors_safelisted_method(name);
        let (policy, allow_methods) = match (self.find(name), &self.every_other) {
            (Some(mounted), _) => (mounted.policy?, &mounted.allow_methods),
            (None, EveryOther::Mounted { policy: Some(policy), allow_methods, .. }) => {
                let allowed =
                    policy.listed_methods().is_none_or(|listed| safelisted || listed.contains(&name));
                (allowed && is_token(method)).then_some((*policy, allow_methods))?
            }
            // The generated answer goes by the first policy. An unlisted handler for OPTIONS would go by none.
            (None, EveryOther::NotMounted) if name == "OPTIONS" && self.unlisted.is_none() => {
                (self.first_policy?, &self.options_methods)
            }
            (None, EveryOther::Mounted { policy: None, .. } | EveryOther::NotMounted) => return None,
        };
        let allow_methods = match allow_methods {
            _ if safelisted => AllowMethods::Safelisted,
            Some(names) => AllowMethods::Known(names),
            None => AllowMethods::Requested,
        };
        Some((policy, allow_methods))
    }

    /// `Allow`: the methods of the path, and OPTIONS, which is generated.
    pub(crate) fn allow(&self) -> Option<&HeaderValue> {
        self.allow.as_ref()
    }

    /// The handler of GET serves HEAD if HEAD has no handler of its own.
    #[inline]
    fn find(&self, name: &str) -> Option<&MountedMethod> {
        let named = |name| self.methods.iter().find(move |mounted| mounted.name == name);
        named(name).or_else(|| if name == "HEAD" { named("GET") } else { None })
    }

    /// Makes the header values, after everything is mounted.
    pub(crate) fn finish(&mut self) {
        let mut policies: Vec<_> = self.methods.iter().filter_map(|mounted| mounted.policy).collect();
        policies.dedup();
        for policy in policies {
            let allow_methods = self.methods_of(policy, &[]);
            for mounted in self.methods.iter_mut().filter(|mounted| mounted.policy == Some(policy)) {
                mounted.allow_methods.clone_from(&allow_methods);
            }
        }
        if let EveryOther::Mounted { policy: Some(policy), known, .. } = self.every_other {
            let allow_methods = match policy.listed_methods() {
                Some(listed) => self.methods_of(policy, listed),
                // In the browser's cache, `*` would cover the methods of other policies too.
                None if self.methods.iter().any(|mounted| mounted.policy != Some(policy)) => None,
                // Beside credentials, `*` is the name of a method.
                None if policy.allows_credentials() => None,
                None => Some(HeaderValue::from_static("*")),
            };
            self.every_other = EveryOther::Mounted { policy: Some(policy), known, allow_methods };
        }
        self.options_methods = self.first_policy.and_then(|policy| self.methods_of(policy, &["OPTIONS"]));
        let mut names: Vec<_> = self.methods.iter().map(|mounted| mounted.name).chain(["OPTIONS"]).collect();
        if names.contains(&"GET") {
            names.push("HEAD");
        }
        self.allow = allow(names);
    }

    /// The methods of the path with the policy, and the `others` that have no handler of their own, except the
    /// CORS-safelisted ones.
    fn methods_of(&self, policy: &'static Policy, others: &[&'static str]) -> Option<HeaderValue> {
        let mounted =
            self.methods.iter().filter(|mounted| mounted.policy == Some(policy)).map(|mounted| mounted.name);
        let others = others.iter().copied().filter(|name| self.find(name).is_none());
        joined(mounted.chain(others).filter(|name| !is_cors_safelisted_method(name)).collect(), ",")
    }
}

/// `Allow` with these methods.
pub(super) fn allow(methods: Vec<&str>) -> Option<HeaderValue> {
    joined(methods, ", ")
}

/// The names in alphabetical order, without repetitions; `None` without a name.
fn joined(mut names: Vec<&str>, separator: &str) -> Option<HeaderValue> {
    names.sort_unstable();
    names.dedup();
    if names.is_empty() { None } else { HeaderValue::try_from(names.join(separator)).ok() }
}
