//! The rules, each with its id.

macro_rules! rules {
    ($($(#[doc = $doc:literal])+ $name:ident = $id:literal,)+) => {
        /// A rule that a policy can break.
        ///
        /// The ids are stable: documentation and reviews may refer to them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Rule {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Rule {
            /// Every rule, in the order of the documentation.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The id of the rule, such as `origin-with-path`.
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)+
                }
            }
        }
    };
}

rules! {
    /// `origins` is missing or empty.
    OriginsMissing = "origins-missing",
    /// `#[cfg]` leaves no origin.
    OriginsConfiguredOut = "origins-configured-out",
    /// `#[cfg]` leaves no method.
    MethodsConfiguredOut = "methods-configured-out",
    /// An environment variable has no value while the program compiles.
    VariableNotSet = "variable-not-set",
    /// An origin is the empty string.
    OriginEmpty = "origin-empty",
    /// An origin does not begin with `scheme://`.
    OriginWithoutScheme = "origin-without-scheme",
    /// One string holds several origins.
    OriginSeveralInOne = "origin-several-in-one",
    /// An origin has a path, if only `/`.
    OriginWithPath = "origin-with-path",
    /// An origin has a query.
    OriginWithQuery = "origin-with-query",
    /// An origin has a fragment.
    OriginWithFragment = "origin-with-fragment",
    /// An origin has a user name or a password.
    OriginWithUserinfo = "origin-with-userinfo",
    /// An origin has white space or a control character.
    OriginWithWhitespace = "origin-with-whitespace",
    /// An origin has upper-case letters.
    OriginNotLowercase = "origin-not-lowercase",
    /// An origin has letters beyond ASCII.
    OriginNotAscii = "origin-not-ascii",
    /// The scheme is none.
    OriginSchemeInvalid = "origin-scheme-invalid",
    /// The scheme is `file`, whose pages have the origin `null`.
    OriginSchemeFile = "origin-scheme-file",
    /// There is no host.
    OriginHostMissing = "origin-host-missing",
    /// The host is none that a browser would send.
    OriginHostInvalid = "origin-host-invalid",
    /// The host ends like an IPv4 address and is none in dotted-quad form.
    OriginIpv4Invalid = "origin-ipv4-invalid",
    /// The IPv6 address is not in the form that browsers send.
    OriginIpv6NotCanonical = "origin-ipv6-not-canonical",
    /// The IPv6 address is none.
    OriginIpv6Invalid = "origin-ipv6-invalid",
    /// The port is the scheme's default, which browsers leave out.
    OriginPortDefault = "origin-port-default",
    /// The port is none.
    OriginPortInvalid = "origin-port-invalid",
    /// A `*` stands neither for subdomains nor for the port.
    OriginWildcardMisplaced = "origin-wildcard-misplaced",
    /// A `*.` stands before an IP address.
    OriginWildcardOnIp = "origin-wildcard-on-ip",
    /// An origin is over 326 bytes.
    OriginTooLong = "origin-too-long",
    /// The origin is `null`.
    OriginNull = "origin-null",
    /// An origin is listed twice.
    OriginRepeated = "origin-repeated",
    /// An origin is allowed by another entry already.
    OriginShadowed = "origin-shadowed",
    /// `origins_from` stands beside `*`.
    OriginsFromWithoutNeed = "origins-from-without-need",
    /// `except` stands beside a list of origins.
    ExceptWithoutWildcard = "except-without-wildcard",
    /// An entry of `except` is a pattern.
    ExceptPattern = "except-pattern",
    /// Every origin is allowed, with credentials.
    WildcardWithCredentials = "wildcard-with-credentials",
    /// An origin that a network can forge is allowed with credentials.
    OriginInsecureWithCredentials = "origin-insecure-with-credentials",
    /// All subdomains of a public suffix are allowed with credentials.
    OriginPublicSuffixWithCredentials = "origin-public-suffix-with-credentials",
    /// A `dangerously_...` flag lifts a rule that nothing breaks.
    DangerWithoutNeed = "danger-without-need",
    /// A `dangerously_...` flag lifts a rule about credentials, which are switched off.
    CredentialsOffWithDanger = "credentials-off-with-danger",
    /// Other origins are to be refused where there are none.
    RefuseOtherOriginsWithoutNeed = "refuse-other-origins-without-need",
    /// A method is not a token.
    MethodNotAToken = "method-not-a-token",
    /// A method is forbidden to scripts.
    MethodForbidden = "method-forbidden",
    /// A well-known method is not in upper case.
    MethodNotNormalized = "method-not-normalized",
    /// A method is listed twice.
    MethodRepeated = "method-repeated",
    /// A method is listed beside `*`.
    MethodShadowed = "method-shadowed",
    /// `methods` is given although the route says the method.
    MethodsKnownFromRoute = "methods-known-from-route",
    /// The name of a request header is not a token.
    RequestHeaderNotAToken = "request-header-not-a-token",
    /// A request header is forbidden to scripts.
    RequestHeaderForbidden = "request-header-forbidden",
    /// A request header is one of responses.
    RequestHeaderBelongsToResponse = "request-header-belongs-to-response",
    /// A request header is listed twice.
    RequestHeaderRepeated = "request-header-repeated",
    /// A request header is listed beside `*`, which allows it.
    RequestHeaderShadowed = "request-header-shadowed",
    /// The name of a response header is not a token.
    ResponseHeaderNotAToken = "response-header-not-a-token",
    /// A response header is never shown to scripts.
    ResponseHeaderForbidden = "response-header-forbidden",
    /// A response header is one of requests, or one that only preflights are answered with.
    ResponseHeaderBelongsToRequest = "response-header-belongs-to-request",
    /// A response header is listed twice.
    ResponseHeaderRepeated = "response-header-repeated",
    /// A response header is listed beside `*`.
    ResponseHeaderShadowed = "response-header-shadowed",
    /// Every response header is exposed, with credentials.
    ExposeWildcardWithCredentials = "expose-wildcard-with-credentials",
    /// `max_age` is not a number of seconds.
    MaxAgeNotANumber = "max-age-not-a-number",
    /// `max_age` is negative.
    MaxAgeNegative = "max-age-negative",
    /// `max_age` is over 86 400 seconds.
    MaxAgeTooLong = "max-age-too-long",
    /// `preflight_status` is not 200 to 299.
    PreflightStatusNotOk = "preflight-status-not-ok",
    /// There is no argument of that name.
    ArgumentUnknown = "argument-unknown",
    /// An argument is given twice.
    ArgumentRepeated = "argument-repeated",
    /// An argument that needs a value has none.
    ArgumentWithoutValue = "argument-without-value",
    /// The value of an argument is of another kind.
    ArgumentWithWrongType = "argument-with-wrong-type",
    /// Two arguments or elements have no comma between them.
    CommaMissing = "comma-missing",
    /// Other arguments stand beside `policy`.
    PolicyWithArguments = "policy-with-arguments",
    /// A `policy!(...)` is to be made of another policy.
    PolicyInPolicy = "policy-in-policy",
    /// The attribute stands on something that is no function.
    ItemNotAFunction = "item-not-a-function",
    /// The attribute stands on a function that is `unsafe` or `extern`.
    ItemUnsafe = "item-unsafe",
    /// The attribute stands on a method.
    ItemWithSelf = "item-with-self",
    /// The attribute stands on a function of an `impl` block that names `Self`.
    ItemInImpl = "item-in-impl",
    /// Two `#[cors]` stand on one function.
    AttributeTwice = "attribute-twice",
    /// The attribute stands below the one that makes the route.
    AttributeBelowRoute = "attribute-below-route",
}
