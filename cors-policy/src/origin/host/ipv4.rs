//! IPv4 addresses, as the [URL standard](https://url.spec.whatwg.org/#concept-ipv4-parser) reads them.

use crate::evaluation::bytes::{equal, find_last, next_part, slice_from};
use crate::evaluation::text::Text;

/// Whether a host of a special scheme can be nothing but an IPv4 address: its last label, before one final dot, is a
/// number ([ends in a number](https://url.spec.whatwg.org/#ends-in-a-number-checker)). So `3dprinter` and `foo.1a` are
/// names.
pub(crate) const fn must_be_ipv4(host: &[u8]) -> bool {
    let host = match host {
        [before @ .., b'.'] => before,
        _ => host,
    };
    let label = match find_last(host, b'.') {
        Some(dot) => slice_from(host, dot + 1),
        None => host,
    };
    match label {
        [b'0', b'x' | b'X', digits @ ..] => is_all(digits, true),
        [] => false,
        digits => is_all(digits, false),
    }
}

/// Whether all are decimal, or hexadecimal, digits.
const fn is_all(digits: &[u8], hexadecimal: bool) -> bool {
    let mut i = 0;
    while i < digits.len() {
        let is_digit = if hexadecimal { digits[i].is_ascii_hexdigit() } else { digits[i].is_ascii_digit() };
        if !is_digit {
            return false;
        }
        i += 1;
    }
    true
}

/// Whether the host is an IPv4 address in the form that browsers send: four decimal numbers.
pub(crate) const fn is_dotted_quad(host: &[u8]) -> bool {
    match parse_ipv4(host) {
        Some(address) => equal(dotted_quad(address).as_str().as_bytes(), host),
        None => false,
    }
}

/// The address as browsers send it.
pub(crate) const fn dotted_quad(address: u32) -> Text {
    let mut text = Text::new();
    let bytes = address.to_be_bytes();
    let mut i = 0;
    while i < 4 {
        if i > 0 {
            text.push_byte(b'.');
        }
        text.push_number(bytes[i] as u64);
        i += 1;
    }
    text
}

/// Reads what a browser takes for an IPv4 address: one to four parts, decimal, octal or hexadecimal, of which
/// the last fills the remaining bits.
pub(crate) const fn parse_ipv4(host: &[u8]) -> Option<u32> {
    let mut numbers = [0_u64; 4];
    let mut count = 0;
    let mut from = 0;
    while let Some((part, next)) = next_part(host, from, b".") {
        let trailing_dot = part.is_empty() && next > host.len() && count > 0;
        if !trailing_dot {
            if count == 4 {
                return None;
            }
            match parse_number(part) {
                Some(number) => numbers[count] = number,
                None => return None,
            }
            count += 1;
        }
        from = next;
    }
    let mut address = 0_u64;
    let mut i = 0;
    while i < count {
        if i + 1 < count {
            if numbers[i] > 255 {
                return None;
            }
            address += numbers[i] << (8 * (3 - i));
        } else {
            if numbers[i] >= 1 << (8 * (5 - count)) {
                return None;
            }
            address += numbers[i];
        }
        i += 1;
    }
    #[expect(clippy::cast_possible_truncation, reason = "each part was bounded above")]
    Some(address as u32)
}

/// One part of an address ([URL standard](https://url.spec.whatwg.org/#ipv4-number-parser)); `None`
/// also above 32 bits.
const fn parse_number(part: &[u8]) -> Option<u64> {
    let bytes = part;
    let (mut i, radix) = if bytes.len() >= 2 && bytes[0] == b'0' && matches!(bytes[1], b'x' | b'X') {
        (2, 16)
    } else if bytes.len() >= 2 && bytes[0] == b'0' {
        (1, 8)
    } else if bytes.is_empty() {
        return None;
    } else {
        (0, 10)
    };
    let mut number = 0_u64;
    while i < bytes.len() {
        match (bytes[i] as char).to_digit(radix) {
            Some(digit) => number = number * radix as u64 + digit as u64,
            None => return None,
        }
        if number > u32::MAX as u64 {
            return None;
        }
        i += 1;
    }
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::{dotted_quad, is_dotted_quad, must_be_ipv4, parse_ipv4};

    #[test]
    fn addresses_are_read_as_browsers_read_them() {
        for (written, read) in [
            ("127.0.0.1", "127.0.0.1"),
            ("127.1", "127.0.0.1"),
            ("0xFF000000", "255.0.0.0"),
            ("127.0.0.01", "127.0.0.1"),
            ("0x7f.1", "127.0.0.1"),
            ("2130706433", "127.0.0.1"),
            ("1.2.3.4.", "1.2.3.4"),
            ("010.0.0.1", "8.0.0.1"),
        ] {
            assert_eq!(
                dotted_quad(parse_ipv4(written.as_bytes()).expect(written)).as_str(),
                read,
                "{written}"
            );
        }
        for none in ["256.0.0.1", "1.2.3.4.5", "foo.1a", "1..2", "4294967296", "08.0.0.1", "1.2.3.256", ""] {
            assert_eq!(parse_ipv4(none.as_bytes()), None, "{none}");
        }
    }

    #[test]
    fn only_four_decimal_numbers_are_what_browsers_send() {
        assert!(is_dotted_quad(b"127.0.0.1"));
        assert!(is_dotted_quad(b"255.255.255.255"));
        for other in ["127.1", "127.0.0.01", "1.2.3.4.", "0x7f.0.0.1"] {
            assert!(!is_dotted_quad(other.as_bytes()), "{other}");
        }
    }

    #[test]
    fn a_last_label_that_is_a_number_makes_an_address() {
        for host in ["1", "foo.1", "256.0.0.1.", "0x", "foo.0x1F", "foo.0Xa.", "09", "99999999999"] {
            assert!(must_be_ipv4(host.as_bytes()), "{host}");
        }
        for host in ["", ".", "foo.1a", "3dprinter", "1a.foo", "foo.0xg", "foo.x1", "1..", "4f5e6d7c8b9a"] {
            assert!(!must_be_ipv4(host.as_bytes()), "{host}");
        }
    }
}
