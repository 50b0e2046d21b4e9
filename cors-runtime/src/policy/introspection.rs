//! A policy as people and programs read it.

use std::fmt::{self, Write};

use cors_policy::Argument;

use super::draft::Origins;
use super::{Policy, RequestHeaders};
use crate::origin::OriginSource;

impl Policy {
    /// The origins and patterns that are allowed, `*`, `null` and `file://` among them: single origins first, then
    /// patterns. What `origins_from` adds is not here.
    pub fn origins(&self) -> impl Iterator<Item = &'static str> {
        let others = [self.any_origin.then_some("*"), self.null_origin.then_some("null")];
        let listed = self.origins.exact().chain(self.origins.patterns());
        listed.chain(others.into_iter().flatten())
    }

    /// The origins that are not allowed although all others are.
    pub fn excepted_origins(&self) -> impl Iterator<Item = &'static str> {
        self.except.into_iter().flat_map(Origins::exact)
    }

    /// Where more origins come from while the program runs: `origins_from`.
    pub fn origin_source(&self) -> Option<&'static dyn OriginSource> {
        self.source.map(|source| source.source)
    }

    /// The path of that source, as written.
    pub(crate) fn source_path(&self) -> Option<&'static str> {
        self.source.map(|source| source.path)
    }

    /// Whether responses may be read by requests with credentials
    /// (<https://fetch.spec.whatwg.org/#concept-request-credentials-mode>).
    pub const fn allows_credentials(&self) -> bool {
        self.flags.has(Argument::Credentials)
    }

    /// Whether CORS requests from other origins are answered 403, without the handler.
    pub const fn refuses_other_origins(&self) -> bool {
        self.flags.has(Argument::RefuseOtherOrigins)
    }

    /// Whether preflights that ask are told that public sites may reach this private network
    /// (<https://wicg.github.io/private-network-access/>).
    pub const fn allows_private_network(&self) -> bool {
        self.flags.has(Argument::PrivateNetwork)
    }

    /// Whether the origins that may read a response may also time it
    /// (<https://w3c.github.io/resource-timing/#sec-timing-allow-origin>).
    pub const fn allows_timing(&self) -> bool {
        self.flags.has(Argument::Timing)
    }

    /// Whether a flag of the attribute is on, such as `credentials`, or one of those that lift a rule:
    ///
    /// ```
    /// use cors_runtime::{Argument, Policy, policy};
    ///
    /// static POLICY: Policy = policy!(origins = ["null"], dangerously_allow_null_origin);
    /// assert!(POLICY.has_flag(Argument::DangerouslyAllowNullOrigin));
    /// ```
    pub const fn has_flag(&self, flag: Argument) -> bool {
        self.flags.has(flag)
    }

    /// The methods of a handler that is mounted for any method, `*` among them; `None` if the route says them.
    pub const fn methods(&self) -> Option<&'static [&'static str]> {
        self.methods
    }

    /// The names of the request headers that a page may set, `*` among them.
    pub const fn request_header_names(&self) -> &'static [&'static str] {
        match self.request_headers {
            RequestHeaders::Listed { names } => names,
            RequestHeaders::Any { authorization: true } => &["*", "authorization"],
            RequestHeaders::Any { authorization: false } | RequestHeaders::Echoed => &["*"],
        }
    }

    /// The names of the response headers that a page may read beside the CORS-safelisted ones, `*` among them
    /// (<https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name>).
    pub fn exposed_header_names(&self) -> impl Iterator<Item = &str> {
        let value = self.expose_headers.as_ref().and_then(|value| value.to_str().ok());
        value.into_iter().flat_map(|names| names.split(','))
    }

    /// For how many seconds browsers may keep the answer to a preflight; `None` leaves it to them: 5 s
    /// (<https://fetch.spec.whatwg.org/#http-access-control-max-age>).
    pub fn max_age(&self) -> Option<u32> {
        self.max_age.as_ref().and_then(|seconds| seconds.to_str().ok()?.parse().ok())
    }

    /// The status of an accepted preflight, 200 to 299.
    pub const fn preflight_status(&self) -> u16 {
        self.preflight_status.as_u16()
    }

    /// The file of the attribute.
    pub const fn file(&self) -> &'static str {
        self.file
    }

    /// The line of the attribute, from 1.
    pub const fn line(&self) -> u32 {
        self.line
    }

    /// The name of the handler below the attribute; `None` for [`policy!`](macro@crate::policy).
    pub const fn handler(&self) -> Option<&'static str> {
        if self.handler.is_empty() { None } else { Some(self.handler) }
    }
}

impl Policy {
    /// The handler, if it has one of its own, and where the policy is written.
    pub(crate) fn place(&self) -> String {
        match self.handler() {
            None => format!("the policy at {}:{}", self.file, self.line),
            Some(handler) => format!("`{handler}` ({}:{})", self.file, self.line),
        }
    }
}

/// What a policy states about an argument.
enum Stated {
    /// The policy does not keep the argument: it names something else.
    Elsewhere,
    Flag(bool),
    /// `None` if the argument is left out, which differs from an empty list.
    List(Option<Vec<String>>),
    /// `None` for the default.
    Number(Option<u32>),
    Path(Option<&'static str>),
}

impl Policy {
    /// Every argument has a value here, so that nothing that shows a policy can forget one.
    fn stated(&self, argument: Argument) -> Stated {
        fn list<'t>(entries: impl Iterator<Item = &'t str>) -> Stated {
            Stated::List(Some(entries.map(str::to_owned).collect()))
        }
        match argument {
            Argument::Origins => list(self.origins()),
            Argument::Except => list(self.excepted_origins()),
            Argument::OriginsFrom => Stated::Path(self.source_path()),
            Argument::Methods => {
                let listed = self.methods();
                Stated::List(listed.map(|methods| methods.iter().map(|&method| method.to_owned()).collect()))
            }
            Argument::Headers => list(self.request_header_names().iter().copied()),
            Argument::ExposeHeaders => list(self.exposed_header_names()),
            Argument::MaxAge => Stated::Number(self.max_age()),
            Argument::PreflightStatus => Stated::Number(Some(u32::from(self.preflight_status()))),
            flag if flag.is_flag() => Stated::Flag(self.has_flag(flag)),
            // `policy` and `crate`.
            _ => Stated::Elsewhere,
        }
    }
}

/// The arguments of the attribute, on one line; of many origins only the first.
///
/// ```
/// use cors_runtime::{Policy, policy};
///
/// static PARTNERS: Policy = policy!(origins = ["https://*.partner.example"], max_age = 600, headers = ["X-Key"]);
/// assert_eq!(PARTNERS.to_string(), r#"origins = ["https://*.partner.example"], headers = ["X-Key"], max_age = 600"#);
/// ```
impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for &argument in Argument::ALL {
            let (name, value) = (argument.name(), self.stated(argument));
            match value {
                Stated::Flag(true) => write!(f, "{separator}{name}")?,
                Stated::List(Some(entries)) if !entries.is_empty() => {
                    write!(f, "{separator}{name} = ")?;
                    write_list(f, &entries)?;
                }
                // The default is left out, as in the attribute.
                Stated::Number(Some(204)) if argument == Argument::PreflightStatus => continue,
                Stated::Number(Some(number)) => write!(f, "{separator}{name} = {number}")?,
                Stated::Path(Some(path)) => write!(f, "{separator}{name} = {path}")?,
                _ => continue,
            }
            separator = ", ";
        }
        Ok(())
    }
}

/// The first entries of a list: more would not be read on one line.
fn write_list(f: &mut fmt::Formatter<'_>, entries: &[String]) -> fmt::Result {
    const SHOWN: usize = 8;
    for (index, entry) in entries.iter().take(SHOWN).enumerate() {
        write!(f, "{}{entry:?}", if index == 0 { "[" } else { ", " })?;
    }
    match entries.len().checked_sub(SHOWN) {
        Some(more @ 1..) => write!(f, ", and {more} more]"),
        _ => f.write_char(']'),
    }
}

impl fmt::Debug for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Policy({self}; {})", self.place())
    }
}

#[cfg(feature = "serde")]
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
impl serde::Serialize for Policy {
    /// The arguments under their names, and where the policy is written.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;

        let stated = Argument::ALL.iter().map(|&argument| (argument.name(), self.stated(argument)));
        let stated: Vec<_> = stated.filter(|(_, value)| !matches!(value, Stated::Elsewhere)).collect();
        let mut policy = serializer.serialize_struct("Policy", stated.len() + 3)?;
        for (name, value) in stated {
            match value {
                Stated::Elsewhere => {}
                Stated::Flag(is_on) => policy.serialize_field(name, &is_on)?,
                Stated::List(entries) => policy.serialize_field(name, &entries)?,
                Stated::Number(number) => policy.serialize_field(name, &number)?,
                Stated::Path(path) => policy.serialize_field(name, &path)?,
            }
        }
        policy.serialize_field("handler", &self.handler())?;
        policy.serialize_field("file", self.file())?;
        policy.serialize_field("line", &self.line())?;
        policy.end()
    }
}

#[cfg(test)]
mod tests {
    use cors_policy::Argument;

    use super::Stated;
    use crate::policy::Policy;
    use crate::policy::draft::PolicyDraft;

    /// Everything that shows a policy walks the table of arguments.
    #[test]
    fn every_argument_of_the_table_is_stated() {
        let policy: Policy = PolicyDraft::new("", "", 0).policy();
        for &argument in Argument::ALL {
            let is_stated = !matches!(policy.stated(argument), Stated::Elsewhere);
            let names_something_else = matches!(argument, Argument::SharedPolicy | Argument::Crate);
            assert_eq!(is_stated, !names_something_else, "{}", argument.name());
        }
    }

    /// A review must see every flag, above all those that lift a rule.
    #[test]
    fn every_flag_of_the_table_is_shown() {
        for flag in Argument::ALL.iter().filter(|argument| argument.is_flag()) {
            let policy: Policy = PolicyDraft::new("", "", 0).flag(flag.name()).policy();
            assert_eq!(policy.to_string(), flag.name());
            assert!(policy.has_flag(*flag));
            #[cfg(feature = "serde")]
            {
                let value = serde_json::to_value(&policy).unwrap_or_default();
                assert_eq!(value.get(flag.name()), Some(&true.into()));
            }
        }
    }
}
