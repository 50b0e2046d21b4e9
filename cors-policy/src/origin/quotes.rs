//! Quotation marks and brackets around an origin, which come from JSON or from a shell.

use crate::evaluation::bytes::{find, slice, slice_from};

const MARKS: &[u8] = b"\"'`";

/// The text without quotation marks around it, and without the brackets of a list.
pub(crate) const fn unquoted(text: &[u8]) -> &[u8] {
    let (mut from, mut to) = (0, text.len());
    // An IPv6 address without a scheme has brackets of its own.
    let is_in_list = is_bracketed(text);
    while from < to && (is_mark(text[from]) || text[from] == b'\\' || (is_in_list && text[from] == b'[')) {
        from += 1;
    }
    while to > from && is_closing(slice(text, from, to)) {
        to -= 1;
    }
    slice(text, from, to)
}

/// Whether the text has quotation marks or brackets around it; looks only at its ends if it has not.
pub(crate) const fn is_quoted(text: &[u8]) -> bool {
    match text {
        [] => false,
        [first, .., last] => {
            (is_mark(*first) || *first == b'[' || is_mark(*last) || *last == b']')
                && unquoted(text).len() < text.len()
        }
        [only] => is_mark(*only) || matches!(only, b'[' | b']'),
    }
}

const fn is_mark(byte: u8) -> bool {
    find(MARKS, byte).is_some()
}

/// Whether a `[` stands before an origin, or before a quotation mark.
const fn is_bracketed(text: &[u8]) -> bool {
    match text {
        [b'[', next, ..] if is_mark(*next) || *next == b'\\' => true,
        [b'['] => true,
        [b'[', rest @ ..] => match find(rest, b':') {
            Some(colon) => matches!(slice_from(rest, colon), [b':', b'/', b'/', ..]),
            None => false,
        },
        _ => false,
    }
}

/// Whether the last byte is a quotation mark, the bracket of a list, or a backslash before a mark that was removed.
const fn is_closing(text: &[u8]) -> bool {
    match text {
        [.., b'\\'] => true,
        [.., b']'] => count(text, b'[') < count(text, b']'),
        [.., last] => is_mark(*last),
        [] => false,
    }
}

const fn count(text: &[u8], byte: u8) -> usize {
    let (mut count, mut i) = (0, 0);
    while i < text.len() {
        if text[i] == byte {
            count += 1;
        }
        i += 1;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::{is_quoted, unquoted};

    #[test]
    fn what_json_and_shells_add_is_removed() {
        for (written, bare) in [
            ("\"https://a.com\"", "https://a.com"),
            ("'https://a.com'", "https://a.com"),
            ("\"https://a.com", "https://a.com"),
            ("https://a.com\"", "https://a.com"),
            ("[\"https://a.com\"", "https://a.com"),
            ("\"https://a.com\"]", "https://a.com"),
            ("[https://a.com]", "https://a.com"),
            ("https://a.com]", "https://a.com"),
            ("[http://[::1]:3000]", "http://[::1]:3000"),
            ("http://[::1]]", "http://[::1]"),
            ("[\\\"https://a.com\\\"]", "https://a.com"),
            ("[", ""),
            ("]", ""),
            ("\"", ""),
            ("[\"\"]", ""),
        ] {
            assert_eq!(unquoted(written.as_bytes()), bare.as_bytes(), "{written}");
            assert!(is_quoted(written.as_bytes()), "{written}");
        }
        for bare in ["", "https://a.com", "http://[::1]", "http://[::1]:3000", "[::1]:3000", "[::1]", "a\\"] {
            assert!(!is_quoted(bare.as_bytes()), "{bare}");
        }
    }
}
