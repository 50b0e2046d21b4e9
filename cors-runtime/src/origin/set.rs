//! A set of origins that changes while the program runs.

use std::collections::hash_map::RandomState;
use std::env::{self, VarError};
use std::hash::BuildHasher;
use std::sync::{Mutex, MutexGuard, PoisonError};

use cors_policy::{OriginList, OwnedOriginTable, PublicSuffixes, check_origin};

use super::config_error::{ConfigError, OriginMistake};
use super::source::{OriginRules, OriginSource};
use super::swap::Swap;
use super::tuple_origin::Origin;

/// Origins and origin patterns that are not known while the program compiles, for `origins_from` of
/// [`#[cors(...)]`](macro@crate::cors).
///
/// Its entries are written as in the attribute and held against the same rules. `*` stands for every well-formed
/// origin, which the answers then name, and is refused beside `credentials`; `null` is always refused. Whether all
/// subdomains of a public suffix are allowed beside `credentials` is found out only with the feature
/// `public-suffix-list`.
///
/// A request is answered in the same time however many entries there are, and never waits for a replacement.
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
///     "\"https://shop.example/\": a serialized origin has no path; remove `/`: `\"https://shop.example\"`\n\
///      \"http://localhost:80\": `80` is the default port, which browsers leave out; `\"http://localhost\"`",
/// );
/// ```
#[derive(Debug)]
pub struct OriginSet {
    variable: Option<&'static str>,
    entries: Swap<Entries>,
    /// Held by whoever changes the set.
    state: Mutex<State>,
}

#[derive(Debug)]
struct Entries {
    any: bool,
    table: OwnedOriginTable<Box<str>>,
}

#[derive(Debug)]
struct State {
    /// Whether there is nothing to read from the environment, or no more.
    is_read: bool,
    /// Whether the entries were held against all rules.
    is_checked: bool,
    /// What the policies ask that use the set.
    rules: OriginRules,
}

impl OriginSet {
    /// An empty set, which allows no origin until it is [replaced](Self::replace).
    pub const fn new() -> Self {
        Self::with(None)
    }

    /// A set whose entries stand in an environment variable, separated by commas or white space.
    ///
    /// It is read when the first route is added whose policy uses the set, or when Rocket ignites, unless the set was
    /// replaced before. If it is not set, names no origin, or has mistakes, the program does not start, and all of
    /// them are listed.
    pub const fn from_env(variable: &'static str) -> Self {
        Self::with(Some(variable))
    }

    const fn with(variable: Option<&'static str>) -> Self {
        let rules =
            OriginRules { credentials: false, refuse_insecure_origins: false, refuse_public_suffixes: false };
        let state = State { is_read: variable.is_none(), is_checked: true, rules };
        Self { variable, entries: Swap::new(), state: Mutex::new(state) }
    }

    /// Replaces all entries at once. Each request is decided by the entries before or by those after.
    ///
    /// # Errors
    ///
    /// Every entry that breaks a rule of the attribute, or one about `credentials` of a policy that uses the
    /// set. The entries before stay in use.
    pub fn replace<T: AsRef<str>>(&self, entries: impl IntoIterator<Item = T>) -> Result<(), ConfigError> {
        // Before the lock: the caller's iterator may take its time, or use this set.
        let entries: Vec<Box<str>> = entries.into_iter().map(|entry| entry.as_ref().into()).collect();
        let mut state = self.state();
        self.put(entries, state.rules, None)?;
        (state.is_read, state.is_checked) = (true, true);
        Ok(())
    }

    /// Whether an origin is in the set, or fits one of its patterns.
    pub fn contains(&self, origin: &Origin<'_>) -> bool {
        let contains =
            |entries: &Entries| entries.any || entries.table.table().matches(origin.as_str().as_bytes());
        self.entries.read(contains).unwrap_or(false)
    }

    /// The entries: single origins, then patterns, each in their order.
    pub fn entries(&self) -> Vec<String> {
        self.entries.read(|entries| entries.texts().map(str::to_owned).collect()).unwrap_or_default()
    }

    /// Puts the entries in the place of those before, if they are without a mistake.
    fn put(
        &self,
        texts: Vec<Box<str>>,
        rules: OriginRules,
        variable: Option<&'static str>,
    ) -> Result<(), ConfigError> {
        check(texts.iter().map(|text| &**text), rules, variable)?;
        let any = texts.iter().any(|text| **text == *"*");
        self.entries.put(Entries { any, table: OwnedOriginTable::new(texts, random_seed()) });
        Ok(())
    }

    fn read_variable(&self, variable: &'static str, rules: OriginRules) -> Result<(), ConfigError> {
        let value = env::var(variable).map_err(|error| match error {
            VarError::NotPresent => ConfigError::not_set(variable),
            VarError::NotUnicode(_) => ConfigError::not_unicode(variable),
        })?;
        let is_separator = |c: char| c == ',' || c.is_whitespace();
        let entries: Vec<Box<str>> =
            value.split(is_separator).filter(|entry| !entry.is_empty()).map(Box::from).collect();
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
        // Also where the entries break them: what replaces those must not.
        state.is_checked &= rules == state.rules;
        state.rules = rules;
        if let Some(variable) = self.variable
            && !state.is_read
        {
            self.read_variable(variable, rules)?;
        } else if !state.is_checked {
            let check_all = |entries: &Entries| check(entries.texts(), rules, self.variable);
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

#[cfg(feature = "public-suffix-list")]
const PUBLIC_SUFFIXES: PublicSuffixes = |domain| {
    psl::suffix(domain.as_bytes())
        .is_some_and(|suffix| suffix.is_known() && suffix.as_bytes() == domain.as_bytes())
};
#[cfg(not(feature = "public-suffix-list"))]
const PUBLIC_SUFFIXES: PublicSuffixes = cors_policy::NO_PUBLIC_SUFFIXES;

fn check<'t>(
    entries: impl Iterator<Item = &'t str>,
    rules: OriginRules,
    variable: Option<&'static str>,
) -> Result<(), ConfigError> {
    let entries: Vec<_> = entries.collect();
    let list = OriginList::new(entries.clone(), random_seed());
    let verdict = |(index, entry)| {
        let (in_list, lifted) = (list.check(index, rules.lifted()), rules.lifted());
        check_origin(entry, in_list, rules.credentials(), lifted, PUBLIC_SUFFIXES)
    };
    let mistakes: Vec<_> = entries.into_iter().enumerate().filter_map(|entry| verdict(entry).err()).collect();
    if mistakes.is_empty() {
        return Ok(());
    }
    Err(ConfigError::mistakes_in(variable, mistakes.into_iter().map(OriginMistake::of).collect()))
}

/// Whoever may choose the entries must not be able to choose ones that are slow to find.
fn random_seed() -> u64 {
    RandomState::new().hash_one("origins")
}
