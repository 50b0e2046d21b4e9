//! The same for `&str`.

use super::bytes;

/// The bytes `from..to` of `text`, or all of it where they are not a slice of it.
pub(crate) const fn slice(text: &str, from: usize, to: usize) -> &str {
    match core::str::from_utf8(bytes::slice(text.as_bytes(), from, to)) {
        Ok(middle) => middle,
        Err(_) => text,
    }
}

/// Whether both are the same bytes.
pub(crate) const fn equal(a: &str, b: &str) -> bool {
    bytes::equal(a.as_bytes(), b.as_bytes())
}

/// Whether both are the same, ignoring ASCII case.
pub(crate) const fn equal_ignoring_case(a: &str, b: &str) -> bool {
    bytes::equal_ignoring_case(a.as_bytes(), b.as_bytes())
}

/// Whether `text` is one of `list`, byte for byte.
pub const fn is_one_of(text: &str, list: &[&str]) -> bool {
    let mut i = 0;
    while i < list.len() {
        if equal(text, list[i]) {
            return true;
        }
        i += 1;
    }
    false
}

/// Whether `text` is one of `list`, ignoring ASCII case.
pub(crate) const fn is_one_of_ignoring_case(text: &str, list: &[&str]) -> bool {
    let mut i = 0;
    while i < list.len() {
        if equal_ignoring_case(text, list[i]) {
            return true;
        }
        i += 1;
    }
    false
}

/// Whether `text` begins with `prefix`.
pub(crate) const fn starts_with(text: &str, prefix: &str) -> bool {
    bytes::starts_with(text.as_bytes(), prefix.as_bytes())
}

/// The index of the first such byte in `text`.
pub(crate) const fn find(text: &str, byte: u8) -> Option<usize> {
    bytes::find(text.as_bytes(), byte)
}

/// The index of the first byte in `text` that is any of these.
pub(crate) const fn find_any(text: &str, any: &[u8]) -> Option<usize> {
    bytes::find_any(text.as_bytes(), any)
}

/// The index of the last such byte in `text`.
pub(crate) const fn find_last(text: &str, byte: u8) -> Option<usize> {
    bytes::find_last(text.as_bytes(), byte)
}

/// Whether the byte is ASCII white space or an ASCII control character.
pub(crate) const fn is_whitespace_or_control(byte: u8) -> bool {
    byte == b' ' || byte.is_ascii_control()
}

/// The text without white space and control characters at its ends.
pub(crate) const fn trim(text: &str) -> &str {
    let bytes = text.as_bytes();
    let mut from = 0;
    let mut to = bytes.len();
    while from < to && is_whitespace_or_control(bytes[from]) {
        from += 1;
    }
    while from < to && is_whitespace_or_control(bytes[to - 1]) {
        to -= 1;
    }
    slice(text, from, to)
}

/// The next part of a list separated by any of `separators`, and where the part after it begins; `None` at the
/// end. Parts may be empty.
pub(crate) const fn next_part<'a>(text: &'a str, from: usize, separators: &[u8]) -> Option<(&'a str, usize)> {
    match bytes::next_part(text.as_bytes(), from, separators) {
        Some((part, next)) => Some((bytes::text(part), next)),
        None => None,
    }
}
