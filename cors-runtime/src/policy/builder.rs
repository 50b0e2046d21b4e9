//! Policies that become known when a program starts.

// Each module uses only modules above it.
mod error;
mod shared_source;
mod registry;
mod check;
#[cfg(feature = "serde")]
mod deserialize;

use std::collections::BTreeMap;
use std::panic::Location;

use cors_policy::{Argument, Flags, PublicSuffixes, Rule, Violation};

pub use error::{PolicyError, PolicyMistake};
pub use shared_source::SharedSource;

use crate::origin::OriginRules;
use crate::policy::Policy;

/// Builds a [`Policy`] whose arguments are known only when the program starts, such as those in a configuration file.
///
/// It has the arguments of [`#[cors(...)]`](macro@crate::cors), with a method for each. [`build`](Self::build) checks
/// them by the same rules, reports violations in the same words, and reports all of them at once. Repeated entries, and
/// entries that another one covers, are the exception: they are left out, since lists in configuration are often
/// generated or merged. An empty list is the same as none; only an empty list of `methods` is a mistake, because
/// without one every method is allowed.
///
/// The policy is a `&'static Policy`, as a `static` is: `CorsLayer::new`, `with_policy` and all others that take one take
/// it, and nothing is parsed, counted or allocated while requests are served.
///
/// ```
/// use cors_runtime::PolicyBuilder;
///
/// let policy = PolicyBuilder::new()
///     .origins(["https://app.example.com", "https://*.partner.example"])
///     .credentials(true)
///     .headers(["content-type"])
///     .max_age(600)
///     .build()?;
/// assert!(policy.allows_origin(b"https://shop.partner.example"));
///
/// let error = PolicyBuilder::new()
///     .origins(["https://app.example.com/", "http://partner.example"])
///     .credentials(true)
///     .max_age(90_000)
///     .build()
///     .unwrap_err();
/// assert_eq!(
///     error.in_file("config/cors.toml").to_string(),
///     "config/cors.toml: origins: \"https://app.example.com/\": a serialized origin has no path; remove `/`: \
///      `\"https://app.example.com\"`\n\
///      config/cors.toml: origins: \"http://partner.example\": an origin without TLS cannot be trusted with credentials; \
///      `\"https://partner.example\"`; or accept it: `dangerously_allow_insecure_origins`\n\
///      config/cors.toml: max_age: 90000: no browser keeps a preflight's answer for `90000` s; `max_age = 86400`, one day, \
///      is the longest",
/// );
/// # Ok::<(), cors_runtime::PolicyError>(())
/// ```
///
/// # Configuration files and environment variables
///
/// With the feature `serde`, a `PolicyBuilder` is deserialized from a map whose keys are the names of the arguments, from
/// any format that describes itself: TOML, JSON, or the values of the crates `figment` and `config`. It is a field of the
/// program's own configuration. A single string stands for a list, separated by commas or white space, and a string for a
/// number or a flag, because environment variables hold nothing else.
///
/// An unknown key, or a value of another type, does not end the deserialization: `build` reports it with all other
/// mistakes. A [`Policy`] is serialized in the same shape, so that it can be read again; `handler`, `file` and `line` are
/// ignored. `origins_from` names an item of the program and cannot be read: the program calls
/// [`origins_from`](Self::origins_from).
#[cfg_attr(
    feature = "serde",
    doc = "
```
use cors_runtime::PolicyBuilder;

let text = r#\"{\"origins\": \"https://app.example.com, https://*.example.com\", \"max_age\": 600}\"#;
let builder: PolicyBuilder = serde_json::from_str(text).unwrap();
assert_eq!(builder.build().unwrap().max_age(), Some(600));

let builder: PolicyBuilder = serde_json::from_str(r#\"{\"allow_origin\": \"*\"}\"#).unwrap();
assert_eq!(
    builder.build().unwrap_err().to_string(),
    \"allow_origin: there is no argument `allow_origin`; `origins = [\\\"https://app.example.com\\\"]`\",
);
```"
)]
#[derive(Clone, Debug, Default)]
#[must_use = "a policy is made by `build`"]
pub struct PolicyBuilder {
    /// The entries of each list that is given.
    lists: BTreeMap<Argument, Vec<String>>,
    flags: BTreeMap<Argument, bool>,
    numbers: BTreeMap<Argument, u64>,
    source: Option<SharedSource>,
    public_suffixes: Option<PublicSuffixes>,
    /// Mistakes in what was given, found before the arguments are checked.
    mistakes: Vec<PolicyMistake>,
}

impl PolicyBuilder {
    /// Without an argument.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds origins and patterns whose pages may read the responses; `*` is every origin.
    pub fn origins<T: AsRef<str>>(self, origins: impl IntoIterator<Item = T>) -> Self {
        self.list(Argument::Origins, origins)
    }

    /// Adds origins that `*` does not stand for.
    pub fn except<T: AsRef<str>>(self, origins: impl IntoIterator<Item = T>) -> Self {
        self.list(Argument::Except, origins)
    }

    /// A source of more origins: a reference to a `static` or to a function, or an [`OriginSet`](crate::OriginSet) or
    /// another source in an [`Arc`](std::sync::Arc). A source replaces the one before.
    ///
    /// A program that keeps a clone of the `Arc` can replace the origins while requests are served:
    ///
    /// ```
    /// use std::sync::Arc;
    /// use cors_runtime::{OriginSet, PolicyBuilder};
    ///
    /// let tenants = Arc::new(OriginSet::new());
    /// let policy = PolicyBuilder::new().origins_from(Arc::clone(&tenants)).credentials(true).build()?;
    ///
    /// tenants.replace(["https://shop.example"]).unwrap();
    /// assert!(policy.allows_origin(b"https://shop.example"));
    /// assert!(tenants.replace(["http://shop.example"]).is_err());
    /// # Ok::<(), cors_runtime::PolicyError>(())
    /// ```
    pub fn origins_from(mut self, source: impl Into<SharedSource>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Whether pages may send credentials.
    pub fn credentials(self, is_on: bool) -> Self {
        self.flag(Argument::Credentials, is_on)
    }

    /// Adds methods that pages may use, where the policy applies to a whole service; `*` is every one, which is also the
    /// default.
    pub fn methods<T: AsRef<str>>(self, methods: impl IntoIterator<Item = T>) -> Self {
        self.list(Argument::Methods, methods)
    }

    /// Adds request headers that pages may set; `*` is every one.
    pub fn headers<T: AsRef<str>>(self, names: impl IntoIterator<Item = T>) -> Self {
        self.list(Argument::Headers, names)
    }

    /// Adds response headers that pages may read; `*` is every one.
    pub fn expose_headers<T: AsRef<str>>(self, names: impl IntoIterator<Item = T>) -> Self {
        self.list(Argument::ExposeHeaders, names)
    }

    /// For how many seconds browsers may keep the answer to a preflight, from 0 to 86 400.
    pub fn max_age(mut self, seconds: u32) -> Self {
        self.numbers.insert(Argument::MaxAge, seconds.into());
        self
    }

    /// The status of an accepted preflight, from 200 to 299.
    pub fn preflight_status(mut self, status: u16) -> Self {
        self.numbers.insert(Argument::PreflightStatus, status.into());
        self
    }

    /// Whether CORS requests from other origins are answered 403, without the handler.
    pub fn refuse_other_origins(self, is_on: bool) -> Self {
        self.flag(Argument::RefuseOtherOrigins, is_on)
    }

    /// Whether pages of public sites may reach this private network.
    pub fn private_network(self, is_on: bool) -> Self {
        self.flag(Argument::PrivateNetwork, is_on)
    }

    /// Whether pages may time the responses that they may read.
    pub fn timing(self, is_on: bool) -> Self {
        self.flag(Argument::Timing, is_on)
    }

    /// Whether `null` may be listed: the origin of sandboxed pages of any site.
    pub fn dangerously_allow_null_origin(self, is_on: bool) -> Self {
        self.flag(Argument::DangerouslyAllowNullOrigin, is_on)
    }

    /// Whether origins that a network can forge may be listed beside `credentials`.
    pub fn dangerously_allow_insecure_origins(self, is_on: bool) -> Self {
        self.flag(Argument::DangerouslyAllowInsecureOrigins, is_on)
    }

    /// Whether all subdomains of a public suffix may be listed beside `credentials`.
    pub fn dangerously_allow_public_suffixes(self, is_on: bool) -> Self {
        self.flag(Argument::DangerouslyAllowPublicSuffixes, is_on)
    }

    /// Sets any flag; an argument that is not a flag is a mistake, which [`build`](Self::build) reports.
    ///
    /// ```
    /// use cors_runtime::{Argument, PolicyBuilder};
    ///
    /// let policy = PolicyBuilder::new().origins(["*"]).flag(Argument::Timing, true).build()?;
    /// assert!(policy.allows_timing());
    /// # Ok::<(), cors_runtime::PolicyError>(())
    /// ```
    pub fn flag(mut self, flag: Argument, is_on: bool) -> Self {
        if flag.is_flag() {
            self.flags.insert(flag, is_on);
        } else {
            let found = Violation::with_part(Rule::ArgumentWithWrongType, flag.name(), "`true` or `false`");
            self.mistakes.push(PolicyMistake::of(flag.name(), None, found));
        }
        self
    }

    /// Refuses patterns that allow all subdomains of a [public suffix](https://publicsuffix.org), such as
    /// `https://*.github.io`, beside `credentials`; unless `dangerously_allow_public_suffixes` is on.
    ///
    /// Without this call, a policy that is built does not know the list of public suffixes, whatever features are on. The
    /// list adds 200 KB to the program. A set has [its own](crate::OriginSet::refuse_public_suffixes).
    #[cfg(feature = "public-suffix-list")]
    #[cfg_attr(docsrs, doc(cfg(feature = "public-suffix-list")))]
    pub fn refuse_public_suffixes(mut self) -> Self {
        self.public_suffixes = Some(crate::origin::PUBLIC_SUFFIXES);
        self
    }

    /// Makes the policy, and prepares the source of `origins_from`. [`Policy::file`] and [`Policy::line`] are the place of
    /// this call.
    ///
    /// # What is kept
    ///
    /// The policy and its source are kept until the program ends. Building the same policy again in the same place returns
    /// the same reference: same entries in any order, same values, same source. So a program keeps one policy for each
    /// configuration that it builds, however often it does. A policy takes about 1 KB; in a long list of origins, each
    /// entry takes its text and 70 bytes.
    ///
    /// Each `Arc` is a source of its own: a test that builds an application with a new [`OriginSet`](crate::OriginSet)
    /// keeps 1.1 KB and the entries of the set. If origins change while the program runs, replace those of a set, rather
    /// than building one policy after the other.
    ///
    /// # Errors
    ///
    /// Lists every mistake.
    #[track_caller]
    pub fn build(&self) -> Result<&'static Policy, PolicyError> {
        let flags = self.flags_on();
        let source = self.source.as_ref();
        let unusable = source.and_then(|source| source.get().prepare(OriginRules::of(flags)).err());
        let mistakes = check::mistakes(self);
        if !mistakes.is_empty() || unusable.is_some() {
            return Err(PolicyError::new(mistakes, unusable));
        }
        Ok(registry::policy(check::arguments(self, Location::caller()), source))
    }

    fn list<T: AsRef<str>>(mut self, argument: Argument, entries: impl IntoIterator<Item = T>) -> Self {
        let list = self.lists.entry(argument).or_default();
        list.extend(entries.into_iter().map(|entry| entry.as_ref().to_owned()));
        self
    }

    /// The entries of a list; none if it is not given.
    fn entries(&self, argument: Argument) -> &[String] {
        self.lists.get(&argument).map_or(&[], Vec::as_slice)
    }

    fn flags_on(&self) -> Flags {
        let on = self.flags.iter().filter(|(_, is_on)| **is_on).map(|(flag, _)| *flag);
        on.fold(Flags::NONE, Flags::with)
    }
}
