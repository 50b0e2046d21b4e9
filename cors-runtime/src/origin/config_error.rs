//! What is wrong with origins that became known while the program runs.

use std::fmt;

use cors_policy::Violation;

/// Origins that were read while the program runs, and cannot be used.
///
/// Shown, it has one line for each mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// The environment variable that the origins stand in.
    variable: Option<&'static str>,
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    NotSet,
    NotUnicode,
    NoOrigin,
    Mistakes(Vec<OriginMistake>),
    Other(String),
}

/// An entry that breaks a rule of the attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OriginMistake {
    entry: String,
    rule: &'static str,
    message: String,
}

impl ConfigError {
    /// For a source of your own.
    pub fn new(message: impl Into<String>) -> Self {
        Self { variable: None, kind: Kind::Other(message.into()) }
    }

    pub(crate) const fn not_set(variable: &'static str) -> Self {
        Self { variable: Some(variable), kind: Kind::NotSet }
    }

    pub(crate) const fn not_unicode(variable: &'static str) -> Self {
        Self { variable: Some(variable), kind: Kind::NotUnicode }
    }

    pub(crate) const fn no_origin(variable: &'static str) -> Self {
        Self { variable: Some(variable), kind: Kind::NoOrigin }
    }

    pub(crate) const fn mistakes_in(variable: Option<&'static str>, mistakes: Vec<OriginMistake>) -> Self {
        Self { variable, kind: Kind::Mistakes(mistakes) }
    }

    /// The environment variable that the origins stand in, if they do.
    pub const fn variable(&self) -> Option<&'static str> {
        self.variable
    }

    /// The entries that break a rule, in their order.
    pub fn mistakes(&self) -> &[OriginMistake] {
        match &self.kind {
            Kind::Mistakes(mistakes) => mistakes,
            _ => &[],
        }
    }
}

impl OriginMistake {
    pub(crate) fn of(violation: Violation<'_>) -> Self {
        let headline = violation.headline();
        let message = match violation.help_in_set() {
            Some(help) => format!("{headline}; {help}"),
            None => headline.to_string(),
        };
        Self { entry: violation.written.to_owned(), rule: violation.rule.id(), message }
    }

    /// The entry as it was written.
    pub fn entry(&self) -> &str {
        &self.entry
    }

    /// The id of the rule, such as `origin-with-path`; they are listed at
    /// [`#[cors(...)]`](macro@crate::cors).
    pub const fn rule(&self) -> &'static str {
        self.rule
    }

    /// What is wrong, and the edit that repairs it.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let variable = self.variable.unwrap_or_default();
        match &self.kind {
            Kind::NotSet => write!(f, "the environment variable `{variable}` is not set"),
            Kind::NotUnicode => write!(f, "the environment variable `{variable}` is not UTF-8"),
            Kind::NoOrigin => write!(f, "the environment variable `{variable}` names no origin"),
            Kind::Other(message) => f.write_str(message),
            Kind::Mistakes(mistakes) => {
                for (index, mistake) in mistakes.iter().enumerate() {
                    if index > 0 {
                        f.write_str("\n")?;
                    }
                    if let Some(variable) = self.variable {
                        write!(f, "{variable}: ")?;
                    }
                    write!(f, "{mistake}")?;
                }
                Ok(())
            }
        }
    }
}

impl fmt::Display for OriginMistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        /// Whoever wrote the entry knows how it goes on.
        const SHOWN: usize = 100;
        let shown: String = self.entry.chars().take(SHOWN).collect();
        let more = if shown.len() < self.entry.len() { "…" } else { "" };
        write!(f, "{shown:?}{more}: {}", self.message)
    }
}

impl std::error::Error for ConfigError {}
