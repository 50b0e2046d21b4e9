//! Where origins come from that are not known while the program compiles.

use std::any::Any;

use cors_policy::Lifted;

use super::config_error::ConfigError;
use super::tuple_origin::Origin;

/// Says which origins are allowed, for `origins_from` of [`#[cors(...)]`](macro@crate::cors).
///
/// It is asked while a request is served, so it answers at once: what takes time is done beforehand, and kept.
/// Functions and [`OriginSet`](crate::OriginSet)s are sources; a type of your own can be one too.
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
    /// Whether the origin is allowed. It is never `null`.
    fn allows(&self, origin: &Origin<'_>) -> bool;

    /// Prepares the source, and checks its origins. Called before requests are served, once for each policy that uses
    /// the source: while a route is added, or while Rocket ignites.
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

/// What other arguments of a policy ask of its origins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OriginRules {
    pub(crate) credentials: bool,
    pub(crate) refuse_insecure_origins: bool,
    pub(crate) refuse_public_suffixes: bool,
}

impl OriginRules {
    /// Whether credentials are allowed, so that `*` is not.
    pub const fn credentials(&self) -> bool {
        self.credentials
    }

    /// Whether origins are refused that a network can forge: beside `credentials`, unless
    /// `dangerously_allow_insecure_origins` is set.
    pub const fn refuses_insecure_origins(&self) -> bool {
        self.refuse_insecure_origins
    }

    /// Whether patterns are refused that allow all subdomains of a public suffix: beside `credentials`, unless
    /// `dangerously_allow_public_suffixes` is set.
    pub const fn refuses_public_suffixes(&self) -> bool {
        self.refuse_public_suffixes
    }

    /// What either asks.
    pub(crate) const fn and(self, other: Self) -> Self {
        Self {
            credentials: self.credentials || other.credentials,
            refuse_insecure_origins: self.refuse_insecure_origins || other.refuse_insecure_origins,
            refuse_public_suffixes: self.refuse_public_suffixes || other.refuse_public_suffixes,
        }
    }

    pub(crate) const fn lifted(self) -> Lifted {
        Lifted {
            insecure_origins: !self.refuse_insecure_origins,
            public_suffixes: !self.refuse_public_suffixes,
            ..Lifted::NONE
        }
    }
}

/// What stands in `origins_from`.
#[doc(hidden)]
#[derive(Clone, Copy)]
#[expect(missing_debug_implementations, reason = "a source need not have one")]
pub struct NamedSource {
    /// As it is written.
    pub path: &'static str,
    pub source: &'static dyn OriginSource,
}

/// Two policies ask the same source if it is one and the same, whatever it is called.
impl PartialEq for NamedSource {
    fn eq(&self, other: &Self) -> bool {
        let [ours, theirs]: [&dyn Any; 2] = [self.source, other.source];
        // Functions have no size, and so no address of their own, but each has a type of its own.
        ours.type_id() == theirs.type_id() && std::ptr::addr_eq(ours, theirs)
    }
}
