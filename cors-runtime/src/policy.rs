//! The policy of a route: what the attribute says, and the header values that it becomes.
#![allow(clippy::indexing_slicing, clippy::panic, reason = "const evaluation, where both are compile errors")]

use cors_policy::{
    NameList, OriginEntry, OriginPattern, Text, Violation, check_max_age, check_method, check_name_in_list,
    check_origin_in_list, check_origin_with_credentials, check_preflight_status, check_request_header_name,
    check_response_header_name, check_wildcard_with_credentials, join_names, joined_len,
};
use http::{HeaderValue, StatusCode};

/// What the attribute says, argument by argument.
#[doc(hidden)]
#[derive(Debug)]
pub struct Fields {
    pub origins: &'static [&'static str],
    pub credentials: bool,
    pub methods: &'static [&'static str],
    pub headers: &'static [&'static str],
    pub expose_headers: &'static [&'static str],
    /// In seconds.
    pub max_age: Option<u32>,
    pub preflight_status: u16,
    /// The handler, and where its attribute stands.
    pub handler: &'static str,
    pub file: &'static str,
    pub line: u32,
}

impl Fields {
    /// What holds where an argument is left out.
    pub const NONE: Self = Self {
        origins: &[],
        credentials: false,
        methods: &[],
        headers: &[],
        expose_headers: &[],
        max_age: None,
        preflight_status: 204,
        handler: "",
        file: "",
        line: 0,
    };

    /// The number of origins and patterns; 0 if every origin is allowed.
    pub const fn patterns_len(&self) -> usize {
        if self.is_any_origin() { 0 } else { self.origins.len() }
    }

    pub const fn methods_len(&self) -> usize {
        joined_len(NameList::Methods, self.methods)
    }

    pub const fn headers_len(&self) -> usize {
        joined_len(NameList::RequestHeaders, self.headers)
    }

    pub const fn expose_headers_len(&self) -> usize {
        joined_len(NameList::ResponseHeaders, self.expose_headers)
    }

    pub const fn max_age_len(&self) -> usize {
        match self.max_age {
            Some(seconds) => decimal(seconds).as_str().len(),
            None => 0,
        }
    }

    const fn is_any_origin(&self) -> bool {
        has_wildcard(self.origins)
    }

    /// Holds the fields against every rule. What the macro has seen passes; constants are checked
    /// only here.
    const fn check(&self) {
        let mut i = 0;
        while i < self.origins.len() {
            match OriginEntry::parse(self.origins[i]) {
                Ok(OriginEntry::Any) if self.credentials => {
                    assert_kept(check_wildcard_with_credentials(self.origins[i]));
                }
                Ok(OriginEntry::Any) => {}
                Ok(OriginEntry::Pattern(pattern)) => {
                    if self.credentials {
                        assert_kept(check_origin_with_credentials(&pattern));
                    }
                }
                Err(violation) => assert_kept(Err(violation)),
            }
            assert_kept(check_origin_in_list(self.origins, i));
            i += 1;
        }
        let mut i = 0;
        while i < self.methods.len() {
            assert_kept(check_method(self.methods[i]));
            assert_kept(check_name_in_list(NameList::Methods, self.methods, i, self.credentials));
            i += 1;
        }
        let mut i = 0;
        while i < self.headers.len() {
            assert_kept(check_request_header_name(self.headers[i]));
            assert_kept(check_name_in_list(NameList::RequestHeaders, self.headers, i, self.credentials));
            i += 1;
        }
        let mut i = 0;
        while i < self.expose_headers.len() {
            assert_kept(check_response_header_name(self.expose_headers[i]));
            assert_kept(check_name_in_list(
                NameList::ResponseHeaders,
                self.expose_headers,
                i,
                self.credentials,
            ));
            i += 1;
        }
        if let Some(seconds) = self.max_age {
            checked_max_age(seconds);
        }
        checked_preflight_status(self.preflight_status);
    }
}

/// Checks a value that is no literal where it is written: the compiler underlines the caller.
macro_rules! checked {
    ($($name:ident = $check:expr;)+) => {
        $(
            #[doc(hidden)]
            #[track_caller]
            pub const fn $name(written: &'static str) -> &'static str {
                match $check(written) {
                    Ok(_) => written,
                    Err(violation) => panic!("{}", violation.message().as_str()),
                }
            }
        )+
    };
}

checked! {
    checked_origin = OriginEntry::parse;
    checked_method = check_method;
    checked_request_header_name = check_request_header_name;
    checked_response_header_name = check_response_header_name;
}

#[doc(hidden)]
#[track_caller]
pub const fn checked_max_age(seconds: u32) -> u32 {
    assert_kept(check_max_age(seconds as u64, decimal(seconds).as_str()));
    seconds
}

#[doc(hidden)]
#[track_caller]
pub const fn checked_preflight_status(status: u16) -> u16 {
    assert_kept(check_preflight_status(status as u64, decimal(status as u32).as_str()));
    status
}

#[track_caller]
const fn assert_kept(verdict: Result<(), Violation<'_>>) {
    if let Err(violation) = verdict {
        panic!("{}", violation.message().as_str());
    }
}

const fn has_wildcard(list: &[&str]) -> bool {
    let mut i = 0;
    while i < list.len() {
        if matches!(list[i].as_bytes(), b"*") {
            return true;
        }
        i += 1;
    }
    false
}

const fn decimal(number: u32) -> Text {
    let mut text = Text::new();
    text.push_number(number as u64);
    text
}

/// What is computed from [`Fields`] in const evaluation.
#[doc(hidden)]
#[derive(Debug)]
pub struct Tables<
    const PATTERNS: usize,
    const METHODS: usize,
    const HEADERS: usize,
    const EXPOSE_HEADERS: usize,
    const MAX_AGE: usize,
> {
    patterns: [OriginPattern<'static>; PATTERNS],
    methods: [u8; METHODS],
    headers: [u8; HEADERS],
    expose_headers: [u8; EXPOSE_HEADERS],
    max_age: [u8; MAX_AGE],
}

impl<
    const PATTERNS: usize,
    const METHODS: usize,
    const HEADERS: usize,
    const EXPOSE_HEADERS: usize,
    const MAX_AGE: usize,
> Tables<PATTERNS, METHODS, HEADERS, EXPOSE_HEADERS, MAX_AGE>
{
    pub const fn new(fields: &Fields) -> Self {
        fields.check();
        let mut patterns = [placeholder(); PATTERNS];
        let mut i = 0;
        while i < PATTERNS {
            if let Ok(pattern) = OriginPattern::parse(fields.origins[i]) {
                patterns[i] = pattern;
            }
            i += 1;
        }
        let mut max_age = [0; MAX_AGE];
        if let Some(seconds) = fields.max_age {
            let text = decimal(seconds);
            let mut i = 0;
            while i < MAX_AGE {
                max_age[i] = text.as_str().as_bytes()[i];
                i += 1;
            }
        }
        Self {
            patterns,
            methods: join_names(NameList::Methods, fields.methods),
            headers: join_names(NameList::RequestHeaders, fields.headers),
            expose_headers: join_names(NameList::ResponseHeaders, fields.expose_headers),
            max_age,
        }
    }
}

/// What fills an array before its entries are read.
const fn placeholder() -> OriginPattern<'static> {
    match OriginPattern::parse("https://example.com") {
        Ok(pattern) => pattern,
        Err(_) => panic!(),
    }
}

/// A CORS policy: which origins may read the responses of a route, and what their requests may
/// carry.
///
/// Made by [`#[cors(...)]`](crate::cors) while the program compiles, and only read afterwards.
#[derive(Debug)]
pub struct Policy {
    fields: &'static Fields,
    origins: Origins,
    request_headers: RequestHeaders,
    /// `Access-Control-Allow-Methods` for handlers that are mounted for any method.
    pub(crate) allow_methods: Option<HeaderValue>,
    pub(crate) allow_headers: Option<HeaderValue>,
    pub(crate) expose_headers: Option<HeaderValue>,
    pub(crate) max_age: Option<HeaderValue>,
    pub(crate) preflight_status: StatusCode,
}

#[derive(Debug)]
enum Origins {
    Any,
    Listed(&'static [OriginPattern<'static>]),
}

/// Which request headers a page may set.
#[derive(Clone, Copy, Debug)]
pub(crate) enum RequestHeaders {
    /// These, in any case.
    Listed {
        names: &'static [&'static str],
        /// The length of the longest of them, in bytes.
        longest: usize,
    },
    /// `*`, which stands for `Authorization` only if that is listed beside it
    /// (<https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name>).
    Any { authorization: bool },
    /// `*` beside `credentials`: the names that were asked for are echoed.
    Echoed,
}

impl Policy {
    #[doc(hidden)]
    pub const fn __new<
        const PATTERNS: usize,
        const METHODS: usize,
        const HEADERS: usize,
        const EXPOSE_HEADERS: usize,
        const MAX_AGE: usize,
    >(
        fields: &'static Fields,
        tables: &'static Tables<PATTERNS, METHODS, HEADERS, EXPOSE_HEADERS, MAX_AGE>,
    ) -> Self {
        let any_header = has_wildcard(fields.headers);
        Self {
            fields,
            origins: if fields.is_any_origin() { Origins::Any } else { Origins::Listed(&tables.patterns) },
            request_headers: match (any_header, fields.credentials) {
                (true, true) => RequestHeaders::Echoed,
                (true, false) => RequestHeaders::Any { authorization: fields.headers.len() > 1 },
                (false, _) => {
                    RequestHeaders::Listed { names: fields.headers, longest: longest(fields.headers) }
                }
            },
            allow_methods: header_value(&tables.methods),
            allow_headers: if any_header && fields.credentials {
                None
            } else {
                header_value(&tables.headers)
            },
            expose_headers: header_value(&tables.expose_headers),
            max_age: header_value(&tables.max_age),
            preflight_status: match StatusCode::from_u16(fields.preflight_status) {
                Ok(status) => status,
                Err(_) => StatusCode::NO_CONTENT,
            },
        }
    }

    /// Whether every origin is allowed, so that answers are the same for all of them.
    pub const fn is_any_origin(&self) -> bool {
        matches!(self.origins, Origins::Any)
    }

    /// Whether the value of an `Origin` header is allowed; compared byte for byte
    /// (<https://fetch.spec.whatwg.org/#cors-check>).
    pub fn allows_origin(&self, origin: &[u8]) -> bool {
        match self.origins {
            Origins::Any => true,
            Origins::Listed(patterns) => patterns.iter().any(|pattern| pattern.matches(origin)),
        }
    }

    /// Whether responses may be read by requests with credentials
    /// (<https://fetch.spec.whatwg.org/#concept-request-credentials-mode>).
    pub const fn allows_credentials(&self) -> bool {
        self.fields.credentials
    }

    /// The methods of a handler that is mounted for any method; empty if none are listed.
    pub(crate) const fn methods(&self) -> &'static [&'static str] {
        self.fields.methods
    }

    pub(crate) const fn request_headers(&self) -> RequestHeaders {
        self.request_headers
    }

    /// The file of the attribute.
    pub const fn file(&self) -> &'static str {
        self.fields.file
    }

    /// The line of the attribute, from 1.
    pub const fn line(&self) -> u32 {
        self.fields.line
    }

    /// The name of the handler that the attribute stands on.
    pub const fn handler(&self) -> &'static str {
        self.fields.handler
    }
}

/// Two policies are the same if they say the same, wherever they are written and in whatever order.
impl PartialEq for Policy {
    fn eq(&self, other: &Self) -> bool {
        let (ours, theirs) = (self.fields, other.fields);
        std::ptr::eq(ours, theirs)
            || (same_names(ours.origins, theirs.origins)
                && ours.credentials == theirs.credentials
                && same_names(ours.methods, theirs.methods)
                && self.allow_headers == other.allow_headers
                && has_wildcard(ours.headers) == has_wildcard(theirs.headers)
                && self.expose_headers == other.expose_headers
                && ours.max_age == theirs.max_age
                && ours.preflight_status == theirs.preflight_status)
    }
}

impl Eq for Policy {}

/// Whether two lists without repetitions have the same entries.
fn same_names(ours: &[&str], theirs: &[&str]) -> bool {
    ours.len() == theirs.len() && ours.iter().all(|name| theirs.contains(name))
}

const fn longest(names: &[&str]) -> usize {
    let mut longest = 0;
    let mut i = 0;
    while i < names.len() {
        if names[i].len() > longest {
            longest = names[i].len();
        }
        i += 1;
    }
    longest
}

/// A header value that was joined in const evaluation; none if it is empty.
const fn header_value(bytes: &'static [u8]) -> Option<HeaderValue> {
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.is_empty() => Some(HeaderValue::from_static(text)),
        _ => None,
    }
}
