//! Why a check fails, and the edit after which it would pass.

use std::fmt::Write as _;

use cors_policy::{Argument, OriginPattern, check_request_header_name, is_insecure, is_token};

use super::asked::{Asked, AskedPreflight};
use super::nearest::{nearest_name, nearest_origin};
use super::shown::{one_line, quoted_list, shown};
use crate::origin::Origin;
use crate::policy::Policy;
use crate::policy::route_policy::KnownPolicy;

/// Why a check fails.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Fault {
    /// What is wrong, as a sentence without its full stop.
    pub(super) what: String,
    /// What was probably meant, or what else helps to understand it; without a full stop.
    pub(super) hint: Option<String>,
    /// The argument of the attribute as it would have to be, or what else to do.
    pub(super) edit: Option<Edit>,
}

/// A change of the application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Edit {
    /// The argument would have this value.
    Argument(String),
    /// Something else, as an imperative.
    Other(String),
}

impl Fault {
    fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), ..Self::default() }
    }
}

/// How many names are shown; of more, only the number matters.
pub(super) const NAMES: usize = 8;

/// How long a name can be to be proposed, in bytes.
const NAME_LEN: usize = 100;

/// Why the origin is not allowed; `None` if it is.
pub(super) fn of_origin(asked: &Asked<'_>) -> Option<Fault> {
    let policy = asked.policy;
    let &[sent] = asked.origins.as_slice() else {
        let lines = asked.origins.len();
        return (lines > 1 && !policy.is_any_origin()).then(|| Fault {
            hint: Some("browsers send one".to_owned()),
            ..Fault::new(format!("the request has {lines} `Origin` lines"))
        });
    };
    if policy.is_any_origin() || policy.allows_origin(sent) {
        return None;
    }
    let text = std::str::from_utf8(sent).unwrap_or_default();
    let is_excepted = policy.excepted_origins().any(|excepted| excepted == text);
    let what = match Origin::parse(sent) {
        _ if sent == b"null" => "the origin `null` is not allowed".to_owned(),
        _ if is_excepted => format!("the origin `{}` is excepted", shown(sent)),
        Some(_) => format!("the origin `{}` is not allowed", shown(sent)),
        None => format!("no browser sends the origin `{}`", shown(sent)),
    };
    let hint = if sent == b"null" {
        Some("sandboxed frames, local files and some redirects have it, whoever their author is".to_owned())
    } else {
        // Each allowed origin is compared, so only with what can be an origin.
        (sent.len() <= cors_policy::ORIGIN_LEN).then(|| nearest_origin(text, policy.origins())).flatten()
    };
    let edit = if is_excepted {
        Some(Edit::Other(format!("remove `{text:?}` from `except`")))
    } else {
        edit_of_origins(policy, sent)
    };
    Some(Fault { what, hint, edit })
}

/// The argument that would allow the origin.
fn edit_of_origins(policy: &Policy, sent: &[u8]) -> Option<Edit> {
    let text = std::str::from_utf8(sent).ok()?;
    let danger = if matches!(text, "null" | "file://") {
        Some(Argument::DangerouslyAllowNullOrigin)
    } else {
        Origin::parse(sent)?;
        let is_insecure = OriginPattern::parse(text).is_ok_and(|origin| is_insecure(&origin));
        (policy.allows_credentials() && is_insecure).then_some(Argument::DangerouslyAllowInsecureOrigins)
    };
    let listed: Vec<_> = policy.origins().filter(|origin| *origin != "*").collect();
    if let (true, None, Some(source)) = (listed.is_empty(), danger, policy.source_path()) {
        return Some(Edit::Other(format!("add `{text}` to `{source}`")));
    }
    let mut edit = with_entries(Argument::Origins, &listed, &[text]);
    if let Some(flag) = danger.filter(|flag| !policy.has_flag(*flag)) {
        let _ = write!(edit, ", {}", flag.name());
    }
    Some(Edit::Argument(edit))
}

/// Why the response to a request with credentials cannot be read, although its origin is allowed; `None` if it can.
pub(super) fn of_credentials(asked: &Asked<'_>) -> Option<Fault> {
    let policy = asked.policy;
    let &[origin] = asked.origins.as_slice() else { return None };
    if policy.allows_credentials() {
        return None;
    }
    let edit = if policy.is_any_origin() {
        Origin::parse(origin).map(|origin| {
            Edit::Argument(format!(
                "{}, credentials",
                with_entries(Argument::Origins, &[], &[origin.as_str()])
            ))
        })
    } else {
        Some(Edit::Argument("credentials".to_owned()))
    };
    Some(Fault {
        what: "the request has credentials (a `Cookie`), and the policy does not allow them".to_owned(),
        hint: policy.is_any_origin().then(|| {
            "`*` is for requests without credentials; without `credentials: \"include\"`, the page could read the response"
                .to_owned()
        }),
        edit,
    })
}

/// Why a preflight for the method is refused; `None` if it is not.
pub(super) fn of_method(asked: &Asked<'_>, preflight: &AskedPreflight<'_>) -> Option<Fault> {
    if preflight.method_has_policy {
        return None;
    }
    let (method, path) = (shown(asked.method), shown(asked.path.as_bytes()));
    let name = match std::str::from_utf8(asked.method) {
        Ok(name) if is_token(asked.method) => name,
        _ => return Some(Fault::new(format!("`{method}` is not a method"))),
    };
    let mounted = |name: &str| preflight.mounted.iter().find(|(mounted, _)| *mounted == name);
    if mounted(name).is_some() || (name == "HEAD" && mounted("GET").is_some()) {
        return Some(Fault {
            edit: Some(Edit::Other("write `#[cors(...)]` above the handler".to_owned())),
            ..Fault::new(format!("the handler of `{method} {path}` has no policy"))
        });
    }
    if let Some((_, other)) = mounted("*") {
        return Some(match other {
            KnownPolicy::Policy(policy) => of_listed_methods(policy, name),
            KnownPolicy::None | KnownPolicy::Unknown => {
                Fault::new(format!("what serves `{method} {path}` has no policy"))
            }
        });
    }
    let other_case = preflight.mounted.iter().find(|(mounted, _)| mounted.eq_ignore_ascii_case(name));
    let (hint, edit) = if let Some((mounted, _)) = other_case {
        in_other_case(mounted)
    } else {
        let mut names: Vec<_> = preflight.mounted.iter().map(|(name, _)| (*name).to_owned()).collect();
        names.dedup();
        let edit = Edit::Other(format!("mount a handler for `{method}` on the path"));
        (format!("the path has {}", quoted_list(&names)), edit)
    };
    let what = format!("the method `{method}` is not mounted at `{path}`");
    Some(Fault { what, hint: Some(hint), edit: Some(edit) })
}

/// The hint and the edit if the page asks for an allowed method in another case.
fn in_other_case(allowed: &str) -> (String, Edit) {
    let hint = format!("`{allowed}` is; methods are case-sensitive");
    (hint, Edit::Other(format!("write `{allowed}` in the page")))
}

/// The handler is mounted for any method, and its policy lists those that it allows.
fn of_listed_methods(policy: &Policy, name: &str) -> Fault {
    let listed = policy.methods().unwrap_or_default();
    let other_case = listed.iter().find(|listed| listed.eq_ignore_ascii_case(name));
    let (hint, edit) = match other_case.map(|allowed| in_other_case(allowed)) {
        Some((hint, edit)) => (Some(hint), edit),
        None => (None, Edit::Argument(with_entries(Argument::Methods, listed, &[name]))),
    };
    Fault { what: format!("the method `{}` is not allowed", shown(name.as_bytes())), hint, edit: Some(edit) }
}

/// Why the request headers are not allowed; `None` if they are.
pub(super) fn of_headers(policy: &Policy, preflight: &AskedPreflight<'_>) -> Option<Fault> {
    let mut all = preflight.headers.iter().filter(|(_, is_allowed)| !is_allowed).map(|(name, _)| *name);
    let refused: Vec<&[u8]> = all.by_ref().take(NAMES).collect();
    let more = all.count();
    refused.first()?;
    let mut what = quoted_list(&refused.iter().map(|name| shown(name)).collect::<Vec<_>>());
    if more > 0 {
        let _ = write!(what, ", and {more} more");
    }
    let what = match refused.len() + more {
        1 => format!("the request header {what} is not allowed"),
        _ => format!("the request headers {what} are not allowed"),
    };
    // What is longer is nobody's mistake.
    let texts =
        refused.iter().map(|name| std::str::from_utf8(name).ok().filter(|name| name.len() <= NAME_LEN));
    let Some(refused) = texts.collect::<Option<Vec<&str>>>() else {
        return Some(Fault::new(what));
    };
    let mistake = refused.iter().find_map(|name| check_request_header_name(name).err());
    let allowed = policy.request_header_names();
    let edit = (mistake.is_none() && more == 0).then(|| {
        let names: Vec<_> = refused.iter().map(|name| name.to_ascii_lowercase()).collect();
        Edit::Argument(with_entries(Argument::Headers, allowed, &names))
    });
    let hint = match mistake {
        Some(mistake) => Some(one_line(&mistake.headline().to_string())),
        None => hint_about_names(allowed, &refused),
    };
    Some(Fault { what, hint, edit })
}

/// What was probably meant by one of the names that are refused.
fn hint_about_names(allowed: &[&str], refused: &[&str]) -> Option<String> {
    if allowed.contains(&"*") {
        return Some("`*` does not stand for `authorization`".to_owned());
    }
    refused.iter().find_map(|name| {
        let nearest = nearest_name(name, allowed.iter().copied())?;
        Some(format!("`{nearest}` is allowed, and `{}` is nearly the same", shown(name.as_bytes())))
    })
}

/// An argument with more entries.
fn with_entries<T: AsRef<str>>(argument: Argument, known: &[&str], new: &[T]) -> String {
    const SHOWN: usize = 6;
    let mut entries: Vec<_> = known.iter().take(SHOWN).map(|entry| format!("{entry:?}")).collect();
    if known.len() > SHOWN {
        entries.push("...".to_owned());
    }
    entries.extend(new.iter().map(|entry| format!("{:?}", entry.as_ref())));
    format!("{} = [{}]", argument.name(), entries.join(", "))
}
