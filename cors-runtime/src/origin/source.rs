//! Sources of origins that are not known while the program compiles.

use std::any::Any;
use std::fmt;

use cors_policy::{Argument, Flags};

use super::config_error::ConfigError;
use super::tuple_origin::Origin;

/// A source of allowed origins, for `origins_from` of [`#[cors(...)]`](macro@crate::cors).
///
/// Functions and [`OriginSet`](crate::OriginSet)s are sources, and your own types can be. A source is asked while a
/// request is served, so it must answer at once: do slow work beforehand, and keep the result.
///
/// ```
/// use cors_runtime::{Origin, cors};
///
/// fn is_preview(origin: &Origin<'_>) -> bool {
///     let number = origin.host().strip_prefix("pr-").and_then(|rest| rest.strip_suffix(".preview.example.com"));
///     origin.scheme() == "https" && origin.port().is_none() && number.is_some_and(|number| number.parse::<u32>().is_ok())
/// }
///
/// #[cors(origins = ["https://app.example.com"], origins_from = is_preview)]
/// async fn list_items() -> &'static str {
///     "[]"
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say which origins are allowed",
    label = "neither an `OriginSet` nor a function",
    note = "a function takes `&Origin<'_>` and returns `bool`"
)]
pub trait OriginSource: Any + Send + Sync {
    /// Whether the origin is allowed. It is never `null`, but it can be `file://`, the origin of local pages in some
    /// embedded browsers, whoever wrote them.
    fn allows(&self, origin: &Origin<'_>) -> bool;

    /// Prepares the source, and checks its origins. Called before requests are served, at least once for each policy that
    /// uses the source: while a policy is built, while a route is added, or while Rocket ignites.
    ///
    /// # Errors
    ///
    /// If the source cannot be used; the server does not start then.
    fn prepare(&self, rules: OriginRules) -> Result<(), ConfigError> {
        let _ = rules;
        Ok(())
    }
}

impl<F: Fn(&Origin<'_>) -> bool + Send + Sync + 'static> OriginSource for F {
    fn allows(&self, origin: &Origin<'_>) -> bool {
        self(origin)
    }
}

/// What a policy demands of the origins in its source, besides being well-formed. Its arguments decide.
///
/// A source of your own receives the rules in [`OriginSource::prepare`], and can be tested with rules made here:
///
/// ```
/// use cors_runtime::{ConfigError, Origin, OriginRules, OriginSource};
///
/// struct AnyOrigin;
///
/// impl OriginSource for AnyOrigin {
///     fn allows(&self, _: &Origin<'_>) -> bool {
///         true
///     }
///
///     fn prepare(&self, rules: OriginRules) -> Result<(), ConfigError> {
///         if rules.credentials() { Err(ConfigError::new("credentials for every origin")) } else { Ok(()) }
///     }
/// }
///
/// assert!(AnyOrigin.prepare(OriginRules::without_credentials()).is_ok());
/// assert!(AnyOrigin.prepare(OriginRules::with_credentials()).is_err());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OriginRules {
    // refuse_* => credentials
    credentials: bool,
    refuse_insecure_origins: bool,
    refuse_public_suffixes: bool,
}

impl OriginRules {
    /// The rules of a policy without `credentials`, the default.
    pub const fn without_credentials() -> Self {
        Self { credentials: false, refuse_insecure_origins: false, refuse_public_suffixes: false }
    }

    /// The rules of a policy with `credentials`.
    pub const fn with_credentials() -> Self {
        Self { credentials: true, refuse_insecure_origins: true, refuse_public_suffixes: true }
    }

    /// Lifts a rule, as `dangerously_allow_insecure_origins` does.
    #[must_use]
    pub const fn allow_insecure_origins(self) -> Self {
        Self { refuse_insecure_origins: false, ..self }
    }

    /// Lifts a rule, as `dangerously_allow_public_suffixes` does.
    #[must_use]
    pub const fn allow_public_suffixes(self) -> Self {
        Self { refuse_public_suffixes: false, ..self }
    }

    /// Whether credentials are allowed. If so, `*` must be refused.
    pub const fn credentials(&self) -> bool {
        self.credentials
    }

    /// Whether to refuse origins that an attacker on the network can forge, such as `http://app.example.com`.
    pub const fn refuses_insecure_origins(&self) -> bool {
        self.refuse_insecure_origins
    }

    /// Whether to refuse patterns that allow all subdomains of a public suffix, such as `https://*.github.io`.
    pub const fn refuses_public_suffixes(&self) -> bool {
        self.refuse_public_suffixes
    }

    /// What either demands.
    pub(crate) const fn and(self, other: Self) -> Self {
        Self {
            credentials: self.credentials || other.credentials,
            refuse_insecure_origins: self.refuse_insecure_origins || other.refuse_insecure_origins,
            refuse_public_suffixes: self.refuse_public_suffixes || other.refuse_public_suffixes,
        }
    }

    /// The rules of a policy with these flags.
    pub(crate) const fn of(flags: Flags) -> Self {
        let credentials = flags.credentials();
        Self {
            credentials,
            refuse_insecure_origins: credentials && !flags.has(Argument::DangerouslyAllowInsecureOrigins),
            refuse_public_suffixes: credentials && !flags.has(Argument::DangerouslyAllowPublicSuffixes),
        }
    }

    /// The flags of a policy with these rules.
    pub(crate) const fn flags(self) -> Flags {
        let mut flags = Flags::NONE;
        if self.credentials {
            flags = flags.with(Argument::Credentials);
        }
        if !self.refuse_insecure_origins {
            flags = flags.with(Argument::DangerouslyAllowInsecureOrigins);
        }
        if !self.refuse_public_suffixes {
            flags = flags.with(Argument::DangerouslyAllowPublicSuffixes);
        }
        flags
    }
}

/// The argument of `origins_from`.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct NamedSource {
    /// As written in the attribute.
    pub path: &'static str,
    pub source: &'static dyn OriginSource,
}

impl fmt::Debug for NamedSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("NamedSource").field(&self.path).finish()
    }
}

/// Equal if the source is the same one, by whatever path.
impl PartialEq for NamedSource {
    fn eq(&self, other: &Self) -> bool {
        // Functions have no size and so no address of their own, but each has its own type.
        self.source.type_id() == other.source.type_id() && std::ptr::addr_eq(self.source, other.source)
    }
}
