//! The attribute and a program that starts judge the same arguments alike, in the same words.

#![allow(dead_code, reason = "modules of the macro, of which only the checks are called")]
#![allow(clippy::collapsible_if, reason = "they compile on a Rust without let chains")]

// The checks of the macro, as it compiles them.
#[path = "../cors-macros/src/args.rs"]
mod args;
#[path = "../cors-macros/src/check.rs"]
mod check;
#[path = "../cors-macros/src/mistake.rs"]
mod mistake;
#[path = "../cors-macros/src/origins.rs"]
mod origins;
#[path = "../cors-macros/src/public_suffixes.rs"]
mod public_suffixes;
#[path = "../cors-macros/src/value.rs"]
mod value;

use std::fmt::Write as _;

use cors_policy::{Argument, ArgumentKind, NameList, Rule, Violation};
use cors_runtime::{OriginSet, PolicyBuilder};
use proc_macro2::TokenTree;

static TENANTS: OriginSet = OriginSet::new();

/// Numbers without a pattern, the same in each run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("it has 31 bits") % end
    }

    fn one_of<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts[self.below(texts.len())]
    }

    fn entry(&mut self, argument: Argument) -> &'static str {
        match argument.kind() {
            ArgumentKind::Names(NameList::Methods) => {
                self.one_of(&["PUT", "GET", "*", "patch", "TRACE", "PURGE", "a,b", ""])
            }
            ArgumentKind::Names(NameList::RequestHeaders) => self.one_of(&[
                "x-a",
                "X-A",
                "*",
                "authorization",
                "Cookie",
                "sec-a",
                "access-control-max-age",
                "x a",
                "range",
            ]),
            ArgumentKind::Names(NameList::ResponseHeaders) => {
                self.one_of(&["x-a", "X-A", "*", "etag", "Set-Cookie", "Origin", "pragma", "x:a"])
            }
            _ => self.one_of(&[
                "*",
                "*",
                "null",
                "https://a.example",
                "https://b.example",
                "https://*.a.example",
                "https://x.a.example",
                "http://a.example",
                "http://localhost:*",
                "http://localhost:80",
                "https://*.github.io",
                "https://a.example/",
                "HTTPS://a.example",
                "a.example",
                "",
            ]),
        }
    }
}

/// The arguments as the attribute has them, and the same as a program gives them.
fn arguments(numbers: &mut Numbers) -> (String, PolicyBuilder) {
    let (mut written, mut builder) = (String::new(), PolicyBuilder::new().refuse_public_suffixes());
    for &argument in Argument::ALL {
        let name = argument.name();
        // Most policies have origins, and few have every flag.
        let odds = if argument == Argument::Origins { 20 } else { 3 };
        let is_left_out = numbers.below(odds) == 0;
        if is_left_out || (argument != Argument::Origins && numbers.below(2) == 0) {
            continue;
        }
        if argument.is_list() {
            let entries: Vec<_> = (0..=numbers.below(3)).map(|_| numbers.entry(argument)).collect();
            _ = write!(written, "{name} = {entries:?}, ");
            builder = match argument {
                Argument::Origins => builder.origins(entries),
                Argument::Except => builder.except(entries),
                Argument::Methods => builder.methods(entries),
                Argument::Headers => builder.headers(entries),
                _ => builder.expose_headers(entries),
            };
        } else if argument.is_flag() {
            let is_on = numbers.below(4) > 0;
            written.push_str(name);
            written.push_str(if is_on { ", " } else { " = false, " });
            builder = builder.flag(argument, is_on);
        } else if argument == Argument::OriginsFrom {
            written.push_str("origins_from = TENANTS, ");
            builder = builder.origins_from(&TENANTS);
        } else if argument == Argument::MaxAge {
            let seconds = [0, 600, 86_400, 86_401, u32::MAX][numbers.below(5)];
            _ = write!(written, "max_age = {seconds}, ");
            builder = builder.max_age(seconds);
        } else if argument == Argument::PreflightStatus {
            let status = [0, 199, 200, 204, 299, 300][numbers.below(6)];
            _ = write!(written, "preflight_status = {status}, ");
            builder = builder.preflight_status(status);
        }
    }
    (written, builder)
}

/// What the attribute says, without what is harmless in configuration.
fn verdicts_of_the_macro(written: &str) -> Vec<String> {
    let args = args::Args::parse(written.parse().expect("tokens"));
    let (_, mistakes) = check::check(args);
    let texts = mistakes.iter().map(|mistake| {
        let error = mistake.to_compile_error().into_iter();
        let text = error.filter_map(|tree| match tree {
            TokenTree::Group(group) => group.stream().into_iter().last(),
            _ => None,
        });
        let text = text.last().expect("the text of an error");
        syn::parse2::<syn::LitStr>(text.into()).expect("a literal").value()
    });
    let headlines = texts.map(|text| text.lines().next().unwrap_or_default().to_owned());
    sorted(headlines.filter(|headline| !is_harmless(headline)).collect())
}

fn is_harmless(headline: &str) -> bool {
    let harmless =
        Rule::ALL.iter().filter(|rule| rule.id().ends_with("-repeated") || rule.id().ends_with("-shadowed"));
    { harmless }.any(|rule| {
        let template = Violation::new(*rule, "entry").headline().to_string();
        let (before, after) = template.split_once("`entry`").expect("it names the entry");
        headline.starts_with(before) && headline.ends_with(after)
    })
}

fn verdicts_of_the_builder(builder: &PolicyBuilder) -> Vec<String> {
    let Err(error) = builder.build() else { return Vec::new() };
    let headlines = error.mistakes().iter().map(|mistake| {
        let message = mistake.message();
        message.split("; ").next().unwrap_or_default().to_owned()
    });
    sorted(headlines.collect())
}

fn sorted(mut texts: Vec<String>) -> Vec<String> {
    texts.sort_unstable();
    texts
}

#[test]
fn random_arguments_get_the_same_verdicts() {
    let mut numbers = Numbers(1);
    let (mut accepted, mut refused) = (0, 0);
    for _ in 0..20_000 {
        let (written, builder) = arguments(&mut numbers);
        let [attribute, start] = [verdicts_of_the_macro(&written), verdicts_of_the_builder(&builder)];
        assert_eq!(attribute, start, "{written}");
        *if start.is_empty() { &mut accepted } else { &mut refused } += 1;
    }
    assert!(accepted > 100 && refused > 1_000, "{accepted} accepted, {refused} refused");
}
