//! The table of arguments.

use super::row::ArgumentKind::{self, DangerousFlag, Flag, Names, Number, Origins, Path};
use super::row::{Row, arguments};
use crate::evaluation::const_str::equal;
use crate::names::list::NameList;

const SWITCH: &str = "`true` or `false`";
const STRINGS: &str = "a list of strings";

arguments! {
    /// The origins whose pages may read the responses.
    Origins "origins" Origins, takes STRINGS, example "origins = [\"https://app.example.com\"]",
        aliases ["alloworigin", "alloworigins", "allowedorigin", "allowedorigins", "allowedoriginpatterns",
            "originpatterns", "value"];
    /// The origins that `*` does not stand for.
    Except "except" Origins, takes STRINGS, example "except = [\"https://other.example.com\"]",
        aliases ["disallowedorigins", "exceptorigins"];
    /// Where more origins come from while the program runs.
    OriginsFrom "origins_from" Path, takes "the path of a `static` or of a function",
        example "origins_from = TENANTS",
        aliases ["originsource", "alloworiginfn", "allowedoriginfn", "predicate"];
    /// Whether pages may send credentials.
    Credentials "credentials" Flag, takes SWITCH, example "credentials",
        aliases ["allowcredentials", "allowedcredentials", "credentialed", "supportscredentials",
            "withcredentials"];
    /// The methods that a handler allows that is mounted for any method.
    Methods "methods" Names(NameList::Methods), takes STRINGS, example "methods = [\"PUT\", \"DELETE\"]",
        aliases ["allowmethod", "allowmethods", "allowedmethods"];
    /// The request headers that pages may set.
    Headers "headers" Names(NameList::RequestHeaders), takes STRINGS, example "headers = [\"content-type\"]",
        aliases ["allowheader", "allowheaders", "allowedheaders", "requestheaders"];
    /// The response headers that pages may read.
    ExposeHeaders "expose_headers" Names(NameList::ResponseHeaders), takes STRINGS,
        example "expose_headers = [\"x-total\"]",
        aliases ["exposeheader", "exposedheaders", "responseheaders", "expose"];
    /// For how many seconds browsers may keep a preflight's answer.
    MaxAge "max_age" Number, takes "a number of seconds", example "max_age = 86400",
        aliases ["maxageinseconds", "preflightmaxage"];
    /// The status of an accepted preflight.
    PreflightStatus "preflight_status" Number, takes "a status from 200 to 299",
        example "preflight_status = 200", aliases ["optionssuccessstatus", "preflightsuccessstatus"];
    /// Whether CORS requests of other origins are refused.
    RefuseOtherOrigins "refuse_other_origins" Flag, takes SWITCH, example "refuse_other_origins";
    /// Whether pages of public sites may reach a private network.
    PrivateNetwork "private_network" Flag, takes SWITCH, example "private_network",
        aliases ["allowprivatenetwork", "privatenetworkaccess"];
    /// Whether pages may time the responses that they may read.
    Timing "timing" Flag, takes SWITCH, example "timing", aliases ["timingalloworigin"];
    /// A shared policy, instead of all other arguments.
    SharedPolicy "policy" Path, takes "the path of a `static`", example "policy = PARTNERS";
    /// The path of `cors_runtime`.
    Crate "crate" Path, takes "a path", example "crate = my_cors_runtime";
    /// Whether `null` and `file://` may be listed.
    DangerouslyAllowNullOrigin "dangerously_allow_null_origin" DangerousFlag, takes SWITCH,
        example "dangerously_allow_null_origin", aliases ["allownullorigin"];
    /// Whether origins that a network can forge may be listed beside `credentials`.
    DangerouslyAllowInsecureOrigins "dangerously_allow_insecure_origins" DangerousFlag, takes SWITCH,
        example "dangerously_allow_insecure_origins", aliases ["dangerouslytolerateinsecureorigins"];
    /// Whether all subdomains of a public suffix may be listed beside `credentials`.
    DangerouslyAllowPublicSuffixes "dangerously_allow_public_suffixes" DangerousFlag, takes SWITCH,
        example "dangerously_allow_public_suffixes",
        aliases ["dangerouslytoleratesubdomainsofpublicsuffixes"];
}

impl Argument {
    /// The argument of that very name.
    pub const fn named(name: &str) -> Option<Self> {
        let mut i = 0;
        while i < Self::ALL.len() {
            if equal(Self::ALL[i].name(), name) {
                return Some(Self::ALL[i]);
            }
            i += 1;
        }
        None
    }

    /// The name, as it is written in the attribute.
    pub const fn name(self) -> &'static str {
        self.row().name
    }

    /// What it takes, and so how it is read.
    pub const fn kind(self) -> ArgumentKind {
        self.row().kind
    }

    /// What it takes, in words that follow "takes".
    pub const fn takes(self) -> &'static str {
        self.row().takes
    }

    /// How it is written.
    pub const fn example(self) -> &'static str {
        self.row().example
    }

    /// What other libraries call it, in lowercase and without `_` and `-`.
    pub const fn aliases(self) -> &'static [&'static str] {
        self.row().aliases
    }

    /// Whether it is on or off, and says nothing else.
    pub const fn is_flag(self) -> bool {
        matches!(self.kind(), Flag | DangerousFlag)
    }

    /// Whether a program that starts can read it from its configuration: it names no item of the program.
    pub const fn is_setting(self) -> bool {
        !matches!(self.kind(), Path)
    }

    /// Whether it takes a list of strings.
    pub const fn is_list(self) -> bool {
        matches!(self.kind(), Origins | Names(_))
    }
}
