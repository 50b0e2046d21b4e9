//! The rules between the arguments of a policy.

use crate::argument::{Argument, Flags};
use crate::origin::facts::OriginFacts;
use crate::rule::Rule;

/// What the arguments of a policy say, as far as the rules between them depend on it.
#[derive(Clone, Copy, Debug, Default)]
pub struct GivenArguments {
    /// The flags that are on.
    pub flags: Flags,
    /// Whether `credentials` is switched off explicitly.
    pub credentials_off: bool,
    /// What stands in `origins`.
    pub origins: OriginFacts,
    /// Whether `except` is given.
    pub except: bool,
    /// Whether `origins_from` is given.
    pub origins_from: bool,
}

impl GivenArguments {
    /// The rule that an argument breaks beside the others: why it has no effect, if it has none.
    pub const fn broken_by(&self, argument: Argument) -> Option<Rule> {
        match argument {
            Argument::Except if !self.origins.wildcard && !self.origins.unknown => {
                Some(Rule::ExceptWithoutWildcard)
            }
            Argument::OriginsFrom if self.origins.always_wildcard => Some(Rule::OriginsFromWithoutNeed),
            Argument::RefuseOtherOrigins if self.origins.always_wildcard && !self.except => {
                Some(Rule::RefuseOtherOriginsWithoutNeed)
            }
            danger => self.broken_by_danger(danger),
        }
    }

    /// A flag that lifts a rule is there because something breaks the rule.
    const fn broken_by_danger(&self, flag: Argument) -> Option<Rule> {
        let credentials = self.flags.credentials();
        let (is_about_credentials, is_needed) = match flag {
            Argument::DangerouslyAllowNullOrigin => (false, self.origins.null),
            Argument::DangerouslyAllowInsecureOrigins => (true, self.origins.insecure && credentials),
            Argument::DangerouslyAllowPublicSuffixes => (true, self.origins.public_suffix && credentials),
            _ => return None,
        };
        if is_about_credentials && self.credentials_off {
            return Some(Rule::CredentialsOffWithDanger);
        }
        let may_be_needed = self.origins.unknown || (is_about_credentials && self.origins_from);
        if is_needed || may_be_needed { None } else { Some(Rule::DangerWithoutNeed) }
    }
}
