//! The checks of the arguments, all of which `cors-policy` makes; and what they say once there is no mistake.

use std::panic::Location;

use cors_policy::{
    Argument, ArgumentKind, GivenArguments, NO_PUBLIC_SUFFIXES, NameList, OriginFacts, OriginList, Rule,
    Violation, check_excepted_origin, check_max_age, check_name, check_origin, check_preflight_status,
    join_names, joined_len, public_suffix,
};

use super::PolicyBuilder;
use super::error::PolicyMistake;
use super::registry::Arguments;
use super::shared_source::SharedSource;

/// Every mistake, in the order of the table of arguments.
pub(super) fn mistakes(builder: &PolicyBuilder) -> Vec<PolicyMistake> {
    let mut mistakes = builder.mistakes.clone();
    // It reads every origin, of which there may be many.
    let given = given_arguments(builder);
    for &argument in Argument::ALL {
        check_argument(builder, argument, &given, &mut mistakes);
    }
    let order =
        |mistake: &PolicyMistake| Argument::ALL.iter().position(|argument| argument.name() == mistake.key());
    mistakes.sort_by_key(|mistake| order(mistake).unwrap_or(usize::MAX));
    mistakes
}

fn check_argument(
    builder: &PolicyBuilder,
    argument: Argument,
    given: &GivenArguments,
    mistakes: &mut Vec<PolicyMistake>,
) {
    let name = argument.name();
    let flags = given.flags;
    let entries = builder.entries(argument);
    let mut found = |value: Option<&str>, verdict: Result<(), Violation<'_>>| {
        mistakes.extend(verdict.err().map(|violation| PolicyMistake::of(name, value, violation)));
    };
    let is_given = match argument.kind() {
        ArgumentKind::Flag | ArgumentKind::DangerousFlag => flags.has(argument),
        ArgumentKind::Path => argument == Argument::OriginsFrom && builder.source.is_some(),
        _ => !entries.is_empty(),
    };
    if let (true, Some(rule)) = (is_given, given.broken_by(argument)) {
        found(None, Err(Violation::new(rule, name)));
    }
    match argument {
        Argument::Origins if entries.is_empty() && builder.source.is_none() && !may_mean_origins(builder) => {
            found(None, Err(Violation::new(Rule::OriginsMissing, "")));
        }
        Argument::Methods if entries.is_empty() && builder.lists.contains_key(&argument) => {
            found(None, Err(Violation::new(Rule::ArgumentWithoutValue, name)));
        }
        _ => {}
    }
    for entry in entries {
        let verdict = match argument.kind() {
            ArgumentKind::Names(kind) => check_name(kind, entry, flags.credentials(), 0, &[]),
            _ if argument == Argument::Except => check_excepted_origin(entry, Ok(())),
            _ => {
                let suffix = public_suffix(entry, builder.public_suffixes.unwrap_or(NO_PUBLIC_SUFFIXES));
                check_origin(entry, flags, suffix, Ok(()))
            }
        };
        found(Some(entry), verdict);
    }
    if let Some(&number) = builder.numbers.get(&argument) {
        let written = number.to_string();
        let check = if argument == Argument::MaxAge { check_max_age } else { check_preflight_status };
        let broken = check(number, &written).err();
        let mistake = broken.map(|violation| PolicyMistake::of(name, Some(&written), violation).unquoted());
        mistakes.extend(mistake);
    }
}

/// Whether something that was not understood may stand for the origins.
fn may_mean_origins(builder: &PolicyBuilder) -> bool {
    let may = |mistake: &PolicyMistake| {
        mistake.rule() == Rule::ArgumentUnknown || mistake.key() == Argument::Origins.name()
    };
    builder.mistakes.iter().any(may)
}

/// What the arguments say about each other.
fn given_arguments(builder: &PolicyBuilder) -> GivenArguments {
    let mut origins = OriginFacts::default();
    // Without the list, any domain may be a public suffix.
    let public_suffixes = builder.public_suffixes.unwrap_or(|_| true);
    for entry in builder.entries(Argument::Origins) {
        origins.add(entry, public_suffixes);
    }
    origins.always_wildcard = origins.wildcard;
    GivenArguments {
        flags: builder.flags_on(),
        credentials_off: builder.flags.get(&Argument::Credentials) == Some(&false),
        origins,
        except: !builder.entries(Argument::Except).is_empty(),
        origins_from: builder.source.is_some(),
    }
}

/// What the arguments say, if there is no mistake in them.
pub(super) fn arguments(builder: &PolicyBuilder, place: &'static Location<'static>) -> Arguments {
    let number = |argument| builder.numbers.get(&argument).copied();
    let headers = names(builder, Argument::Headers, NameList::RequestHeaders);
    let expose_headers = names(builder, Argument::ExposeHeaders, NameList::ResponseHeaders);
    Arguments {
        origins: origins(builder),
        except: excepted(builder),
        source: builder.source.as_ref().map(SharedSource::identity),
        flags: builder.flags_on(),
        methods: builder.lists.get(&Argument::Methods).map(|_| {
            names(builder, Argument::Methods, NameList::Methods).into_iter().map(str::to_owned).collect()
        }),
        allow_headers: joined(NameList::RequestHeaders, &headers),
        headers: headers.into_iter().map(str::to_owned).collect(),
        expose_headers: joined(NameList::ResponseHeaders, &expose_headers),
        max_age: number(Argument::MaxAge).map_or_else(String::new, |seconds| seconds.to_string()),
        preflight_status: number(Argument::PreflightStatus).and_then(|status| u16::try_from(status).ok()),
        file: place.file(),
        line: place.line(),
    }
}

/// The origins that no other one covers, in alphabetical order.
fn origins(builder: &PolicyBuilder) -> Vec<String> {
    let mut origins: Vec<_> = builder.entries(Argument::Origins).iter().map(String::as_str).collect();
    origins.sort_unstable();
    let list = OriginList::new(origins.clone());
    let flags = builder.flags_on();
    let kept = origins.into_iter().enumerate().filter(|(index, _)| list.check(*index, flags).is_ok());
    kept.map(|(_, origin)| origin.to_owned()).collect()
}

fn excepted(builder: &PolicyBuilder) -> Vec<String> {
    let mut excepted = builder.entries(Argument::Except).to_vec();
    excepted.sort_unstable();
    excepted.dedup();
    excepted
}

/// The names that no other one covers, in the order of their header value.
fn names(builder: &PolicyBuilder, argument: Argument, kind: NameList) -> Vec<&str> {
    let mut names: Vec<_> = builder.entries(argument).iter().map(String::as_str).collect();
    match kind {
        NameList::Methods => names.sort_unstable(),
        _ => names.sort_by_cached_key(|name| (name.to_ascii_lowercase(), *name)),
    }
    let credentials = builder.flags_on().credentials();
    let is_kept = |(index, name): &(usize, &str)| check_name(kind, name, credentials, *index, &names).is_ok();
    names.iter().copied().enumerate().filter(is_kept).map(|(_, name)| name).collect()
}

/// The names as a header value.
fn joined(kind: NameList, names: &[&str]) -> String {
    let mut joined = vec![0; joined_len(kind, names)];
    join_names(kind, names, &mut joined);
    // Names are tokens, which are ASCII.
    String::from_utf8(joined).unwrap_or_default()
}
