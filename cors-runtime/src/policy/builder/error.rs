//! Mistakes in a policy that becomes known when a program starts.

use std::fmt;

use cors_policy::{Rule, Violation};

use crate::origin::{ConfigError, write_entry};

/// Arguments that make no policy.
///
/// Its message has one line for each mistake, with the file, the key and the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyError {
    file: Option<String>,
    mistakes: Vec<PolicyMistake>,
    /// Of the source of `origins_from`.
    unusable: Option<ConfigError>,
}

/// An argument, or an entry of one, that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyMistake {
    key: String,
    value: Option<String>,
    /// Whether the value is a string, and not a number or a flag.
    is_text: bool,
    rule: Rule,
    message: String,
}

impl PolicyError {
    pub(super) const fn new(mistakes: Vec<PolicyMistake>, unusable: Option<ConfigError>) -> Self {
        Self { file: None, mistakes, unusable }
    }

    /// Names the file, or whatever else holds the configuration, for the message.
    #[must_use]
    pub fn in_file(self, name: impl Into<String>) -> Self {
        Self { file: Some(name.into()), ..self }
    }

    /// The file, if it was [named](Self::in_file).
    pub fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }

    /// The mistakes, in the order of the arguments' documentation; unknown keys are last.
    pub fn mistakes(&self) -> &[PolicyMistake] {
        &self.mistakes
    }

    /// Why the source of `origins_from` cannot be used, if it cannot.
    pub const fn origins_from(&self) -> Option<&ConfigError> {
        self.unusable.as_ref()
    }
}

impl PolicyMistake {
    pub(super) fn of(key: &str, value: Option<&str>, violation: Violation<'_>) -> Self {
        let headline = violation.headline();
        let message = match violation.help_in_config() {
            Some(help) => format!("{headline}; {help}"),
            None => headline.to_string(),
        };
        Self {
            key: key.to_owned(),
            value: value.map(str::to_owned),
            is_text: true,
            rule: violation.rule,
            message,
        }
    }

    /// The same mistake, in a value that is a number or a flag.
    pub(super) fn unquoted(self) -> Self {
        Self { is_text: false, ..self }
    }

    /// The name of the argument, or an unknown key.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The value that breaks the rule, such as an entry of a list; `None` if the argument itself does.
    pub fn value(&self) -> Option<&str> {
        self.value.as_deref()
    }

    /// The rule. [`#[cors(...)]`](macro@crate::cors) lists the rules by their [ids](Rule::id).
    pub const fn rule(&self) -> Rule {
        self.rule
    }

    /// What is wrong, and the edit that repairs it.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, mistake) in self.mistakes.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            if let Some(file) = &self.file {
                write!(f, "{file}: ")?;
            }
            write!(f, "{mistake}")?;
        }
        match &self.unusable {
            Some(unusable) if self.mistakes.is_empty() => write!(f, "{unusable}"),
            Some(unusable) => write!(f, "\n{unusable}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for PolicyMistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.key)?;
        match &self.value {
            Some(value) if self.is_text => write_entry(f, value)?,
            Some(value) => f.write_str(value)?,
            None => return f.write_str(&self.message),
        }
        f.write_str(": ")?;
        f.write_str(&self.message)
    }
}

impl std::error::Error for PolicyError {}

impl std::error::Error for PolicyMistake {}
