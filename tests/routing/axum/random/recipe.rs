//! Random routers.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{self, AssertUnwindSafe};

use axum::middleware::from_fn;
use axum::routing::MethodFilter;
use cors_runtime::axum::{MethodRouter, Router, with_policy};

use super::attempt::{attempt, quietly};
use super::numbers::Numbers;
use super::part::{
    Names, POLICIES, Part, deny, fallback_annotated, handler, random_filter, random_prefix, random_route,
    service,
};
use super::plain::{Parts, random_plain};

/// A router, and the same of axum alone.
pub(super) struct Built {
    pub(super) app: axum::Router,
    pub(super) model: axum::Router,
    pub(super) arrangement: &'static str,
    pub(super) strips_prefix: bool,
    has_plain: bool,
    pub(super) steps: Vec<String>,
    pub(super) not_found: Option<usize>,
    policies: BTreeMap<String, Option<usize>>,
    unlisted: BTreeSet<String>,
}

impl Built {
    /// Whether a part may lose its default, because its method is unknown, and so are others of its path.
    pub(super) fn may_lose_default(&self, name: &str) -> bool {
        self.unlisted.contains(name)
    }

    /// The number of the policy that a part has, by name.
    pub(super) fn policy(&self, name: &str) -> Option<usize> {
        match name.strip_prefix('p') {
            Some(number) => Some(number.parse().expect("a number")),
            None => self.policies[name],
        }
    }
}

/// A router while it is built.
#[derive(Clone)]
struct Draft {
    ours: Router<u8>,
    model: axum::Router<u8>,
    parts: Parts,
    unlisted: BTreeSet<String>,
    not_found: Option<usize>,
    has_plain: bool,
    steps: Vec<String>,
}

pub(super) fn build(numbers: &mut Numbers) -> Built {
    let mut names = Names(0);
    let draft = random_draft(numbers, &mut names, 2);
    let policies = draft.parts.iter().map(|(name, (policy, _))| (name.clone(), *policy)).collect();
    let mut built = Built {
        app: axum::Router::new(),
        model: axum::Router::new(),
        arrangement: "",
        strips_prefix: false,
        has_plain: draft.has_plain,
        unlisted: draft.unlisted,
        steps: draft.steps,
        not_found: draft.not_found,
        policies,
    };
    let (ours, model) = (draft.ours, draft.model);
    match numbers.below(5) {
        0 => {
            built.arrangement = "converted before its state is provided";
            if built.has_plain {
                built.arrangement = "converted";
                built.app = axum::Router::from(ours.with_state::<()>(0));
            } else {
                built.app = axum::Router::from(ours).with_state(0);
            }
            built.model = model.with_state(0);
        }
        1 => {
            // Without its 404, which is the host's now.
            built.arrangement = "converted and nested in a host";
            built.strips_prefix = true;
            built.not_found = None;
            let host = || axum::Router::new().route("/host", axum::routing::get(handler("host")));
            let host = || host().fallback(handler("host"));
            built.app = host().nest("/host/a", ours.with_state::<()>(0).into());
            built.model = host().nest("/host/a", model.with_state(0));
            built.policies.insert("host".into(), None);
        }
        2 => {
            built.arrangement = "converted and merged into a host";
            let host = || axum::Router::new().route("/host/{x}", axum::routing::get(handler("host")));
            let ours = axum::Router::from(ours.with_state::<()>(0));
            let merged = attempt(|| host().merge(ours.clone()));
            built.app = merged.unwrap_or(ours);
            let model: axum::Router = model.with_state(0);
            let merged = attempt(|| host().merge(model.clone()));
            built.model = merged.unwrap_or(model);
            built.policies.insert("host".into(), None);
        }
        _ => {
            built.arrangement = "served as it is";
            let ours: Router = ours.with_state(0);
            built.app = axum::Router::new().fallback_service(ours);
            built.model = axum::Router::new().fallback_service(model.with_state::<()>(0));
        }
    }
    built
}

fn random_draft(numbers: &mut Numbers, names: &mut Names, depth: usize) -> Draft {
    let mut draft = Draft {
        ours: Router::new(),
        model: axum::Router::new(),
        parts: Parts::new(),
        unlisted: BTreeSet::new(),
        not_found: None,
        has_plain: false,
        steps: Vec::new(),
    };
    for _ in 0..2 + numbers.below(5) {
        let before = draft.clone();
        // What axum refuses is left out.
        if !draft.step(numbers, names, depth) {
            draft = before;
        }
    }
    draft
}

impl Draft {
    /// Changes both routers; false if axum refuses that.
    fn change(
        &mut self,
        step: String,
        ours: impl FnOnce(Router<u8>) -> Router<u8>,
        model: impl FnOnce(axum::Router<u8>) -> axum::Router<u8>,
    ) -> bool {
        let Some(model) = attempt(|| model(self.model.clone())) else { return false };
        let ours = match panic::catch_unwind(AssertUnwindSafe(|| quietly(|| ours(self.ours.clone())))) {
            Ok(ours) => ours,
            Err(message) => {
                let message = message.downcast::<String>().map(|text| *text).unwrap_or_default();
                assert!(
                    message.contains("unlisted ones"),
                    "{message}, but axum accepts {:?}, {step}",
                    self.steps
                );
                return false;
            }
        };
        self.steps.push(step);
        (self.ours, self.model) = (ours, model);
        true
    }

    fn add(&mut self, part: &Part, opted_out: bool) {
        match part {
            Part::Annotated(_) => {}
            Part::Plain(name) => drop(self.parts.insert(name.clone(), (None, opted_out))),
            Part::Service(name, policy) => drop(self.parts.insert(name.clone(), (*policy, opted_out))),
        }
    }

    fn step(&mut self, numbers: &mut Numbers, names: &mut Names, depth: usize) -> bool {
        match numbers.below(if depth == 0 { 12 } else { 17 }) {
            4 | 5 => self.service(numbers, names),
            6 => self.fallback(numbers, names),
            7 | 8 => {
                let default = numbers.below(POLICIES.len());
                for (policy, opted_out) in self.parts.values_mut() {
                    if !*opted_out {
                        *policy = policy.or(Some(default));
                    }
                }
                self.not_found = self.not_found.or(Some(default));
                self.change(
                    format!("cors {default}"),
                    |router| router.cors(POLICIES[default]),
                    |router| router,
                )
            }
            9 | 10 => self.change(
                "layer".into(),
                |router| router.layer(from_fn(deny)),
                |router| router.layer(from_fn(deny)),
            ),
            11 if numbers.one_in(2) => {
                self.change("reset_fallback".into(), Router::reset_fallback, axum::Router::reset_fallback)
            }
            12 | 13 => {
                let (plain, parts) = random_plain(numbers, names, 1);
                self.parts.extend(parts);
                self.has_plain = true;
                if numbers.one_in(2) {
                    let prefix = random_prefix(numbers);
                    let step = format!("nest {prefix} plain {plain:?}");
                    self.change(
                        step,
                        |router| router.nest(prefix, plain.clone()),
                        |router| router.nest(prefix, plain.clone()),
                    )
                } else {
                    let step = format!("merge plain {plain:?}");
                    self.change(
                        step,
                        |router| router.merge(plain.clone()),
                        |router| router.merge(plain.clone()),
                    )
                }
            }
            14 | 15 => {
                let inner = random_draft(numbers, names, depth - 1);
                let prefix = random_prefix(numbers);
                self.parts.extend(inner.parts);
                self.unlisted.extend(inner.unlisted);
                self.has_plain |= inner.has_plain;
                let step = format!("nest {prefix} {:#?}", inner.steps);
                self.change(
                    step,
                    |router| router.nest(prefix, inner.ours),
                    |router| router.nest(prefix, inner.model),
                )
            }
            16 => {
                let inner = random_draft(numbers, names, depth - 1);
                self.parts.extend(inner.parts);
                self.unlisted.extend(inner.unlisted);
                self.has_plain |= inner.has_plain;
                self.not_found = self.not_found.or(inner.not_found);
                let step = format!("merge {:#?}", inner.steps);
                self.change(step, |router| router.merge(inner.ours), |router| router.merge(inner.model))
            }
            _ => self.route(numbers, names),
        }
    }

    fn route(&mut self, numbers: &mut Numbers, names: &mut Names) -> bool {
        let path = random_route(numbers);
        let mut ours = MethodRouter::new();
        let mut model = axum::routing::MethodRouter::new();
        let opts_out = numbers.one_in(4);
        let mut step = format!("route {path}, opts out: {opts_out}");
        for _ in 0..=numbers.below(3) {
            let filter = if numbers.one_in(5) { None } else { Some(random_filter(numbers)) };
            let part = match numbers.below(5) {
                0 | 1 => Part::Annotated(numbers.below(POLICIES.len())),
                2 => random_service(numbers, names),
                _ => Part::Plain(names.next()),
            };
            step = format!("{step}, {filter:?} {part:?}");
            let Some(changed) = attempt(|| part.mount_model(model.clone(), filter)) else { return false };
            model = changed;
            // A part in axum's own method router has methods that cannot be listed.
            ours = match (&part, filter) {
                // (A handler of HEAD among them would have the policy of GET.)
                (Part::Plain(_), Some(filter)) if filter != MethodFilter::HEAD && numbers.one_in(3) => {
                    self.unlisted.insert(part.name());
                    let unlisted = part.mount_model(axum::routing::MethodRouter::new(), Some(filter));
                    let Some(changed) = attempt(|| ours.clone().merge(unlisted)) else { return false };
                    changed
                }
                _ => {
                    let Some(changed) = attempt(|| part.mount(ours.clone(), filter)) else { return false };
                    changed
                }
            };
            self.add(&part, opts_out);
        }
        if opts_out {
            ours = ours.without_cors();
        }
        self.change(step, |router| router.route(path, ours), |router| router.route(path, model))
    }

    fn service(&mut self, numbers: &mut Numbers, names: &mut Names) -> bool {
        let (route, prefix) = (random_route(numbers), random_prefix(numbers));
        let part = random_service(numbers, names);
        self.add(&part, false);
        let Part::Service(name, policy) = &part else { return false };
        let (ours, model) = (service(name), service(name));
        let policy = policy.map(|number| POLICIES[number]);
        if numbers.one_in(2) {
            self.change(
                format!("route_service {route} {part:?}"),
                |router| match policy {
                    Some(policy) => router.route_service(route, with_policy(policy, ours)),
                    None => router.route_service(route, ours),
                },
                |router| router.route_service(route, model),
            )
        } else {
            self.change(
                format!("nest_service {prefix} {part:?}"),
                |router| match policy {
                    Some(policy) => router.nest_service(prefix, with_policy(policy, ours)),
                    None => router.nest_service(prefix, ours),
                },
                |router| router.nest_service(prefix, model),
            )
        }
    }

    fn fallback(&mut self, numbers: &mut Numbers, names: &mut Names) -> bool {
        let part = match numbers.below(3) {
            0 => Part::Annotated(numbers.below(POLICIES.len())),
            1 => random_service(numbers, names),
            _ => Part::Plain(names.next()),
        };
        self.add(&part, false);
        let name = part.name();
        self.change(
            format!("fallback {part:?}"),
            |router| match &part {
                Part::Annotated(number) => fallback_annotated(router, *number),
                Part::Plain(name) => router.fallback(handler(name)),
                Part::Service(name, None) => router.fallback_service(service(name)),
                Part::Service(name, Some(number)) => {
                    router.fallback_service(with_policy(POLICIES[*number], service(name)))
                }
            },
            |router| match &part {
                Part::Service(..) => router.fallback_service(service(&name)),
                _ => router.fallback(handler(&name)),
            },
        )
    }
}

fn random_service(numbers: &mut Numbers, names: &mut Names) -> Part {
    Part::Service(names.next(), numbers.one_in(2).then(|| numbers.below(POLICIES.len())))
}
