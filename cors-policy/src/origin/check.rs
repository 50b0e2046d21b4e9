//! The checks of an entry of `origins` or `except`, in the one order in which they run: in the macro, in const
//! evaluation, and in a running program.

use crate::argument::{Argument, Flags};
use crate::evaluation::const_str::equal;
use crate::origin::entry::OriginEntry;
use crate::origin::host::is_loopback;
use crate::origin::pattern::OriginPattern;
use crate::origin::scheme::is_unencrypted;
use crate::rule::Rule;
use crate::violation::Violation;

/// Checks an entry of `origins`: by itself, then beside `credentials`, then against its list.
///
/// `public_suffix` is the suffix all of whose subdomains the entry allows; see
/// [`public_suffix`](crate::public_suffix()). It is not known in const evaluation. `in_list` is what the list
/// says about the entry: [`check_in_list`](crate::check_in_list), or [`OriginList`](crate::OriginList).
///
/// # Errors
///
/// The first mistake.
pub const fn check_origin<'a>(
    written: &'a str,
    flags: Flags,
    public_suffix: Option<&'a str>,
    in_list: Result<(), Violation<'a>>,
) -> Result<(), Violation<'a>> {
    let entry = match OriginEntry::parse(written, flags) {
        Ok(entry) => entry,
        Err(violation) => return Err(violation),
    };
    if !flags.credentials() {
        return in_list;
    }
    if let Some(violation) = check_beside_credentials(written, &entry, flags, public_suffix) {
        return Err(violation);
    }
    match in_list {
        // The `*` is the mistake; the entries that it shadows are not.
        Err(Violation { rule: Rule::OriginShadowed, part, .. }) if equal(part, "*") => Ok(()),
        _ => in_list,
    }
}

const fn check_beside_credentials<'a>(
    written: &'a str,
    entry: &OriginEntry<'_>,
    flags: Flags,
    public_suffix: Option<&'a str>,
) -> Option<Violation<'a>> {
    match (entry, public_suffix) {
        (OriginEntry::Any, _) => Some(Violation::new(Rule::WildcardWithCredentials, written)),
        (OriginEntry::Pattern(pattern), _)
            if is_insecure(pattern) && !flags.has(Argument::DangerouslyAllowInsecureOrigins) =>
        {
            Some(Violation::new(Rule::OriginInsecureWithCredentials, written))
        }
        (OriginEntry::Pattern(_), Some(suffix)) if !flags.has(Argument::DangerouslyAllowPublicSuffixes) => {
            Some(Violation::with_part(Rule::OriginPublicSuffixWithCredentials, written, suffix))
        }
        _ => None,
    }
}

/// Whether the network between the user and the origin can forge its pages: the scheme is `http`, `ws` or `ftp`,
/// and the host is not the user's own machine.
pub const fn is_insecure(pattern: &OriginPattern<'_>) -> bool {
    is_unencrypted(pattern.scheme().as_bytes()) && !is_loopback(pattern.host().as_bytes())
}

/// Checks an entry of `except`: by itself, then against its list; `in_list` as in [`check_origin`].
///
/// # Errors
///
/// It is not an origin, or it is a pattern, or the list says something about it.
pub const fn check_excepted_origin<'a>(
    written: &'a str,
    in_list: Result<(), Violation<'a>>,
) -> Result<(), Violation<'a>> {
    match OriginEntry::parse(written, Flags::NONE) {
        Ok(OriginEntry::Pattern(pattern)) if pattern.is_exact() => in_list,
        Ok(_) => Err(Violation::new(Rule::ExceptPattern, written)),
        Err(violation) => Err(violation),
    }
}
