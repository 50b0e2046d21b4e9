//! The line that begins with `note:`, the reason.

use crate::rule::Rule;

/// The reason; empty where the headline says it.
pub(super) const fn note(rule: Rule) -> &'static str {
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
        Rule::OriginPublicSuffixWithCredentials => "it is in the public suffix list (publicsuffix.org)",
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
