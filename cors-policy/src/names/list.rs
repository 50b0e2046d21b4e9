//! Lists of methods and of header names: their rules, and the header values that they become.

use crate::evaluation::const_str::{equal, equal_ignoring_case};
use crate::names::header_name::{
    check_request_header_name, check_response_header_name, is_cors_non_wildcard_request_header_name,
    is_cors_safelisted_response_header_name,
};
use crate::names::method::check_method;
use crate::rule::Rule;
use crate::violation::Violation;

/// Which list it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameList {
    /// `methods`
    Methods,
    /// `headers`
    RequestHeaders,
    /// `expose_headers`
    ResponseHeaders,
}

impl NameList {
    const fn is_same(self, a: &str, b: &str) -> bool {
        match self {
            Self::Methods => equal(a, b),
            Self::RequestHeaders | Self::ResponseHeaders => equal_ignoring_case(a, b),
        }
    }

    /// Whether browsers have to be told about the entry.
    const fn is_written(self, name: &str) -> bool {
        match self {
            Self::Methods | Self::RequestHeaders => true,
            Self::ResponseHeaders => !is_cors_safelisted_response_header_name(name),
        }
    }

    const fn check(self, written: &str) -> Result<(), Violation<'_>> {
        match self {
            Self::Methods => check_method(written),
            Self::RequestHeaders => check_request_header_name(written),
            Self::ResponseHeaders => check_response_header_name(written),
        }
    }

    /// The rules against an entry that is repeated, and against one that `*` already stands for.
    const fn rules(self) -> (Rule, Rule) {
        match self {
            Self::Methods => (Rule::MethodRepeated, Rule::MethodShadowed),
            Self::RequestHeaders => (Rule::RequestHeaderRepeated, Rule::RequestHeaderShadowed),
            Self::ResponseHeaders => (Rule::ResponseHeaderRepeated, Rule::ResponseHeaderShadowed),
        }
    }
}

/// Checks an entry: by itself, then beside `credentials`, then against its list, which has it at `index`.
///
/// The one order in which these checks run: in the macro, in const evaluation, and in a running program.
///
/// # Errors
///
/// The first mistake.
pub const fn check_name<'a>(
    kind: NameList,
    written: &'a str,
    credentials: bool,
    index: usize,
    list: &[&'a str],
) -> Result<(), Violation<'a>> {
    if let Err(violation) = kind.check(written) {
        return Err(violation);
    }
    // There it is a literal name (https://fetch.spec.whatwg.org/#cors-protocol-and-credentials).
    if credentials && matches!(kind, NameList::ResponseHeaders) && equal(written, "*") {
        return Err(Violation::new(Rule::ExposeWildcardWithCredentials, written));
    }
    check_name_in_list(kind, written, credentials, index, list)
}

/// Checks that an entry neither stands earlier in its list, nor beside a `*` that allows it.
const fn check_name_in_list<'a>(
    kind: NameList,
    written: &'a str,
    credentials: bool,
    index: usize,
    list: &[&'a str],
) -> Result<(), Violation<'a>> {
    let (repeated, shadowed) = kind.rules();
    // `*` does not stand for `Authorization`, unless the names that were asked for are echoed.
    let shadowable = !equal(written, "*")
        && (!matches!(kind, NameList::RequestHeaders)
            || credentials
            || !is_cors_non_wildcard_request_header_name(written));
    let mut i = 0;
    while i < list.len() {
        if i < index && kind.is_same(list[i], written) {
            return Err(Violation::with_part(repeated, written, list[i]));
        }
        if shadowable && equal(list[i], "*") {
            return Err(Violation::with_part(shadowed, written, list[i]));
        }
        i += 1;
    }
    Ok(())
}

/// The length of the list as a header value, in bytes.
pub const fn joined_len(kind: NameList, list: &[&str]) -> usize {
    let mut len = 0;
    let mut i = 0;
    while i < list.len() {
        if kind.is_written(list[i]) {
            len += list[i].len() + if len > 0 { 1 } else { 0 };
        }
        i += 1;
    }
    len
}

/// Writes the list as a header value: sorted, separated by commas, header names in lowercase, and without the
/// CORS-safelisted response-header names.
///
/// # Panics
///
/// If `joined` is shorter than [`joined_len`] of the same list.
pub const fn join_names(kind: NameList, list: &[&str], joined: &mut [u8]) {
    let mut len = 0;
    let mut previous = None;
    // Const evaluation is slow, and the macro has sorted what it could read.
    let is_in_order = is_in_order(kind, list);
    loop {
        let next = if is_in_order { next(list, previous) } else { next_in_order(kind, list, previous) };
        let Some(index) = next else { return };
        if kind.is_written(list[index]) {
            if len > 0 {
                joined[len] = b',';
                len += 1;
            }
            let mut i = 0;
            while i < list[index].len() {
                joined[len] = ordered_byte(kind, list[index], i);
                len += 1;
                i += 1;
            }
        }
        previous = Some(index);
    }
}

const fn is_in_order(kind: NameList, list: &[&str]) -> bool {
    let mut i = 1;
    while i < list.len() {
        if !precedes(kind, list, i - 1, i) {
            return false;
        }
        i += 1;
    }
    true
}

const fn next(list: &[&str], previous: Option<usize>) -> Option<usize> {
    let next = match previous {
        Some(previous) => previous + 1,
        None => 0,
    };
    if next < list.len() { Some(next) } else { None }
}

/// The index of the least entry greater than the previous one.
const fn next_in_order(kind: NameList, list: &[&str], previous: Option<usize>) -> Option<usize> {
    let mut best: Option<usize> = None;
    let mut i = 0;
    while i < list.len() {
        let follows = match previous {
            Some(previous) => precedes(kind, list, previous, i),
            None => true,
        };
        let is_better = match best {
            Some(best) => precedes(kind, list, i, best),
            None => true,
        };
        if follows && is_better {
            best = Some(i);
        }
        i += 1;
    }
    best
}

/// Whether entry `a` comes before entry `b`: by their bytes, then by their places.
const fn precedes(kind: NameList, list: &[&str], a: usize, b: usize) -> bool {
    let mut i = 0;
    while i < list[a].len() && i < list[b].len() {
        let (left, right) = (ordered_byte(kind, list[a], i), ordered_byte(kind, list[b], i));
        if left != right {
            return left < right;
        }
        i += 1;
    }
    if list[a].len() == list[b].len() { a < b } else { list[a].len() < list[b].len() }
}

const fn ordered_byte(kind: NameList, name: &str, i: usize) -> u8 {
    let byte = name.as_bytes()[i];
    match kind {
        NameList::Methods => byte,
        NameList::RequestHeaders | NameList::ResponseHeaders => byte.to_ascii_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::{NameList, join_names, joined_len};

    fn joined<const LEN: usize>(kind: NameList, list: &[&str]) -> [u8; LEN] {
        assert_eq!(joined_len(kind, list), LEN);
        let mut joined = [0; LEN];
        join_names(kind, list, &mut joined);
        joined
    }

    #[test]
    fn header_names_are_written_sorted_and_in_lower_case() {
        let list = ["X-Foo", "authorization", "Content-Type"];
        assert_eq!(&joined::<32>(NameList::RequestHeaders, &list), b"authorization,content-type,x-foo");
    }

    #[test]
    fn safelisted_response_header_names_are_left_out() {
        let list = ["Content-Type", "X-Total"];
        assert_eq!(&joined::<7>(NameList::ResponseHeaders, &list), b"x-total");
        assert_eq!(&joined::<0>(NameList::ResponseHeaders, &["Pragma"]), b"");
    }
}
