//! The line that begins with `help:`, an edit that can be pasted; computed where it can be.

use super::{about, kind, literal};
use crate::argument::{ARGUMENTS, nearest_argument};
use crate::const_str::{equal, equal_ignoring_case, slice, starts_with};
use crate::limits::MAX_AGE;
use crate::method::normalized;
use crate::number::seconds;
use crate::repair::{repaired_origin, repaired_origins, split_names};
use crate::rule::Rule;
use crate::text::Text;
use crate::violation::Violation;

impl Violation<'_> {
    /// The edit; nothing where there is none.
    #[expect(clippy::too_many_lines, reason = "a table: one arm a rule")]
    pub(super) const fn push_help(&self, text: &mut Text) {
        match self.rule {
            Rule::OriginsMissing => text
                .push("`origins = [\"https://app.example.com\"]`, or `origins = [\"*\"]` for every origin"),
            Rule::MethodsConfiguredOut => {
                text.push("add a method without `#[cfg(...)]`, or one for this build");
            }
            Rule::OriginsConfiguredOut => {
                text.push("add an origin without `#[cfg(...)]`, or one for this build");
            }
            Rule::VariableNotSet => {
                text.push("set it, or leave the origin out with `#[cfg(...)]` where it is not needed");
            }
            Rule::OriginEmpty | Rule::OriginHostMissing => {
                text.push("for example `\"https://app.example.com\"`");
            }
            Rule::OriginSeveralInOne => {
                if let Some(list) = repaired_origins(self.written) {
                    text.push("write one string for each: `");
                    text.push(list.as_str());
                    text.push("`");
                }
            }
            Rule::OriginWithPath
            | Rule::OriginWithQuery
            | Rule::OriginWithFragment
            | Rule::OriginWithUserinfo => {
                if let Some(origin) = repaired_origin(self.written) {
                    about(text, "remove ", self.part, ": ");
                    literal(text, origin.as_str());
                }
            }
            Rule::OriginNotAscii => {
                if let Some(origin) = repaired_origin(self.written) {
                    literal(text, origin.as_str());
                } else {
                    text.push("what `new URL(\"...\").origin` gives in the console of a browser");
                }
            }
            Rule::OriginWithoutScheme
            | Rule::OriginWithWhitespace
            | Rule::OriginNotLowercase
            | Rule::OriginIpv4Invalid
            | Rule::OriginIpv6NotCanonical
            | Rule::OriginIpv6Invalid
            | Rule::OriginPortDefault
            | Rule::OriginWildcardOnIp => self.push_repaired_origin(text),
            Rule::OriginPortInvalid => {
                text.push("a number from 1 to 65535 without leading zeros, or `*` for any port");
            }
            Rule::OriginWildcardMisplaced => {
                text.push("`\"https://*.example.com\"` for subdomains of any depth, `\"http://localhost:*\"` for any port");
            }
            Rule::OriginSchemeFile => {
                text.push("serve the page over HTTP, for example from `\"http://localhost:*\"`");
            }
            Rule::OriginNull => {
                text.push("let the page have an origin of its own; or accept all of them: `dangerously_allow_null_origin`");
            }
            Rule::OriginRepeated
            | Rule::OriginShadowed
            | Rule::MethodForbidden
            | Rule::MethodRepeated
            | Rule::MethodShadowed
            | Rule::RequestHeaderRepeated
            | Rule::RequestHeaderShadowed
            | Rule::ResponseHeaderRepeated
            | Rule::ResponseHeaderShadowed
            | Rule::ArgumentRepeated
            | Rule::DangerWithoutNeed
            | Rule::CredentialsOffWithDanger
            | Rule::ItemUnsafe
            | Rule::RefuseOtherOriginsWithoutNeed
            | Rule::OriginsFromWithoutNeed
            | Rule::AttributeTwice => text.push("remove it"),
            Rule::AttributeBelowRoute => text.push("move it above, so that it sees the route"),
            Rule::MethodsKnownFromRoute => {
                text.push("remove `methods`; it is for handlers that are mounted for any method");
            }
            Rule::WildcardWithCredentials => {
                text.push("list the origins, for example `origins = [\"https://app.example.com\"]`, or remove `credentials`");
            }
            Rule::OriginInsecureWithCredentials => {
                self.push_secure_origin(text);
                text.push("; or accept it: `dangerously_allow_insecure_origins`");
            }
            Rule::OriginPublicSuffixWithCredentials => {
                text.push(
                    "list the subdomains that are yours; or accept all: `dangerously_allow_public_suffixes`",
                );
            }
            Rule::ExceptWithoutWildcard => {
                text.push(
                    "remove `except`, or write `origins = [\"*\"]` if every other origin is to be allowed",
                );
            }
            Rule::ExceptPattern => text.push("for example `except = [\"https://other.example.com\"]`"),
            Rule::ItemInImpl => {
                text.push("move it out of the block, or write the name of the type for `Self`");
            }
            Rule::MethodNotNormalized => {
                if let Some(normalized) = normalized(self.written) {
                    literal(text, normalized);
                }
            }
            Rule::MethodNotAToken | Rule::RequestHeaderNotAToken | Rule::ResponseHeaderNotAToken => {
                if let Some(list) = split_names(self.written) {
                    text.push("write one string for each: `");
                    text.push(list.as_str());
                    text.push("`");
                }
            }
            Rule::RequestHeaderForbidden => {
                if equal_ignoring_case(self.written, "Cookie") {
                    text.push("`credentials` is what lets a page send cookies");
                } else {
                    text.push("remove it; browsers set it themselves");
                }
            }
            Rule::RequestHeaderBelongsToResponse => {
                text.push("remove it; the policy writes that header itself");
            }
            Rule::ResponseHeaderForbidden => {
                text.push("remove it; with `credentials` the browser stores the cookie itself");
            }
            Rule::ResponseHeaderBelongsToRequest => {
                text.push("remove it; which origins may read the response is said by `origins`");
            }
            Rule::ExposeWildcardWithCredentials => {
                text.push("list the names, for example `expose_headers = [\"x-total\"]`");
            }
            Rule::MaxAgeNotANumber => self.push_seconds(text),
            Rule::MaxAgeNegative | Rule::MaxAgeTooLong => {
                text.push("`max_age = 86400`, one day, is the longest");
            }
            Rule::PreflightStatusNotOk => text.push("remove it for 204, or `preflight_status = 200`"),
            Rule::ArgumentUnknown => self.push_nearest_argument(text),
            Rule::ArgumentWithoutValue => text.push(example(self.written)),
            Rule::ArgumentWithWrongType => self.push_right_spelling(text),
            Rule::PolicyWithArguments => {
                text.push("remove it, or write it in the `policy!(...)` of the `static`");
            }
            Rule::PolicyInPolicy => {
                about(text, "name it above the handler: `#[cors(policy = ...)]` with ", self.written, "");
            }
            Rule::ItemWithSelf => {
                text.push("take the state as an extractor, and call the method from the function");
            }
            Rule::OriginSchemeInvalid
            | Rule::OriginHostInvalid
            | Rule::OriginTooLong
            | Rule::CommaMissing
            | Rule::ItemNotAFunction => {}
        }
    }

    const fn push_repaired_origin(&self, text: &mut Text) {
        let written = if matches!(self.rule, Rule::OriginWildcardOnIp) { self.part } else { self.written };
        if let Some(origin) = repaired_origin(written) {
            literal(text, origin.as_str());
        }
    }

    /// The same origin over TLS.
    const fn push_secure_origin(&self, text: &mut Text) {
        let mut secure = Text::new();
        secure.push("https://");
        if starts_with(self.written, "http://") {
            secure.push(slice(self.written, 7, self.written.len()));
        }
        match repaired_origin(secure.as_str()) {
            Some(origin) => literal(text, origin.as_str()),
            None => text.push("use an origin with `https`"),
        }
    }

    /// A list of what was written as one string; else how the argument is written.
    const fn push_right_spelling(&self, text: &mut Text) {
        if starts_with(self.part, "\"") && starts_with(kind(self.written), "a list") {
            text.push("`");
            text.push(self.written);
            text.push(" = [");
            text.push(self.part);
            text.push("]`");
        } else {
            text.push(example(self.written));
        }
    }

    /// The number of seconds that a text like `"1d"` or `"10m"` means.
    const fn push_seconds(&self, text: &mut Text) {
        match seconds(self.written) {
            Some(seconds) if seconds <= MAX_AGE as u64 => {
                text.push("`max_age = ");
                text.push_number(seconds);
                text.push("`");
            }
            _ => text.push("`max_age = 86400`, one day, is the longest"),
        }
    }

    const fn push_nearest_argument(&self, text: &mut Text) {
        if equal(self.written, "#") {
            text.push("no attribute stands before an argument but `#[cfg(...)]`; a comment begins with `//`");
        } else if let Some(name) = nearest_argument(self.written) {
            text.push(example(name));
        } else {
            text.push("the arguments are ");
            let mut i = 0;
            while i < ARGUMENTS.len() {
                if i > 0 {
                    text.push(", ");
                }
                text.push_written(ARGUMENTS[i]);
                i += 1;
            }
        }
    }
}

/// How an argument is written.
const fn example(argument: &str) -> &'static str {
    match argument.as_bytes() {
        b"origins" => "`origins = [\"https://app.example.com\"]`",
        b"credentials" => "`credentials`",
        b"except" => "`except = [\"https://other.example.com\"]`",
        b"methods" => "`methods = [\"PUT\", \"DELETE\"]`",
        b"headers" => "`headers = [\"content-type\"]`",
        b"expose_headers" => "`expose_headers = [\"x-total\"]`",
        b"max_age" => "`max_age = 86400`",
        b"preflight_status" => "`preflight_status = 200`",
        b"refuse_other_origins" => "`refuse_other_origins`",
        b"private_network" => "`private_network`",
        b"timing" => "`timing`",
        b"policy" => "`policy = PARTNERS`",
        b"crate" => "`crate = my_cors_runtime`",
        b"dangerously_allow_null_origin" => "`dangerously_allow_null_origin`",
        b"dangerously_allow_insecure_origins" => "`dangerously_allow_insecure_origins`",
        b"dangerously_allow_public_suffixes" => "`dangerously_allow_public_suffixes`",
        _ => "",
    }
}
