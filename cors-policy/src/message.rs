//! What is said about each violation: the only place where user-facing words about a mistake stand.
//!
//! A headline that states a fact, then `help:` with an edit that can be pasted, then `note:` with
//! the reason.

use crate::argument::{ARGUMENTS, nearest_argument};
use crate::const_str::{equal_ignoring_case, slice, starts_with, trim};
use crate::host::label_fault;
use crate::method::normalized;
use crate::repair::{repaired_origin, repaired_origins, split_names};
use crate::rule::Rule;
use crate::text::Text;
use crate::violation::Violation;

impl Violation<'_> {
    /// The mistake in words: one to three lines, without a line break at the end.
    pub const fn message(&self) -> Text {
        let mut message = Text::new();
        self.push_headline(&mut message);
        let start = message.as_str().len();
        message.push("\nhelp: ");
        let empty = message.as_str().len();
        self.push_help(&mut message);
        if message.as_str().len() == empty {
            message.shorten(empty - start);
        }
        let note = note(self.rule);
        if !note.is_empty() {
            message.push("\nnote: ");
            message.push(note);
        }
        message
    }

    /// The fact.
    #[expect(clippy::too_many_lines, reason = "a table: one arm a rule")]
    const fn push_headline(&self, text: &mut Text) {
        let part = self.part;
        match self.rule {
            Rule::OriginsMissing => text.push("a policy lists at least one origin"),
            Rule::OriginsConfiguredOut => text.push("`#[cfg(...)]` leaves no origin in this build"),
            Rule::VariableNotSet => {
                about(text, "the variable ", self.written, " is not set while this compiles");
            }
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
            Rule::WildcardWithCredentials => {
                text.push("browsers refuse `*` as an answer to a request with credentials");
            }
            Rule::OriginInsecureWithCredentials => {
                text.push("an origin without TLS is allowed to read answers to credentials");
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
                text.push(part);
            }
            Rule::CommaMissing => text.push("a comma is missing before this"),
            Rule::ItemNotAFunction => text.push("`#[cors(...)]` stands on a function that handles requests"),
            Rule::ItemWithSelf => text.push("a handler is a function without `self`"),
            Rule::AttributeTwice => {
                text.push("a handler has one policy, and this is its second `#[cors(...)]`");
            }
            Rule::AttributeBelowRoute => {
                text.push("`#[cors(...)]` stands below the attribute of the route");
            }
        }
    }

    /// The edit; nothing where there is none.
    #[expect(clippy::too_many_lines, reason = "a table: one arm a rule")]
    const fn push_help(&self, text: &mut Text) {
        match self.rule {
            Rule::OriginsMissing => text
                .push("`origins = [\"https://app.example.com\"]`, or `origins = [\"*\"]` for every origin"),
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
            Rule::OriginNull => text
                .push("let the page have an origin of its own: `<iframe sandbox=\"allow-same-origin ...\">`"),
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
            | Rule::AttributeTwice => text.push("remove it"),
            Rule::AttributeBelowRoute => text.push("move it above, so that it sees the route"),
            Rule::MethodsKnownFromRoute => {
                text.push("remove `methods`; it is for handlers that are mounted for any method");
            }
            Rule::WildcardWithCredentials => {
                text.push("list the origins, for example `origins = [\"https://app.example.com\"]`, or remove `credentials`");
            }
            Rule::OriginInsecureWithCredentials => self.push_secure_origin(text),
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
            Rule::MaxAgeNotANumber | Rule::MaxAgeNegative | Rule::MaxAgeTooLong => {
                text.push("`max_age = 86400`, one day, is the longest");
            }
            Rule::PreflightStatusNotOk => text.push("remove it for 204, or `preflight_status = 200`"),
            Rule::ArgumentUnknown => self.push_nearest_argument(text),
            Rule::ArgumentWithoutValue | Rule::ArgumentWithWrongType => text.push(example(self.written)),
            Rule::ItemWithSelf => {
                text.push("take the state as an extractor, and call the method from the function");
            }
            Rule::OriginNotAscii
            | Rule::OriginSchemeInvalid
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
        if let Some(origin) = repaired_origin(secure.as_str()) {
            literal(text, origin.as_str());
        }
    }

    const fn push_nearest_argument(&self, text: &mut Text) {
        if let Some(name) = nearest_argument(self.written) {
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

/// Something about what the user wrote.
const fn about(text: &mut Text, before: &str, written: &str, after: &str) {
    text.push(before);
    text.push_written(trim(written));
    text.push(after);
}

/// A string literal between backquotes.
const fn literal(text: &mut Text, content: &str) {
    text.push("`");
    text.push_literal(content);
    text.push("`");
}

/// What an argument takes.
const fn kind(argument: &str) -> &'static str {
    match argument.as_bytes() {
        b"credentials" => "no value, `true` or `false`",
        b"max_age" => "a number of seconds",
        b"preflight_status" => "a status from 200 to 299",
        b"crate" => "a path",
        _ => "a list of strings",
    }
}

/// How an argument is written.
const fn example(argument: &str) -> &'static str {
    match argument.as_bytes() {
        b"origins" => "`origins = [\"https://app.example.com\"]`",
        b"credentials" => "`credentials`",
        b"methods" => "`methods = [\"PUT\", \"DELETE\"]`",
        b"headers" => "`headers = [\"content-type\"]`",
        b"expose_headers" => "`expose_headers = [\"x-total\"]`",
        b"max_age" => "`max_age = 86400`",
        b"preflight_status" => "`preflight_status = 200`",
        b"crate" => "`crate = my_cors_runtime`",
        _ => "",
    }
}

/// The reason; empty where the headline says it.
const fn note(rule: Rule) -> &'static str {
    match rule {
        Rule::OriginWithPath
        | Rule::OriginWithQuery
        | Rule::OriginWithFragment
        | Rule::OriginWithUserinfo
        | Rule::OriginNotLowercase
        | Rule::OriginWithWhitespace
        | Rule::OriginIpv6NotCanonical
        | Rule::OriginPortDefault
        | Rule::OriginNotAscii => {
            "browsers compare origins byte for byte (fetch.spec.whatwg.org/#cors-check)"
        }
        Rule::OriginSeveralInOne => {
            "a response names one origin or `*`, never a list (fetch.spec.whatwg.org/#http-access-control-allow-origin)"
        }
        Rule::OriginSchemeInvalid => {
            "a scheme is a letter, then letters, digits, `+`, `-` or `.`, at most 64 in all"
        }
        Rule::OriginHostInvalid => "a label is 1 to 63 of `a-z`, `0-9`, `-`, `_`, and no `-` at its ends",
        Rule::OriginIpv4Invalid => "a host whose last label begins with a digit is an address",
        Rule::OriginWildcardMisplaced => "anything looser would let a stranger's domain in",
        Rule::OriginNull => "whoever can frame a page can make its origin `null`",
        Rule::WildcardWithCredentials | Rule::ExposeWildcardWithCredentials => {
            "fetch.spec.whatwg.org/#cors-protocol-and-credentials"
        }
        Rule::OriginInsecureWithCredentials => {
            "who controls the network forges its pages, and reads with the user's cookies"
        }
        Rule::MethodForbidden => "fetch.spec.whatwg.org/#forbidden-method",
        Rule::MethodNotNormalized => {
            "browsers put only DELETE, GET, HEAD, OPTIONS, POST and PUT in upper case (fetch.spec.whatwg.org/#concept-method-normalize)"
        }
        Rule::RequestHeaderForbidden => "fetch.spec.whatwg.org/#forbidden-request-header",
        Rule::ResponseHeaderForbidden => "fetch.spec.whatwg.org/#forbidden-response-header-name",
        Rule::ResponseHeaderBelongsToRequest => "exposing a header never keeps an origin out",
        Rule::MaxAgeTooLong => "Firefox stops at 86400 s, Chromium at 7200 s",
        _ => "",
    }
}
