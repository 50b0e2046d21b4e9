//! Text of requests, as it can be shown.

/// How many bytes of a value are shown.
const SHOWN: usize = 100;

/// A value of a request for a log, a terminal or a header: ASCII without control characters, and only the first
/// 100 bytes.
pub(crate) fn shown(value: &[u8]) -> String {
    match value.get(..SHOWN) {
        Some(first) if value.len() > SHOWN => format!("{}... ({} bytes)", escaped(first), value.len()),
        _ => escaped(value),
    }
}

fn escaped(value: &[u8]) -> String {
    let mut text = String::with_capacity(value.len());
    for &byte in value {
        match byte {
            // A backquote would end the quotation.
            b'`' => text.push_str("\\x60"),
            b'"' | b'\'' => text.push(char::from(byte)),
            _ => text.extend(byte.escape_ascii().map(char::from)),
        }
    }
    text
}

/// A text on one line of ASCII, as a header value must be.
pub(crate) fn one_line(text: &str) -> String {
    text.chars()
        .map(
            |c| if c.is_ascii_graphic() || c == ' ' { c.to_string() } else { c.escape_default().to_string() },
        )
        .collect()
}

/// The items in backquotes, with `and` before the last.
pub(crate) fn quoted_list(items: &[String]) -> String {
    let quoted: Vec<_> = items.iter().map(|item| format!("`{item}`")).collect();
    match quoted.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{one_line, quoted_list, shown};

    #[test]
    fn what_a_terminal_or_a_page_would_obey_is_escaped() {
        for (value, expected) in [
            (&b"https://app.example.com"[..], "https://app.example.com"),
            (b"\x1b[31mred\r\n", "\\x1b[31mred\\r\\n"),
            (b"caf\xc3\xa9\0", "caf\\xc3\\xa9\\x00"),
            (b"`\\", "\\x60\\\\"),
            (&[b'a'; 100], &"a".repeat(100)),
        ] {
            assert_eq!(shown(value), expected);
        }
    }

    #[test]
    fn a_long_value_is_cut_and_its_length_is_told() {
        assert_eq!(shown(&b"a".repeat(65536)), format!("{}... (65536 bytes)", "a".repeat(100)));
        assert!(shown(&b"\0".repeat(65536)).len() < 500);
    }

    #[test]
    fn a_path_beyond_ascii_fits_into_a_header() {
        assert_eq!(one_line("src/ü\n.rs"), "src/\\u{fc}\\n.rs");
    }

    #[test]
    fn lists_are_read_as_sentences() {
        let list =
            |items: &[&str]| quoted_list(&items.iter().map(|&item| item.to_owned()).collect::<Vec<_>>());
        assert_eq!(list(&[]), "");
        assert_eq!(list(&["a"]), "`a`");
        assert_eq!(list(&["a", "b", "c"]), "`a`, `b` and `c`");
    }
}
