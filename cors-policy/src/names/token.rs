//! Tokens: what methods and header names are made of.

/// Whether the bytes are a token, as methods and header names are
/// ([RFC 9110 5.6.2](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2)).
pub const fn is_token(bytes: &[u8]) -> bool {
    let mut i = 0;
    while i < bytes.len() {
        if !is_token_byte(bytes[i]) {
            return false;
        }
        i += 1;
    }
    !bytes.is_empty()
}

/// Whether the byte may stand in a token.
pub(crate) const fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'!' | b'#'
                | b'$'
                | b'%'
                | b'&'
                | b'\''
                | b'*'
                | b'+'
                | b'-'
                | b'.'
                | b'^'
                | b'_'
                | b'`'
                | b'|'
                | b'~'
        )
}

#[cfg(test)]
mod tests {
    use super::is_token;

    #[test]
    fn a_token_is_made_of_visible_ascii_without_delimiters() {
        for token in ["GET", "x-foo", "!#$%&'*+-.^_`|~"] {
            assert!(is_token(token.as_bytes()), "{token}");
        }
        for other in ["", "x foo", "a,b", "a:b", "a\tb", "é", "a(", "a\"", "a/b", "a=b", "a@b", "{"] {
            assert!(!is_token(other.as_bytes()), "{other}");
        }
    }
}
