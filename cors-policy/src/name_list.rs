//! Lists of methods and of header names: their rules, and the header values that they become.

use crate::const_str::{equal, equal_ignoring_case};
use crate::header_name::{is_cors_non_wildcard_request_header_name, is_cors_safelisted_response_header_name};
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

    /// Whether browsers have to be told of the entry.
    const fn is_written(self, name: &str) -> bool {
        match self {
            Self::Methods | Self::RequestHeaders => true,
            Self::ResponseHeaders => !is_cors_safelisted_response_header_name(name),
        }
    }
}

/// Checks that an entry means what it says beside `credentials`.
///
/// # Errors
///
/// It is the `*` of exposed headers, which is a literal name there
/// (<https://fetch.spec.whatwg.org/#cors-protocol-and-credentials>).
pub const fn check_name_with_credentials(kind: NameList, written: &str) -> Result<(), Violation<'_>> {
    if matches!(kind, NameList::ResponseHeaders) && equal(written, "*") {
        return Err(Violation::new(Rule::ExposeWildcardWithCredentials, written));
    }
    Ok(())
}

/// Checks one entry against the others of its list.
///
/// # Errors
///
/// It stands earlier in the list too, or beside a `*` that allows it.
pub const fn check_name_in_list<'a>(
    kind: NameList,
    list: &[&'a str],
    index: usize,
    credentials: bool,
) -> Result<(), Violation<'a>> {
    let written = list[index];
    // `*` does not stand for `Authorization`, unless the names that were asked for are echoed.
    let shadowable = !(matches!(kind, NameList::RequestHeaders)
        && !credentials
        && is_cors_non_wildcard_request_header_name(written));
    let mut i = 0;
    while i < list.len() {
        if i < index && kind.is_same(list[i], written) {
            let rule = match kind {
                NameList::Methods => Rule::MethodRepeated,
                NameList::RequestHeaders => Rule::RequestHeaderRepeated,
                NameList::ResponseHeaders => Rule::ResponseHeaderRepeated,
            };
            return Err(Violation::with_part(rule, written, list[i]));
        }
        if i != index && equal(list[i], "*") && !equal(written, "*") && shadowable {
            let rule = match kind {
                NameList::Methods => Rule::MethodShadowed,
                NameList::RequestHeaders => Rule::RequestHeaderShadowed,
                NameList::ResponseHeaders => Rule::ResponseHeaderShadowed,
            };
            return Err(Violation::with_part(rule, written, list[i]));
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

/// Writes the list as a header value: sorted, in lower case if it is one of header names, separated by
/// commas, without the CORS-safelisted response-header names.
///
/// # Panics
///
/// If there is less room than [`joined_len`] of the same list.
pub const fn join_names(kind: NameList, list: &[&str], joined: &mut [u8]) {
    let mut len = 0;
    let mut previous = None;
    // Const evaluation is slow, and the macro has put in order what it could read.
    let is_in_order = is_in_order(kind, list);
    while let Some(index) =
        if is_in_order { next(list, previous) } else { next_in_order(kind, list, previous) }
    {
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

/// The index of the least entry that is greater than the previous one.
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

/// Whether entry `a` stands before entry `b`: by their bytes, then by their places.
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
