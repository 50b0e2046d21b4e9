//! The escapes of values, targets and bodies: `\xff`, `\t`, `\\`, and `\(text)*3` for repeats.

/// Resolves the escapes. A repeated text may hold escapes, but no repeat.
///
/// # Errors
///
/// If what follows a `\` is not an escape.
pub(super) fn unescape(text: &str) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((plain, escape)) = rest.split_once('\\') {
        bytes.extend(plain.as_bytes());
        rest = if let Some(rest) = escape.strip_prefix('\\') {
            bytes.push(b'\\');
            rest
        } else if let Some(rest) = escape.strip_prefix('t') {
            bytes.push(b'\t');
            rest
        } else if let Some(rest) = escape.strip_prefix('x') {
            let (digits, rest) =
                rest.split_at_checked(2).ok_or("`\\x` is followed by two hexadecimal digits")?;
            bytes.push(u8::from_str_radix(digits, 16).map_err(|_| format!("`\\x{digits}` is not a byte"))?);
            rest
        } else if let Some(rest) = escape.strip_prefix('(') {
            let (repeated, rest) = rest.split_once(")*").ok_or("a repeat is `\\(text)*count`")?;
            let end = rest.find(|character: char| !character.is_ascii_digit()).unwrap_or(rest.len());
            let (count, rest) = rest.split_at(end);
            let count = count.parse().map_err(|_| format!("`{count}` is not a count"))?;
            bytes.extend(unescape(repeated)?.repeat(count));
            rest
        } else {
            return Err("an escape is `\\\\`, `\\t`, `\\xff` or `\\(text)*3`".to_owned());
        };
    }
    bytes.extend(rest.as_bytes());
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::unescape;

    #[test]
    fn escapes_stand_for_bytes() {
        assert_eq!(unescape(r"a\xffb\t\\").as_deref(), Ok(&b"a\xffb\t\\"[..]));
        assert_eq!(unescape("plain").as_deref(), Ok(&b"plain"[..]));
    }

    #[test]
    fn repeats_are_written_out() {
        assert_eq!(unescape(r"<\(ab)*3>").as_deref(), Ok(&b"<ababab>"[..]));
        assert_eq!(unescape(r"\(\xff,)*2").as_deref(), Ok(&b"\xff,\xff,"[..]));
        assert_eq!(unescape(r"\(a)*65536").map(|bytes| bytes.len()), Ok(65_536));
    }

    #[test]
    fn what_is_no_escape_is_refused() {
        for text in [r"\", r"\n", r"\x", r"\xf", r"\xgg", r"\(a", r"\(a)*", r"\(a)*x"] {
            assert!(unescape(text).is_err(), "{text}");
        }
    }
}
