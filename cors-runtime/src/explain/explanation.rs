//! The outcome of every check of a request.

use std::fmt::{self, Write as _};

use cors_policy::is_cors_safelisted_method;
use http::HeaderValue;

use super::asked::{Asked, AskedKind, AskedPreflight};
use super::check::Check;
use super::console::{Blocked, Engine};
use super::fault::{self, Edit, Fault};
use super::shown::{one_line, shown};
use crate::policy::Policy;

/// Why a request is refused, or why a page cannot read its response: the outcome of every check in the order of the Fetch
/// standard.
///
/// What the request says is escaped, and cut after 100 bytes, so that it can be shown in a terminal or a log. The display
/// form has several lines; [`line`](Self::line) is shorter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    is_preflight: bool,
    method: String,
    path: String,
    outcomes: Vec<CheckOutcome>,
    policy: &'static Policy,
    method_has_policy: bool,
    sentences: Vec<(Engine, String)>,
}

/// The outcome of one check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckOutcome {
    check: Check,
    asked: String,
    fault: Option<Fault>,
}

impl CheckOutcome {
    /// The check.
    pub const fn check(&self) -> Check {
        self.check
    }

    /// What the request asks for: its origin, its method, or the names of its headers.
    pub fn asked(&self) -> &str {
        &self.asked
    }

    /// Whether it passed.
    pub const fn passed(&self) -> bool {
        self.fault.is_none()
    }

    /// Why it did not pass, without a full stop at the end.
    pub fn reason(&self) -> Option<&str> {
        self.fault.as_ref().map(|fault| &*fault.what)
    }

    /// What is allowed and nearly the same, or what else helps to understand it.
    pub fn hint(&self) -> Option<&str> {
        self.fault.as_ref()?.hint.as_deref()
    }

    /// The argument of the attribute after which the check would pass, such as `headers = ["content-type"]`.
    ///
    /// It is what the request asks for, which is not always what should be allowed. `None` if no argument can allow it.
    pub fn edit(&self) -> Option<&str> {
        match self.fault.as_ref()?.edit.as_ref()? {
            Edit::Argument(argument) => Some(argument),
            Edit::Other(_) => None,
        }
    }

    /// What would have to be changed, in words.
    fn remedy(&self) -> Option<String> {
        Some(match self.fault.as_ref()?.edit.as_ref()? {
            Edit::Argument(argument) => format!("write `{argument}`"),
            Edit::Other(what) => what.clone(),
        })
    }
}

impl Explanation {
    pub(crate) fn of(asked: &Asked<'_>) -> Self {
        let mut outcomes = vec![CheckOutcome {
            check: Check::Origin,
            asked: asked.origins.iter().take(2).map(|origin| shown(origin)).collect::<Vec<_>>().join(", "),
            fault: fault::of_origin(asked),
        }];
        let outcome = |check, asked, fault| CheckOutcome { check, asked, fault };
        match &asked.kind {
            AskedKind::Preflight(preflight) => outcomes.extend([
                outcome(Check::Method, shown(asked.method), fault::of_method(asked, preflight)),
                outcome(Check::Headers, asked_headers(preflight), fault::of_headers(asked.policy, preflight)),
            ]),
            AskedKind::Cors { has_credentials: true } => {
                outcomes.push(outcome(
                    Check::Credentials,
                    "a `Cookie`".to_owned(),
                    fault::of_credentials(asked),
                ));
            }
            AskedKind::Cors { has_credentials: false } => {}
        }
        let failed = outcomes.iter().find(|outcome| !outcome.passed());
        let sentences = failed.map(|failed| sentences(asked, failed.check)).unwrap_or_default();
        Self {
            method: shown(asked.method),
            path: shown(asked.path.as_bytes()),
            outcomes,
            policy: asked.policy,
            is_preflight: matches!(asked.kind, AskedKind::Preflight(_)),
            method_has_policy: match &asked.kind {
                AskedKind::Preflight(preflight) => preflight.method_has_policy,
                AskedKind::Cors { .. } => true,
            },
            sentences,
        }
    }

    /// Whether the request is a CORS-preflight request (<https://fetch.spec.whatwg.org/#cors-preflight-request>).
    pub const fn is_preflight(&self) -> bool {
        self.is_preflight
    }

    /// The method; of a preflight, the one that it asks for.
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The path of the request, without its query.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The value of `Origin`.
    pub fn origin(&self) -> &str {
        self.outcomes.first().map_or("", CheckOutcome::asked)
    }

    /// The outcome of each check.
    pub fn outcomes(&self) -> &[CheckOutcome] {
        &self.outcomes
    }

    /// The first check that failed. It decides about the answer.
    pub fn failed(&self) -> Option<&CheckOutcome> {
        self.outcomes.iter().find(|outcome| !outcome.passed())
    }

    /// The policy that was applied. If the method of a preflight has none, that of the first annotated method of the path.
    pub const fn policy(&self) -> &'static Policy {
        self.policy
    }

    /// What a browser prints on its console for the answer; `None` if it prints nothing.
    pub fn sentence(&self, engine: Engine) -> Option<&str> {
        self.sentences.iter().find(|(known, _)| *known == engine).map(|(_, sentence)| &**sentence)
    }

    /// The first check that failed on one line of ASCII: the reason, the policy, and the edit.
    pub fn line(&self) -> String {
        let Some(failed) = self.failed() else { return "every check passed".to_owned() };
        let mut line = format!("{}; policy: {}", failed.reason().unwrap_or_default(), self.policy.place());
        if let Some(hint) = failed.hint() {
            let _ = write!(line, "; note: {hint}");
        }
        if let Some(remedy) = failed.remedy() {
            let _ = write!(line, "; to allow it: {remedy}");
        }
        one_line(&line)
    }
}

impl Explanation {
    /// The [line](Self::line) as the value of a header; `None` if every check passed.
    pub(crate) fn header_line(&self) -> Option<HeaderValue> {
        self.failed()?;
        HeaderValue::try_from(self.line()).ok()
    }
}

/// What a response says whose CORS headers were written by the application, and replaced by the policy.
pub(crate) fn replaced_line(policy: &Policy) -> Option<HeaderValue> {
    let line = format!(
        "the application sets CORS headers itself, which the policy has replaced; policy: {}",
        policy.place()
    );
    HeaderValue::try_from(one_line(&line)).ok()
}

/// The headers that a preflight asks for, on one line.
fn asked_headers(preflight: &AskedPreflight<'_>) -> String {
    let mut names = preflight.headers.iter().map(|(name, _)| *name);
    let first: Vec<_> = names.by_ref().take(fault::NAMES).map(shown).collect();
    match names.count() {
        _ if first.is_empty() => "none".to_owned(),
        0 => first.join(", "),
        more => format!("{}, and {more} more", first.join(", ")),
    }
}

/// What each browser prints about the first check that failed.
fn sentences(asked: &Asked<'_>, failed: Check) -> Vec<(Engine, String)> {
    let method = shown(asked.method);
    let origin = shown(asked.origins.first().copied().unwrap_or_default());
    let is_safelisted = std::str::from_utf8(asked.method).is_ok_and(is_cors_safelisted_method);
    let header;
    let (blocked, is_preflight) = match &asked.kind {
        AskedKind::Preflight(preflight) => {
            let blocked = match failed {
                Check::Method if preflight.is_explained && !is_safelisted => {
                    Blocked::Method { method: &method }
                }
                Check::Headers if preflight.is_explained => {
                    let refused = preflight.headers.iter().find(|(_, is_allowed)| !is_allowed);
                    header = shown(refused.map(|(name, _)| *name).unwrap_or_default());
                    Blocked::Header { name: &header }
                }
                _ => Blocked::MissingAllowOrigin { origin: &origin, status: 403 },
            };
            (blocked, true)
        }
        AskedKind::Cors { .. } => {
            let blocked = match failed {
                Check::Credentials if asked.policy.is_any_origin() => Blocked::WildcardWithCredentials,
                Check::Credentials => Blocked::AllowCredentials { value: "" },
                // The usual status; the application has not answered yet.
                _ => Blocked::MissingAllowOrigin { origin: &origin, status: 200 },
            };
            (blocked, false)
        }
    };
    Engine::ALL.into_iter().map(|engine| (engine, blocked.sentence(engine, is_preflight))).collect()
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(failed) = self.failed() else { return f.write_str("Every check of the request passed.\n") };
        let reason = failed.reason().unwrap_or_default();
        if self.is_preflight {
            writeln!(f, "CORS refuses this preflight: {reason}.")?;
        } else {
            writeln!(f, "CORS keeps this response from the page: {reason}.")?;
        }
        if let Some(hint) = failed.hint() {
            writeln!(f, "Note: {hint}.")?;
        }
        writeln!(f)?;
        let width = self.outcomes.iter().map(|outcome| outcome.asked.len()).max().unwrap_or_default().min(60);
        for CheckOutcome { check, asked, fault } in &self.outcomes {
            let verdict = if fault.is_none() { "allowed" } else { "not allowed" };
            writeln!(f, "  {:<12}{asked:<width$}  {verdict}", check.to_string())?;
        }
        // Without a policy of its own, a method goes by that of the path.
        let method = if self.method_has_policy { format!("{} ", self.method) } else { String::new() };
        writeln!(f, "\nThe policy of {method}{} is {}:", self.path, self.policy.place())?;
        writeln!(f, "  {}", self.policy)?;
        let faults = self.outcomes.iter().filter_map(CheckOutcome::remedy);
        for (index, remedy) in faults.enumerate() {
            writeln!(f, "{}{remedy}", if index == 0 { "\nTo allow it:\n  " } else { "  " })?;
        }
        for (index, (engine, sentence)) in self.sentences.iter().enumerate() {
            writeln!(
                f,
                "{}{:<10}{sentence}",
                if index == 0 { "\nThe console says:\n  " } else { "  " },
                engine.to_string()
            )?;
        }
        Ok(())
    }
}
