//! Reading `&str` in const evaluation, where neither indexing nor iterators exist.

/// The bytes `from..to` of `text`; the whole text where that is not a slice of it.
pub(crate) const fn slice(text: &str, from: usize, to: usize) -> &str {
    let Some((head, _)) = text.split_at_checked(to) else {
        return text;
    };
    match head.split_at_checked(from) {
        Some((_, middle)) => middle,
        None => text,
    }
}

/// Whether the two are the same bytes. Const evaluation is slow, so eight are compared at a time.
pub(crate) const fn equal(a: &str, b: &str) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let (words, rest) = a.as_bytes().as_chunks::<8>();
    let (other_words, other_rest) = b.as_bytes().as_chunks::<8>();
    let mut i = 0;
    while i < words.len() {
        if u64::from_ne_bytes(words[i]) != u64::from_ne_bytes(other_words[i]) {
            return false;
        }
        i += 1;
    }
    let mut i = 0;
    while i < rest.len() {
        if rest[i] != other_rest[i] {
            return false;
        }
        i += 1;
    }
    true
}

/// Whether the two are the same but for ASCII case.
pub(crate) const fn equal_ignoring_case(a: &str, b: &str) -> bool {
    a.as_bytes().eq_ignore_ascii_case(b.as_bytes())
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

/// Whether `text` is one of `list`, but for ASCII case.
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

/// Where the byte first stands in `text`.
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

/// Where any of the bytes first stands in `text`.
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

/// Where the byte last stands in `text`.
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

/// Whether the text has a byte that is white space or a control character.
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

/// The text without the bytes at both ends that are white space or control characters.
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

/// Whether the text has an upper-case ASCII letter.
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

/// Whether the text is made of ASCII digits, at least one.
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

/// The next part of a list that is separated by any of `separators`, and where to look for the one
/// after it; `None` at the end. Parts may be empty.
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
