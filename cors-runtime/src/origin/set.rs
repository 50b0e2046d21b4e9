//! A set of origins that changes while the program runs.

use std::collections::HashSet;
use std::collections::hash_map::RandomState;
use std::env::{self, VarError};
use std::hash::BuildHasher;
use std::sync::{Mutex, MutexGuard, PoisonError};

use cors_policy::{OwnedOriginTable, PublicSuffixes, check_origin, public_suffix};

use super::config_error::{ConfigError, OriginMistake};
use super::source::{OriginRules, OriginSource};
use super::swap::Swap;
use super::tuple_origin::Origin;

/// Origins and origin patterns that are not known while the program compiles, for `origins_from` of
/// [`#[cors(...)]`](macro@crate::cors).
///
/// Its entries are written as in the attribute, and checked by the same rules, except that an entry may be repeated, and
/// may stand beside a pattern that includes it: lists are generated and merged. `*` allows every well-formed origin, and is
/// refused beside `credentials`; `null` and `file://` are always refused. Patterns of public suffixes, such as
/// `https://*.github.io`, are refused only if the set
#[cfg_attr(feature = "public-suffix-list", doc = "[asks for it](Self::refuse_public_suffixes)")]
#[cfg_attr(not(feature = "public-suffix-list"), doc = "asks for it (feature `public-suffix-list`)")]
/// and a policy with `credentials` uses it.
///
/// A request takes the same time however many entries there are, and never waits for a replacement.
///
/// ```
/// use cors_runtime::{OriginSet, cors};
///
/// static TENANTS: OriginSet = OriginSet::new();
///
/// #[cors(origins_from = TENANTS, credentials)]
/// async fn read_cart() -> &'static str {
///     "[]"
/// }
///
/// TENANTS.replace(["https://shop.example", "https://*.shop.example"]).unwrap();
///
/// let error = TENANTS.replace(["https://shop.example/", "https://*.example.com", "http://localhost:80"]).unwrap_err();
/// assert_eq!(error.mistakes().len(), 2);
/// assert_eq!(
///     error.to_string(),
///     "\"https://shop.example/\": a serialized origin has no path; remove `/`: `https://shop.example`\n\
///      \"http://localhost:80\": `80` is the default port, which browsers omit; `http://localhost`",
/// );
/// ```
#[derive(Debug)]
pub struct OriginSet {
    variable: Option<&'static str>,
    public_suffixes: PublicSuffixes,
    entries: Swap<Entries>,
    /// Locked while the set is changed.
    state: Mutex<State>,
}

#[derive(Debug)]
struct Entries {
    any: bool,
    table: OwnedOriginTable<Box<str>>,
}

#[derive(Debug)]
struct State {
    /// Whether nothing is left to read from the environment.
    is_read: bool,
    /// Whether the entries were checked by all rules.
    is_checked: bool,
    /// What the policies that use the set demand.
    rules: OriginRules,
}

impl OriginSet {
    /// An empty set, which allows no origin until it is [replaced](Self::replace).
    pub const fn new() -> Self {
        Self::with(None)
    }

    /// A set that is read from an environment variable, where commas or white space separate the entries. They are
    /// written without quotation marks: `https://app.example.com, https://*.example.com`.
    ///
    /// It is read when the first route is added whose policy uses the set, or when Rocket ignites, unless the set was
    /// replaced before. If the variable is not set, names no origin, or has mistakes, the program does not start, and
    /// the message lists every mistake.
    pub const fn from_env(variable: &'static str) -> Self {
        Self::with(Some(variable))
    }

    const fn with(variable: Option<&'static str>) -> Self {
        let rules = OriginRules::without_credentials();
        let state = State { is_read: variable.is_none(), is_checked: true, rules };
        Self {
            variable,
            public_suffixes: cors_policy::NO_PUBLIC_SUFFIXES,
            entries: Swap::new(),
            state: Mutex::new(state),
        }
    }

    /// Refuses patterns that allow all subdomains of a [public suffix](https://publicsuffix.org), such as
    /// `https://*.github.io`, if a policy with `credentials` uses the set; unless that policy has
    /// `dangerously_allow_public_suffixes`.
    ///
    /// Without this call, a set does not know the list of public suffixes, whatever features are on. The list adds
    /// 200 KB to the program.
    ///
    /// ```
    /// use cors_runtime::{OriginSet, policy, Policy};
    ///
    /// static TENANTS: OriginSet = OriginSet::new().refuse_public_suffixes();
    /// static CART: Policy = policy!(origins_from = TENANTS, credentials);
    ///
    /// CART.prepare().unwrap();
    /// assert!(TENANTS.replace(["https://*.github.io"]).is_err());
    /// assert!(TENANTS.replace(["https://*.shop.example"]).is_ok());
    /// ```
    #[cfg(feature = "public-suffix-list")]
    #[cfg_attr(docsrs, doc(cfg(feature = "public-suffix-list")))]
    #[must_use]
    pub const fn refuse_public_suffixes(mut self) -> Self {
        self.public_suffixes = PUBLIC_SUFFIXES;
        self
    }

    /// Replaces all entries at once. Each request sees either the old entries or the new ones.
    ///
    /// # Errors
    ///
    /// Lists every entry that breaks a rule of the attribute, or a rule about `credentials` of a policy that uses the
    /// set. The old entries stay in use.
    pub fn replace<T: AsRef<str>>(&self, entries: impl IntoIterator<Item = T>) -> Result<(), ConfigError> {
        // Before the lock: the caller's iterator may take its time, or use this set.
        let entries: Vec<Box<str>> = entries.into_iter().map(|entry| entry.as_ref().into()).collect();
        let mut state = self.state();
        self.put(entries, state.rules, None)?;
        (state.is_read, state.is_checked) = (true, true);
        Ok(())
    }

    /// Whether an origin is in the set, or matches one of its patterns.
    pub fn contains(&self, origin: &Origin<'_>) -> bool {
        let contains = |entries: &Entries| {
            (entries.any && !origin.is_of_any_author())
                || entries.table.table().matches(origin.as_str().as_bytes())
        };
        self.entries.read(contains).unwrap_or(false)
    }

    /// The entries, each once: first single origins, then patterns, then `*`, in the order in which they were given.
    pub fn entries(&self) -> Vec<String> {
        self.entries.read(|entries| entries.texts().map(str::to_owned).collect()).unwrap_or_default()
    }

    /// Replaces the entries, unless the new ones have a mistake.
    fn put(
        &self,
        mut texts: Vec<Box<str>>,
        rules: OriginRules,
        variable: Option<&'static str>,
    ) -> Result<(), ConfigError> {
        check(texts.iter().map(|text| &**text), rules, self.public_suffixes, variable)?;
        let any = texts.iter().any(|text| **text == *"*");
        let mut seen = HashSet::new();
        texts.retain(|text| seen.insert(text.clone()));
        self.entries.put(Entries { any, table: OwnedOriginTable::new(texts, random_seed()) });
        Ok(())
    }

    fn read_variable(&self, variable: &'static str, rules: OriginRules) -> Result<(), ConfigError> {
        let value = env::var(variable).map_err(|error| match error {
            VarError::NotPresent => ConfigError::not_set(variable),
            VarError::NotUnicode(_) => ConfigError::not_unicode(variable),
        })?;
        let entries: Vec<Box<str>> = entries_in(&value).map(Box::from).collect();
        if entries.is_empty() {
            return Err(ConfigError::no_origin(variable));
        }
        self.put(entries, rules, Some(variable))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl OriginSource for OriginSet {
    fn allows(&self, origin: &Origin<'_>) -> bool {
        self.contains(origin)
    }

    fn prepare(&self, rules: OriginRules) -> Result<(), ConfigError> {
        let mut state = self.state();
        let rules = state.rules.and(rules);
        // Even if the entries break them: their replacement must not.
        state.is_checked &= rules == state.rules;
        state.rules = rules;
        if let (Some(variable), false) = (self.variable, state.is_read) {
            self.read_variable(variable, rules)?;
        } else if !state.is_checked {
            let check_all =
                |entries: &Entries| check(entries.texts(), rules, self.public_suffixes, self.variable);
            self.entries.read(check_all).unwrap_or(Ok(()))?;
        }
        (state.is_read, state.is_checked) = (true, true);
        Ok(())
    }
}

impl Default for OriginSet {
    fn default() -> Self {
        Self::new()
    }
}

impl Entries {
    fn texts(&self) -> impl Iterator<Item = &str> {
        let table = self.table.table();
        let exact = table.exact().iter().map(|text| &**text);
        let patterns = table.patterns().iter().map(|(text, _)| &**text);
        exact.chain(patterns).chain(self.any.then_some("*"))
    }
}

/// The entries of a list in one text, such as an environment variable.
pub(crate) fn entries_in(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c == ',' || c.is_whitespace()).filter(|entry| !entry.is_empty())
}

#[cfg(feature = "public-suffix-list")]
pub(crate) const PUBLIC_SUFFIXES: PublicSuffixes = |domain| {
    psl::suffix(domain.as_bytes())
        .is_some_and(|suffix| suffix.is_known() && suffix.as_bytes() == domain.as_bytes())
};

fn check<'t>(
    entries: impl Iterator<Item = &'t str>,
    rules: OriginRules,
    public_suffixes: PublicSuffixes,
    variable: Option<&'static str>,
) -> Result<(), ConfigError> {
    let flags = rules.flags();
    let verdict = |entry| check_origin(entry, flags, public_suffix(entry, public_suffixes), Ok(()));
    let mistakes: Vec<_> = entries.filter_map(|entry| verdict(entry).err()).collect();
    if mistakes.is_empty() {
        return Ok(());
    }
    Err(ConfigError::mistakes_in(variable, mistakes.into_iter().map(OriginMistake::of).collect()))
}

/// Users who choose entries must not be able to choose ones that are slow to find.
pub(crate) fn random_seed() -> u64 {
    RandomState::new().hash_one("origins")
}
