//! The table of rules.

use super::group::Group;
use super::row::{Row, rules};

const BYTE_FOR_BYTE: &str = "browsers compare origins byte for byte (fetch.spec.whatwg.org/#cors-check)";
const CREDENTIALS: &str = "fetch.spec.whatwg.org/#cors-protocol-and-credentials";
const LONGEST_MAX_AGE: &str = "`max_age = 86400`, one day, is the longest";

rules! {
    OriginsMissing "origins-missing" in Origins: "a policy needs at least one origin",
        help ["`origins = [\"https://app.example.com\"]`, or `origins = [\"*\"]` for every origin"];
    OriginEmpty "origin-empty" in Origins: "an origin cannot be the empty string",
        help ["for example `\"https://app.example.com\"`"];
    OriginWithoutScheme "origin-without-scheme" in Origins: "{written} does not begin with a scheme and `://`",
        help ["{repaired}"];
    OriginSeveralInOne "origin-several-in-one" in Origins: "one string holds one origin, not a list",
        help ["write one string for each: {repaired_list}"],
        help_in_set ["{if_semicolon}separate the entries with commas: {repaired_list}",
                     "{if_semicolon}separate the entries with commas, not with `;`",
                     "make each an entry of its own: {repaired_list}", "make each an entry of its own"],
        note "a response names one origin or `*`, never a list (fetch.spec.whatwg.org/#http-access-control-allow-origin)";
    OriginWithPath "origin-with-path" in Origins: "a serialized origin has no path",
        help ["remove {part}: {repaired}"], note BYTE_FOR_BYTE;
    OriginWithQuery "origin-with-query" in Origins: "a serialized origin has no query",
        help ["remove {part}: {repaired}"], note BYTE_FOR_BYTE;
    OriginWithFragment "origin-with-fragment" in Origins: "a serialized origin has no fragment",
        help ["remove {part}: {repaired}"], note BYTE_FOR_BYTE;
    OriginWithUserinfo "origin-with-userinfo" in Origins: "a serialized origin has no user name or password",
        help ["remove {part}: {repaired}"], note BYTE_FOR_BYTE;
    OriginWithWhitespace "origin-with-whitespace" in Origins:
        "an origin has no white space and no control characters",
        help ["{repaired}"], note BYTE_FOR_BYTE;
    OriginQuoted "origin-quoted" in Origins: "an origin has no quotation marks or brackets around it",
        help ["{repaired}", "remove it"],
        help_in_set ["write it without them: {repaired}", "remove it"];
    OriginNotLowercase "origin-not-lowercase" in Origins: "a serialized origin is in lowercase",
        help ["{repaired}"], note BYTE_FOR_BYTE;
    OriginNotAscii "origin-not-ascii" in Origins: "a serialized origin is ASCII, with its host in Punycode",
        help ["{repaired}", "use what `new URL(\"...\").origin` gives in the console of a browser"],
        note BYTE_FOR_BYTE;
    OriginSchemeInvalid "origin-scheme-invalid" in Origins: "{part} is not a valid scheme",
        note "a scheme is a letter, then letters, digits, `+`, `-` or `.`, at most 64 in all";
    OriginSchemeFile "origin-scheme-file" in Origins: "a local page has the origin `null`, or in some apps `file://`",
        help ["serve the page over HTTP, for example from `\"http://localhost:*\"`; or accept every local page: `\"null\"` or `\"file://\"`, with `dangerously_allow_null_origin`"],
        help_in_set ["serve the page over HTTP, for example from `http://localhost:*`"],
        note "browsers send `null`; browsers embedded in an app (Electron, Cordova, a web view) may send `file://`";
    OriginHostMissing "origin-host-missing" in Origins: "the origin has no host",
        help ["for example `\"https://app.example.com\"`"];
    OriginHostInvalid "origin-host-invalid" in Origins: "the host has {host_fault}",
        help ["{repaired}"],
        note "a host has at most 253 bytes, and a label 1 to 63: `a-z`, `0-9`, `-`, `_`, and the rare `!`, `&`, `+`, `=`, `~`";
    OriginIpv4Invalid "origin-ipv4-invalid" in Origins: "{part} is not an IPv4 address of four decimal numbers",
        help ["{repaired}"], note "a host whose last label is a number is an address (url.spec.whatwg.org/#ends-in-a-number-checker)";
    OriginIpv6NotCanonical "origin-ipv6-not-canonical" in Origins: "{part} is not the form that browsers send",
        help ["{repaired}"], note BYTE_FOR_BYTE;
    OriginIpv6Invalid "origin-ipv6-invalid" in Origins: "{part} is not an IPv6 address in brackets",
        help ["{repaired}"];
    OriginPortDefault "origin-port-default" in Origins: "{part} is the default port, which browsers omit",
        help ["{repaired}"], note BYTE_FOR_BYTE;
    OriginPortInvalid "origin-port-invalid" in Origins: "{part} is not a valid port",
        help ["use a number from 1 to 65535 without leading zeros, or `*` for any port"];
    OriginWildcardMisplaced "origin-wildcard-misplaced" in Origins:
        "`*` can stand only for all subdomains or for the port",
        help ["{meant_entries}", "decide with a function: `origins_from = is_allowed`, where {meant_function}",
              "`\"https://*.example.com\"` for subdomains of any depth, `\"http://localhost:*\"` for any port; or decide with a function: `origins_from`"],
        help_in_set ["{meant_entries}",
                     "list each origin; only `https://*.example.com` and `http://localhost:*` stand for several"],
        help_in_config ["{meant_entries}",
                        "list each origin; only `\"https://*.example.com\"` and `\"http://localhost:*\"` stand for several"],
        note "in any other place, `*` could stand for a stranger's domain";
    OriginWildcardOnIp "origin-wildcard-on-ip" in Origins: "the IP address {part} has no subdomains",
        help ["{without_subdomains}"];
    OriginTooLong "origin-too-long" in Origins: "an origin has at most 326 bytes; this one has {length}";
    OriginNull "origin-null" in Origins: "pages of any author can have the origin {part}",
        help ["give the page an origin of its own; or accept all of them: {part_literal} with `dangerously_allow_null_origin`"],
        help_in_set ["remove it, and give the page an origin of its own: no set can allow {part}"],
        note "sandboxed and local pages send `null`; in some apps, local pages send `file://`";
    OriginRepeated "origin-repeated" in Origins: "{written} is listed twice", help ["remove it"];
    OriginShadowed "origin-shadowed" in Origins: "{part} already allows this origin", help ["remove it"];
    OriginsFromWithoutNeed "origins-from-without-need" in Origins: "`*` already allows every origin",
        help ["remove it"];
    ExceptWithoutWildcard "except-without-wildcard" in Origins:
        "`except` excludes origins from `*`, which is not listed",
        help ["remove `except`, or write `origins = [\"*\"]` to allow every other origin"];
    ExceptPattern "except-pattern" in Origins: "`except` takes single origins, and {written} is not one",
        help ["for example `except = [\"https://other.example.com\"]`"];
    WildcardWithCredentials "wildcard-with-credentials" in Origins:
        "browsers reject `*` as an answer to a request with credentials",
        help ["list the origins, for example `origins = [\"https://app.example.com\"]`, or remove `credentials`"],
        help_in_set ["list the origins"], note CREDENTIALS;
    OriginInsecureWithCredentials "origin-insecure-with-credentials" in Origins:
        "an origin without TLS cannot be trusted with credentials",
        help ["{secure}; or accept it: `dangerously_allow_insecure_origins`",
              "use an origin with `https`; or accept it: `dangerously_allow_insecure_origins`"],
        help_in_set ["{secure}", "use an origin with `https`"],
        note "anyone who controls the network can forge its pages, and read with the user's cookies";
    OriginPublicSuffixWithCredentials "origin-public-suffix-with-credentials" in Origins:
        "anyone can get a subdomain of {part}, and read with credentials",
        help ["list the subdomains that are yours; or accept all: `dangerously_allow_public_suffixes`"],
        help_in_set ["list the subdomains that are yours"],
        note "it is in the public suffix list (publicsuffix.org)";
    DangerWithoutNeed "danger-without-need" in Origins: "nothing here needs {written}", help ["remove it"];
    CredentialsOffWithDanger "credentials-off-with-danger" in Origins:
        "{written} is about `credentials`, which are off", help ["remove it"];
    RefuseOtherOriginsWithoutNeed "refuse-other-origins-without-need" in Origins:
        "every origin is allowed, so there are no others to refuse", help ["remove it"];

    MethodNotAToken "method-not-a-token" in Names: "{written} is not a valid method",
        help ["write one string for each: {split_names}"];
    MethodForbidden "method-forbidden" in Names: "no script can send the method {written}",
        help ["remove it"], note "fetch.spec.whatwg.org/#forbidden-method";
    MethodNotNormalized "method-not-normalized" in Names:
        "methods are case-sensitive, and {written} is not {normalized}",
        help ["{normalized_literal}"],
        note "browsers convert only DELETE, GET, HEAD, OPTIONS, POST and PUT to uppercase (fetch.spec.whatwg.org/#concept-method-normalize)";
    MethodRepeated "method-repeated" in Names: "the method {written} is listed twice", help ["remove it"];
    MethodShadowed "method-shadowed" in Names: "`*` already allows the method {written}", help ["remove it"];
    RequestHeaderNotAToken "request-header-not-a-token" in Names: "{written} is not a valid header name",
        help ["write one string for each: {split_names}"];
    RequestHeaderForbidden "request-header-forbidden" in Names: "no script can set the request header {written}",
        help ["{if_cookie}`credentials` is what lets a page send cookies", "remove it; browsers set it themselves"],
        note "fetch.spec.whatwg.org/#forbidden-request-header";
    RequestHeaderBelongsToResponse "request-header-belongs-to-response" in Names:
        "{written} is a response header", help ["remove it; the policy writes that header itself"];
    RequestHeaderRepeated "request-header-repeated" in Names: "the header {written} is listed twice",
        help ["remove it"];
    RequestHeaderShadowed "request-header-shadowed" in Names: "`*` already includes the header {written}",
        help ["remove it"];
    ResponseHeaderNotAToken "response-header-not-a-token" in Names: "{written} is not a valid header name",
        help ["write one string for each: {split_names}"];
    ResponseHeaderForbidden "response-header-forbidden" in Names:
        "no script can read the response header {written}",
        help ["remove it; with `credentials` the browser stores the cookie itself"],
        note "fetch.spec.whatwg.org/#forbidden-response-header-name";
    ResponseHeaderBelongsToRequest "response-header-belongs-to-request" in Names:
        "no response to a script carries {written}",
        help ["remove it; `origins` determines who may read the response"],
        note "exposing a header never keeps an origin out";
    ResponseHeaderRepeated "response-header-repeated" in Names: "the header {written} is listed twice",
        help ["remove it"];
    ResponseHeaderShadowed "response-header-shadowed" in Names: "`*` already includes the header {written}",
        help ["remove it"];
    ExposeWildcardWithCredentials "expose-wildcard-with-credentials" in Names:
        "with `credentials`, `*` exposes only a header named `*`",
        help ["list the names, for example `expose_headers = [\"x-total\"]`"], note CREDENTIALS;

    MaxAgeNotANumber "max-age-not-a-number" in Numbers: "`max_age` is a number of seconds",
        help ["{seconds}", LONGEST_MAX_AGE];
    MaxAgeNegative "max-age-negative" in Numbers: "`max_age` cannot be negative", help [LONGEST_MAX_AGE];
    MaxAgeTooLong "max-age-too-long" in Numbers: "no browser keeps a preflight's answer for {written} s",
        help [LONGEST_MAX_AGE], note "Firefox stops at 86400 s, Chromium at 7200 s";
    PreflightStatusNotOk "preflight-status-not-ok" in Numbers:
        "browsers accept a preflight with status 200 to 299, not {written}",
        help ["remove it for 204, or `preflight_status = 200`"];

    OriginsConfiguredOut "origins-configured-out" in Constants: "`#[cfg(...)]` leaves no origin in this build",
        help ["add an origin without `#[cfg(...)]`, or one for this build"];
    MethodsConfiguredOut "methods-configured-out" in Constants: "`#[cfg(...)]` leaves no method in this build",
        help ["add a method without `#[cfg(...)]`, or one for this build"];
    VariableNotSet "variable-not-set" in Constants: "the variable {written} is not set at compile time",
        help ["set it, or leave the origin out with `#[cfg(...)]` where it is not needed"];

    ArgumentUnknown "argument-unknown" in Grammar: "there is no argument {written}",
        help ["{if_hash}the only attribute that can stand before an argument is `#[cfg(...)]`; a comment begins with `//`",
              "{nearest_argument}", "the arguments are {arguments}"],
        help_in_config ["{nearest_setting}", "the arguments are {settings}"];
    ArgumentRepeated "argument-repeated" in Grammar: "the argument {written} is given twice", help ["remove it"];
    ArgumentWithoutValue "argument-without-value" in Grammar: "the argument {written} has no value",
        help ["{example}"], help_in_config ["{setting}"];
    ArgumentWithWrongType "argument-with-wrong-type" in Grammar: "{written} takes {takes}, not {found}",
        help ["{as_list}", "{example}"], help_in_config ["{setting}"];
    CommaMissing "comma-missing" in Grammar: "a comma is missing before this";
    PolicyWithArguments "policy-with-arguments" in Grammar: "`policy` says everything that {written} could say",
        help ["remove it, or write it in the `policy!(...)` of the `static`"];
    PolicyInPolicy "policy-in-policy" in Grammar: "`policy!(...)` cannot refer to another policy",
        help ["name it above the handler: `#[cors(policy = ...)]` with {written}"];

    ItemNotAFunction "item-not-a-function" in Item: "`#[cors(...)]` stands on a function that handles requests",
        help ["remove it; `CorsLayer`, and `with_policy` on axum, give a policy to a service"];
    ItemUnsafe "item-unsafe" in Item: "a handler cannot be `unsafe` or `extern`", help ["remove it"];
    ItemWithSelf "item-with-self" in Item: "a handler cannot take `self`",
        help ["take the state as an extractor, and call the method from the function"];
    ItemInImpl "item-in-impl" in Item: "a handler in an `impl` block cannot use `Self`",
        help ["move it out of the block, or write the name of the type for `Self`"];
    AttributeTwice "attribute-twice" in Item: "a handler has one policy, and this is its second `#[cors(...)]`",
        help ["remove it"];

    MethodsKnownFromRoute "methods-known-from-route" in Mounting: "the methods are known from the route",
        help ["remove `methods`; it is for handlers that are mounted for any method"];
    AttributeOnService "attribute-on-service" in Mounting: "{written} is not a handler, so it cannot have a policy",
        help ["on axum, mount it `with_policy(&POLICY, ...)` and without `#[cors(...)]`; on Rocket, serve it from a handler"];
    RouteAttributeUnknown "route-attribute-unknown" in Mounting:
        "{written} makes routes for a framework that is not enabled",
        help ["enable its feature of `cors-runtime`, such as `rocket`; or remove it, and mount the handler with a router"];

    AttributeBelowRoute "attribute-below-route" in Rocket: "`#[cors(...)]` stands below the attribute of the route",
        help ["move it above, so that it sees the route"];
    AttributeOnCatcher "attribute-on-catcher" in Rocket: "a catcher has no policy of its own",
        help ["remove `#[cors(...)]`; `Cors.for_unmatched(...)` gives a policy to paths without a route"],
        note "the response of a catcher carries the CORS headers of the route that failed";
    RouteAttributeMissing "route-attribute-missing" in Rocket:
        "no attribute of a route, such as `#[get(...)]`, is below `#[cors(...)]`",
        help ["move `#[cors(...)]` above it"],
        note "axum handlers need the feature `axum` of `cors-runtime`";

    FairingMissing "fairing-missing" in Start: "handlers have CORS policies, but no fairing applies them",
        help ["attach it: `rocket::build().attach(cors_runtime::rocket::Cors)`"];
    FairingTwice "fairing-twice" in Start: "the fairing that applies CORS policies is attached twice",
        help ["attach `Cors.for_unmatched(...)` instead of `Cors`"];
    MountedWithoutPolicy "mounted-without-policy" in Start: "the handler {written} is mounted without its CORS policy",
        help ["mount it with `cors_runtime::rocket::routes![{bare}]` instead of Rocket's `routes!`"];
    MountedTooLate "mounted-too-late" in Start: "the CORS policy of the route {bare} is not applied",
        help ["it is mounted while Rocket ignites, after the fairing `Cors`: attach `Cors` last"];
    PoliciesContradict "policies-contradict" in Start: "two CORS policies for {bare}",
        help ["give both the same arguments: a preflight cannot tell which one will answer"];
    MethodsUnlisted "methods-unlisted" in Start: "one path has an annotated handler for any method, and unlisted ones",
        help ["mount the handlers whose methods are not known with the functions of `cors_runtime` too"];
    OriginsUnusable "origins-unusable" in Start: "the origins of {bare} cannot be used";
    VariableMissing "variable-missing" in Start: "the environment variable {written} is not set";
    VariableNotUtf8 "variable-not-utf-8" in Start: "the environment variable {written} is not UTF-8";
    VariableWithoutOrigin "variable-without-origin" in Start: "the environment variable {written} names no origin";
    ArgumentOfTheProgram "argument-of-the-program" in Start: "{written} is for the program to set, not for its configuration",
        help ["remove it"];
}

impl Rule {
    /// The id of the rule, such as `origin-with-path`.
    pub const fn id(self) -> &'static str {
        self.row().id
    }

    /// What the rule is about.
    pub const fn group(self) -> Group {
        self.row().group
    }

    /// The reason for the rule; `None` if the headline says it.
    pub const fn note(self) -> Option<&'static str> {
        let note = self.row().note;
        if note.is_empty() { None } else { Some(note) }
    }
}
