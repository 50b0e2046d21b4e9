//! The first line: a fact, in lower case, that names what was written.

use super::{about, kind};
use crate::const_str::starts_with;
use crate::host::label_fault;
use crate::method::normalized;
use crate::rule::Rule;
use crate::text::Text;
use crate::violation::Violation;

impl Violation<'_> {
    /// The fact.
    #[expect(clippy::too_many_lines, reason = "a table: one arm a rule")]
    pub(super) const fn push_headline(&self, text: &mut Text) {
        let part = self.part;
        match self.rule {
            Rule::OriginsMissing => text.push("a policy lists at least one origin"),
            Rule::OriginsConfiguredOut => text.push("`#[cfg(...)]` leaves no origin in this build"),
            Rule::VariableNotSet => {
                about(text, "the variable ", self.written, " is not set while this compiles");
            }
            Rule::MethodsConfiguredOut => text.push("`#[cfg(...)]` leaves no method in this build"),
            Rule::OriginEmpty => text.push("an origin is never the empty string"),
            Rule::OriginWithoutScheme => {
                about(text, "", self.written, " does not begin with a scheme and `://`");
            }
            Rule::OriginSeveralInOne => text.push("one string holds one origin, and this one is a list"),
            Rule::OriginWithPath => text.push("a serialized origin has no path"),
            Rule::OriginWithQuery => text.push("a serialized origin has no query"),
            Rule::OriginWithFragment => text.push("a serialized origin has no fragment"),
            Rule::OriginWithUserinfo => text.push("a serialized origin has no user name and no password"),
            Rule::OriginWithWhitespace => text.push("an origin has no white space and no control character"),
            Rule::OriginNotLowercase => text.push("a serialized origin is in lower case"),
            Rule::OriginNotAscii => text.push("a serialized origin is ASCII: its host is in Punycode"),
            Rule::OriginSchemeInvalid => about(text, "", part, " is not a scheme"),
            Rule::OriginSchemeFile => text.push("pages from files have the origin `null`, never `file:`"),
            Rule::OriginHostMissing => text.push("an origin has a host"),
            Rule::OriginHostInvalid => {
                let fault = label_fault(part);
                if part.is_empty() {
                    text.push("a label of the host is empty");
                } else if fault.is_empty() {
                    text.push("a host has at most 253 bytes");
                } else {
                    about(text, "the label ", part, " of the host ");
                    text.push(fault);
                }
            }
            Rule::OriginIpv4Invalid => about(text, "", part, " is not an IPv4 address in four numbers"),
            Rule::OriginIpv6NotCanonical => about(text, "", part, " is not the form that browsers send"),
            Rule::OriginIpv6Invalid => about(text, "", part, " is not an IPv6 address in brackets"),
            Rule::OriginPortDefault => {
                about(text, "", part, " is the default port, which browsers leave out");
            }
            Rule::OriginPortInvalid => about(text, "", part, " is not a port"),
            Rule::OriginWildcardMisplaced => {
                text.push("a `*` stands for all subdomains or for the port, nowhere else");
            }
            Rule::OriginWildcardOnIp => about(text, "the IP address ", part, " has no subdomains"),
            Rule::OriginTooLong => {
                text.push("an origin has at most 326 bytes, and this one has ");
                text.push_number(self.written.len() as u64);
            }
            Rule::OriginNull => text.push("`null` is the origin of sandboxed pages of any site"),
            Rule::OriginRepeated => about(text, "", self.written, " is listed twice"),
            Rule::OriginShadowed => about(text, "", part, " allows this origin already"),
            Rule::OriginsFromWithoutNeed => text.push("`*` allows every origin already"),
            Rule::ExceptWithoutWildcard => text.push("`except` takes origins from `*`, and these are listed"),
            Rule::ExceptPattern => {
                about(text, "`except` takes single origins, and ", self.written, " is not one");
            }
            Rule::WildcardWithCredentials => {
                text.push("browsers refuse `*` as an answer to a request with credentials");
            }
            Rule::OriginInsecureWithCredentials => {
                text.push("an origin without TLS is allowed to read answers to credentials");
            }
            Rule::OriginPublicSuffixWithCredentials => {
                about(text, "anyone can have a subdomain of ", part, ", and read with credentials");
            }
            Rule::DangerWithoutNeed => about(text, "nothing here needs ", self.written, ""),
            Rule::CredentialsOffWithDanger => {
                about(text, "", self.written, " is about `credentials`, which are off");
            }
            Rule::RefuseOtherOriginsWithoutNeed => {
                text.push("there are no other origins to refuse where every origin is allowed");
            }
            Rule::MethodNotAToken => about(text, "", self.written, " is not a method"),
            Rule::MethodForbidden => about(text, "no script can send the method ", self.written, ""),
            Rule::MethodNotNormalized => {
                about(text, "methods are case-sensitive, and ", self.written, " is not ");
                if let Some(normalized) = normalized(self.written) {
                    text.push_written(normalized);
                }
            }
            Rule::MethodRepeated => about(text, "the method ", self.written, " is listed twice"),
            Rule::MethodShadowed => about(text, "`*` allows the method ", self.written, " already"),
            Rule::MethodsKnownFromRoute => text.push("the methods are known from the route"),
            Rule::RequestHeaderNotAToken | Rule::ResponseHeaderNotAToken => {
                about(text, "", self.written, " is not the name of a header");
            }
            Rule::RequestHeaderForbidden => {
                about(text, "no script can set the request header ", self.written, "");
            }
            Rule::RequestHeaderBelongsToResponse => {
                about(text, "", self.written, " is a header of responses");
            }
            Rule::RequestHeaderRepeated | Rule::ResponseHeaderRepeated => {
                about(text, "the header ", self.written, " is listed twice");
            }
            Rule::RequestHeaderShadowed | Rule::ResponseHeaderShadowed => {
                about(text, "`*` stands for the header ", self.written, " already");
            }
            Rule::ResponseHeaderForbidden => {
                about(text, "no script can read the response header ", self.written, "");
            }
            Rule::ResponseHeaderBelongsToRequest => {
                about(text, "", self.written, " is not a header of responses to scripts");
            }
            Rule::ExposeWildcardWithCredentials => {
                text.push("beside `credentials`, `*` exposes only a header named `*`");
            }
            Rule::MaxAgeNotANumber => text.push("`max_age` is a number of seconds"),
            Rule::MaxAgeNegative => text.push("`max_age` is not negative"),
            Rule::MaxAgeTooLong => {
                about(text, "browsers keep a preflight's answer for less than ", self.written, " s");
            }
            Rule::PreflightStatusNotOk => {
                about(text, "browsers accept a preflight with status 200 to 299, not ", self.written, "");
            }
            Rule::ArgumentUnknown => about(text, "there is no argument ", self.written, ""),
            Rule::ArgumentRepeated => about(text, "the argument ", self.written, " is given twice"),
            Rule::ArgumentWithoutValue => about(text, "the argument ", self.written, " has no value"),
            Rule::ArgumentWithWrongType => {
                about(text, "", self.written, " takes ");
                text.push(kind(self.written));
                text.push(", not ");
                text.push(if starts_with(part, "\"") { "a string" } else { part });
            }
            Rule::PolicyWithArguments => about(text, "`policy` says all that ", self.written, " could say"),
            Rule::PolicyInPolicy => {
                text.push("`policy!(...)` lists what it allows, and names no other policy");
            }
            Rule::CommaMissing => text.push("a comma is missing before this"),
            Rule::ItemNotAFunction => text.push("`#[cors(...)]` stands on a function that handles requests"),
            Rule::ItemUnsafe => text.push("a handler is neither `unsafe` nor `extern`"),
            Rule::ItemWithSelf => text.push("a handler is a function without `self`"),
            Rule::ItemInImpl => {
                text.push("a handler stands outside of `impl` blocks, or does without `Self`");
            }
            Rule::AttributeTwice => {
                text.push("a handler has one policy, and this is its second `#[cors(...)]`");
            }
            Rule::AttributeBelowRoute => {
                text.push("`#[cors(...)]` stands below the attribute of the route");
            }
        }
    }
}
