//! What the attribute says, and what is computed of it in const evaluation.
//!
//! Nothing here judges: literals were checked by the macro, and constants are checked in
//! `const_check`, each where it is written. What was refused there is passed over
//! here, so that one mistake is one error.
#![allow(clippy::indexing_slicing, clippy::panic, reason = "const evaluation, where both are compile errors")]

use cors_policy::{NameList, OriginPattern, Text, join_names, joined_len};

/// What the attribute says, argument by argument.
#[doc(hidden)]
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "the flags of the attribute")]
pub struct Fields {
    /// Single origins.
    pub origins: &'static [&'static str],
    /// Whatever else is allowed: patterns, `*`, `null`, and what is not known before it is evaluated.
    pub other_origins: &'static [&'static str],
    /// Beside `*`: the origins that are not allowed.
    pub except: &'static [&'static str],
    pub credentials: bool,
    /// `dangerously_allow_null_origin`. The other two flags lift rules and change nothing else.
    pub allow_null_origin: bool,
    pub refuse_other_origins: bool,
    pub private_network: bool,
    pub timing: bool,
    /// Of a handler that is mounted for any method: those that it allows.
    pub methods: Option<&'static [&'static str]>,
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
        other_origins: &[],
        except: &[],
        credentials: false,
        allow_null_origin: false,
        refuse_other_origins: false,
        private_network: false,
        timing: false,
        methods: None,
        headers: &[],
        expose_headers: &[],
        max_age: None,
        preflight_status: 204,
        handler: "",
        file: "",
        line: 0,
    };

    /// The number of other origins, without `*` and `null`.
    pub const fn patterns_len(&self) -> usize {
        let mut len = 0;
        let mut i = 0;
        while i < self.other_origins.len() {
            if OriginPattern::parse(self.other_origins[i]).is_ok() {
                len += 1;
            }
            i += 1;
        }
        len
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
}

/// A number in decimal.
pub(crate) const fn decimal(number: u32) -> Text {
    let mut text = Text::new();
    text.push_number(number as u64);
    text
}

/// What is computed from [`Fields`] in const evaluation.
#[doc(hidden)]
#[derive(Debug)]
pub struct Tables<
    const PATTERNS: usize,
    const HEADERS: usize,
    const EXPOSE_HEADERS: usize,
    const MAX_AGE: usize,
> {
    pub(crate) patterns: [OriginPattern<'static>; PATTERNS],
    pub(crate) headers: [u8; HEADERS],
    pub(crate) expose_headers: [u8; EXPOSE_HEADERS],
    pub(crate) max_age: [u8; MAX_AGE],
}

impl<const PATTERNS: usize, const HEADERS: usize, const EXPOSE_HEADERS: usize, const MAX_AGE: usize>
    Tables<PATTERNS, HEADERS, EXPOSE_HEADERS, MAX_AGE>
{
    pub const fn new(fields: &Fields) -> Self {
        let mut patterns = [PLACEHOLDER; PATTERNS];
        let mut len = 0;
        let mut i = 0;
        while i < fields.other_origins.len() {
            if let Ok(pattern) = OriginPattern::parse(fields.other_origins[i]) {
                patterns[len] = pattern;
                len += 1;
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
            headers: join_names(NameList::RequestHeaders, fields.headers),
            expose_headers: join_names(NameList::ResponseHeaders, fields.expose_headers),
            max_age,
        }
    }
}

/// What fills an array before its entries are read. A constant, so that a crate parses it once and not
/// for every policy: that would be a quarter of what a policy costs `cargo check`.
const PLACEHOLDER: OriginPattern<'static> = match OriginPattern::parse("https://example.com") {
    Ok(pattern) => pattern,
    Err(_) => panic!(),
};
