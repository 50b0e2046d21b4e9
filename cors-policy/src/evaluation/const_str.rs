//! Reading `&str` in const evaluation, where there are no iterators and no string slices.

/// The bytes `from..to` of `text`, or the whole text where they are not a slice of it.
pub(crate) const fn slice(text: &str, from: usize, to: usize) -> &str {
    let Some((head, _)) = text.as_bytes().split_at_checked(to) else {
        return text;
    };
    let Some((_, middle)) = head.split_at_checked(from) else {
        return text;
    };
    match core::str::from_utf8(middle) {
        Ok(middle) => middle,
        Err(_) => text,
    }
}

/// Whether both are the same bytes. Compares eight at a time, since const evaluation is slow.
pub(crate) const fn equal(a: &str, b: &str) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let (mut a, mut b) = (a.as_bytes(), b.as_bytes());
    while let (Some((word, rest)), Some((other_word, other_rest))) =
        (a.split_first_chunk::<8>(), b.split_first_chunk::<8>())
    {
        if u64::from_ne_bytes(*word) != u64::from_ne_bytes(*other_word) {
            return false;
        }
        (a, b) = (rest, other_rest);
    }
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}

/// Whether both are the same, ignoring ASCII case.
pub(crate) const fn equal_ignoring_case(a: &str, b: &str) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut i = 0;
    while i < a.len() {
        if !a[i].eq_ignore_ascii_case(&b[i]) {
            return false;
        }
        i += 1;
    }
    true
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
    let (text, prefix) = (text.as_bytes(), prefix.as_bytes());
    if text.len() < prefix.len() {
        return false;
    }
    let mut i = 0;
    while i < prefix.len() {
        if text[i] != prefix[i] {
            return false;
        }
        i += 1;
    }
    true
}

/// Whether `text` ends with `suffix`.
pub(crate) const fn ends_with(text: &str, suffix: &str) -> bool {
    text.len() >= suffix.len() && equal(slice(text, text.len() - suffix.len(), text.len()), suffix)
}

/// The index of the first such byte in `text`.
pub(crate) const fn find(text: &str, byte: u8) -> Option<usize> {
    let text = text.as_bytes();
    let mut i = 0;
    while i < text.len() {
        if text[i] == byte {
            return Some(i);
        }
        i += 1;
    }
    None
}

/// The index of the first byte in `text` that is any of these.
pub(crate) const fn find_any(text: &str, any: &[u8]) -> Option<usize> {
    let text = text.as_bytes();
    let mut i = 0;
    while i < text.len() {
        let mut j = 0;
        while j < any.len() {
            if text[i] == any[j] {
                return Some(i);
            }
            j += 1;
        }
        i += 1;
    }
    None
}

/// The index of the last such byte in `text`.
pub(crate) const fn find_last(text: &str, byte: u8) -> Option<usize> {
    let text = text.as_bytes();
    let mut i = text.len();
    while i > 0 {
        i -= 1;
        if text[i] == byte {
            return Some(i);
        }
    }
    None
}

/// Whether the text contains white space or a control character.
pub(crate) const fn has_whitespace_or_control(text: &str) -> bool {
    let text = text.as_bytes();
    let mut i = 0;
    while i < text.len() {
        if is_whitespace_or_control(text[i]) {
            return true;
        }
        i += 1;
    }
    false
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

/// Whether the text contains an uppercase ASCII letter.
pub(crate) const fn has_uppercase(text: &str) -> bool {
    let text = text.as_bytes();
    let mut i = 0;
    while i < text.len() {
        if text[i].is_ascii_uppercase() {
            return true;
        }
        i += 1;
    }
    false
}

/// Whether the text is one or more ASCII digits.
pub(crate) const fn is_digits(text: &str) -> bool {
    let text = text.as_bytes();
    let mut i = 0;
    while i < text.len() {
        if !text[i].is_ascii_digit() {
            return false;
        }
        i += 1;
    }
    !text.is_empty()
}

/// The next part of a list separated by any of `separators`, and where the part after it begins;
/// `None` at the end. Parts may be empty.
pub(crate) const fn next_part<'a>(text: &'a str, from: usize, separators: &[u8]) -> Option<(&'a str, usize)> {
    if from > text.len() {
        return None;
    }
    let rest = slice(text, from, text.len());
    match find_any(rest, separators) {
        Some(at) => Some((slice(rest, 0, at), from + at + 1)),
        None => Some((rest, text.len() + 1)),
    }
}
