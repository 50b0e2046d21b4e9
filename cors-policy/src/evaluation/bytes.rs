//! Reading bytes in const evaluation, where there are no iterators and no ranges.
//!
//! Origins are read as bytes, since to cut a `&str` means to validate it again.

/// The bytes `from..to` of `bytes`, or all of them where that is not a slice.
pub(crate) const fn slice(bytes: &[u8], from: usize, to: usize) -> &[u8] {
    let Some((head, _)) = bytes.split_at_checked(to) else {
        return bytes;
    };
    match head.split_at_checked(from) {
        Some((_, middle)) => middle,
        None => bytes,
    }
}

/// The bytes from `from` on.
pub(crate) const fn slice_from(bytes: &[u8], from: usize) -> &[u8] {
    match bytes.split_at_checked(from) {
        Some((_, rest)) => rest,
        None => bytes,
    }
}

/// The bytes as text; empty if they are not UTF-8.
pub(crate) const fn text(bytes: &[u8]) -> &str {
    match core::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => "",
    }
}

/// Whether both are the same bytes.
///
/// Const evaluation is slow, and most origins begin alike, so the second half is compared first.
pub(crate) const fn equal(a: &[u8], b: &[u8]) -> bool {
    let middle = a.len() / 2;
    a.len() == b.len() && equal_between(a, b, middle, a.len()) && equal_between(a, b, 0, middle)
}

const fn equal_between(a: &[u8], b: &[u8], from: usize, to: usize) -> bool {
    let mut i = from;
    while i < to {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}

/// Whether both are the same bytes, ignoring ASCII case.
pub(crate) const fn equal_ignoring_case(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if !a[i].eq_ignore_ascii_case(&b[i]) {
            return false;
        }
        i += 1;
    }
    true
}

/// Whether `bytes` begins with `prefix`.
pub(crate) const fn starts_with(bytes: &[u8], prefix: &[u8]) -> bool {
    if bytes.len() < prefix.len() {
        return false;
    }
    let mut i = 0;
    while i < prefix.len() {
        if bytes[i] != prefix[i] {
            return false;
        }
        i += 1;
    }
    true
}

/// Whether `bytes` begins with `prefix`, ignoring ASCII case.
pub(crate) const fn starts_with_ignoring_case(bytes: &[u8], prefix: &[u8]) -> bool {
    bytes.len() >= prefix.len() && equal_ignoring_case(slice(bytes, 0, prefix.len()), prefix)
}

/// Whether `bytes` ends with `suffix`.
pub(crate) const fn ends_with(bytes: &[u8], suffix: &[u8]) -> bool {
    bytes.len() >= suffix.len() && equal(slice_from(bytes, bytes.len() - suffix.len()), suffix)
}

/// The index of the first such byte.
pub(crate) const fn find(bytes: &[u8], byte: u8) -> Option<usize> {
    let mut i = 0;
    while i < bytes.len() {
        if bytes[i] == byte {
            return Some(i);
        }
        i += 1;
    }
    None
}

/// The index of the first byte that is any of these.
pub(crate) const fn find_any(bytes: &[u8], any: &[u8]) -> Option<usize> {
    let mut i = 0;
    while i < bytes.len() {
        if find(any, bytes[i]).is_some() {
            return Some(i);
        }
        i += 1;
    }
    None
}

/// The index of the last such byte.
pub(crate) const fn find_last(bytes: &[u8], byte: u8) -> Option<usize> {
    let mut i = bytes.len();
    while i > 0 {
        i -= 1;
        if bytes[i] == byte {
            return Some(i);
        }
    }
    None
}

/// Whether there is an uppercase ASCII letter.
pub(crate) const fn has_uppercase(bytes: &[u8]) -> bool {
    let mut i = 0;
    while i < bytes.len() {
        if bytes[i].is_ascii_uppercase() {
            return true;
        }
        i += 1;
    }
    false
}

/// The next part of a list separated by any of `separators`, and where the part after it begins; `None` at the
/// end. Parts may be empty.
pub(crate) const fn next_part<'a>(
    bytes: &'a [u8],
    from: usize,
    separators: &[u8],
) -> Option<(&'a [u8], usize)> {
    if from > bytes.len() {
        return None;
    }
    let rest = slice_from(bytes, from);
    match find_any(rest, separators) {
        Some(at) => Some((slice(rest, 0, at), from + at + 1)),
        None => Some((rest, bytes.len() + 1)),
    }
}
