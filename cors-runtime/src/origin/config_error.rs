//! Mistakes in origins that become known while the program runs.

use std::fmt;

use cors_policy::{Rule, Violation};

/// Origins that cannot be used, found while the program runs.
///
/// Its message has one line for each mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// The environment variable that holds the origins.
    variable: Option<&'static str>,
    cause: Cause,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Cause {
    /// A rule about the environment variable itself.
    Variable(Rule),
    Mistakes(Vec<OriginMistake>),
    Other(String),
}

/// The kinds of [`ConfigError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ConfigErrorKind {
    /// The environment variable is not set.
    VariableNotSet,
    /// The value of the environment variable is not UTF-8.
    VariableNotUnicode,
    /// The environment variable names no origin.
    NoOrigin,
    /// Entries break rules; see [`ConfigError::mistakes`].
    Mistakes,
    /// An error of a source of your own; see [`ConfigError::new`].
    Other,
}

/// An entry that breaks a rule of the attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OriginMistake {
    entry: String,
    rule: Rule,
    message: String,
}

impl ConfigError {
    /// An error of a source of your own.
    pub fn new(message: impl Into<String>) -> Self {
        Self { variable: None, cause: Cause::Other(message.into()) }
    }

    pub(crate) const fn not_set(variable: &'static str) -> Self {
        Self { variable: Some(variable), cause: Cause::Variable(Rule::VariableMissing) }
    }

    pub(crate) const fn not_unicode(variable: &'static str) -> Self {
        Self { variable: Some(variable), cause: Cause::Variable(Rule::VariableNotUtf8) }
    }

    pub(crate) const fn no_origin(variable: &'static str) -> Self {
        Self { variable: Some(variable), cause: Cause::Variable(Rule::VariableWithoutOrigin) }
    }

    pub(crate) const fn mistakes_in(variable: Option<&'static str>, mistakes: Vec<OriginMistake>) -> Self {
        Self { variable, cause: Cause::Mistakes(mistakes) }
    }

    /// What kind of error it is.
    pub const fn kind(&self) -> ConfigErrorKind {
        match self.cause {
            Cause::Variable(Rule::VariableMissing) => ConfigErrorKind::VariableNotSet,
            Cause::Variable(Rule::VariableNotUtf8) => ConfigErrorKind::VariableNotUnicode,
            Cause::Variable(_) => ConfigErrorKind::NoOrigin,
            Cause::Mistakes(_) => ConfigErrorKind::Mistakes,
            Cause::Other(_) => ConfigErrorKind::Other,
        }
    }

    /// The environment variable that holds the origins, if one does.
    pub const fn variable(&self) -> Option<&'static str> {
        self.variable
    }

    /// The entries that break a rule, in the order of the entries.
    pub fn mistakes(&self) -> &[OriginMistake] {
        match &self.cause {
            Cause::Mistakes(mistakes) => mistakes,
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
        Self { entry: violation.written.to_owned(), rule: violation.rule, message }
    }

    /// The entry as written.
    pub fn entry(&self) -> &str {
        &self.entry
    }

    /// The rule that it breaks. [`#[cors(...)]`](macro@crate::cors) lists the rules by their [ids](Rule::id).
    pub const fn rule(&self) -> Rule {
        self.rule
    }

    /// What is wrong with the entry, and the edit that repairs it.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let variable = self.variable.unwrap_or_default();
        match &self.cause {
            Cause::Variable(rule) => Violation::new(*rule, variable).headline().fmt(f),
            Cause::Other(message) => f.write_str(message),
            Cause::Mistakes(mistakes) => {
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
        write_entry(f, &self.entry)?;
        write!(f, ": {}", self.message)
    }
}

/// An entry in quotes, shortened if it is long.
pub(crate) fn write_entry(f: &mut fmt::Formatter<'_>, entry: &str) -> fmt::Result {
    /// Enough to find the entry.
    const SHOWN: usize = 100;
    let shown: String = entry.chars().take(SHOWN).collect();
    let more = if shown.len() < entry.len() { "…" } else { "" };
    write!(f, "{shown:?}{more}")
}

impl std::error::Error for ConfigError {}

impl std::error::Error for OriginMistake {}
