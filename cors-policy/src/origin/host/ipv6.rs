//! IPv6 addresses as the [URL standard](https://url.spec.whatwg.org/#concept-ipv6-parser) reads and
//! writes them.

use super::ipv4::{is_dotted_quad, parse_ipv4};
use crate::evaluation::bytes::{find, slice_from};
use crate::evaluation::text::{HEX, Text};

/// Reads an address without its brackets.
pub(crate) const fn parse_ipv6(bytes: &[u8]) -> Option<[u16; 8]> {
    let mut pieces = [0_u16; 8];
    let mut count = 0;
    let mut compressed_at = None;
    let mut i = 0;
    if !bytes.is_empty() && bytes[0] == b':' {
        if bytes.len() < 2 || bytes[1] != b':' {
            return None;
        }
        compressed_at = Some(0);
        i = 2;
    }
    while i < bytes.len() {
        if count == 8 {
            return None;
        }
        if bytes[i] == b':' {
            if compressed_at.is_some() {
                return None;
            }
            compressed_at = Some(count);
            i += 1;
            continue;
        }
        let rest = slice_from(bytes, i);
        if find(rest, b'.').is_some() && find(rest, b':').is_none() {
            // The last 32 bits may be a dotted quad.
            if count > 6 || !is_dotted_quad(rest) {
                return None;
            }
            let Some(address) = parse_ipv4(rest) else {
                return None;
            };
            let bytes = address.to_be_bytes();
            pieces[count] = u16::from_be_bytes([bytes[0], bytes[1]]);
            pieces[count + 1] = u16::from_be_bytes([bytes[2], bytes[3]]);
            count += 2;
            break;
        }
        let mut piece = 0;
        let mut digits = 0;
        while i < bytes.len() && digits < 4 {
            match (bytes[i] as char).to_digit(16) {
                Some(digit) => piece = piece * 16 + digit,
                None => break,
            }
            digits += 1;
            i += 1;
        }
        if digits == 0 {
            return None;
        }
        #[expect(clippy::cast_possible_truncation, reason = "four hexadecimal digits")]
        {
            pieces[count] = piece as u16;
        }
        count += 1;
        if i < bytes.len() {
            if bytes[i] != b':' || i + 1 == bytes.len() {
                return None;
            }
            i += 1;
        }
    }
    match compressed_at {
        Some(_) if count == 8 => None,
        Some(at) => {
            let mut moved = 0;
            while moved < count - at {
                moved += 1;
                pieces[8 - moved] = pieces[count - moved];
                pieces[count - moved] = 0;
            }
            Some(pieces)
        }
        None if count == 8 => Some(pieces),
        None => None,
    }
}

/// The address in brackets, as browsers send it
/// ([URL standard](https://url.spec.whatwg.org/#concept-ipv6-serializer)).
pub(crate) const fn canonical_ipv6(pieces: &[u16; 8]) -> Text {
    let (zeros_from, zeros_to) = longest_zeros(pieces);
    let mut text = Text::new();
    text.push_byte(b'[');
    let mut i = 0;
    while i < 8 {
        if i == zeros_from && zeros_to > zeros_from {
            text.push("::");
            i = zeros_to;
            continue;
        }
        if i > 0 && i != zeros_to {
            text.push_byte(b':');
        }
        let mut shift = 16;
        while shift > 0 {
            shift -= 4;
            if pieces[i] >> shift > 0 || shift == 0 {
                text.push_byte(HEX[(pieces[i] >> shift & 15) as usize]);
            }
        }
        i += 1;
    }
    text.push_byte(b']');
    text
}

/// The first longest run of at least two zeros; an empty one beyond the end if there is none.
const fn longest_zeros(pieces: &[u16; 8]) -> (usize, usize) {
    let mut best = (9, 9);
    let mut best_len = 1;
    let mut from = 0;
    while from < 8 {
        let mut to = from;
        while to < 8 && pieces[to] == 0 {
            to += 1;
        }
        if to - from > best_len {
            best = (from, to);
            best_len = to - from;
        }
        from = to + 1;
    }
    best
}

#[cfg(test)]
mod tests {
    use super::{canonical_ipv6, parse_ipv6};

    #[test]
    fn addresses_are_written_as_browsers_write_them() {
        for (written, canonical) in [
            ("::1", "[::1]"),
            ("::", "[::]"),
            ("0:0:0:0:0:0:0:1", "[::1]"),
            ("2001:DB8::1", "[2001:db8::1]"),
            ("2001:db8:0:0:1:0:0:1", "[2001:db8::1:0:0:1]"),
            ("2001:db8:0:1:1:1:1:1", "[2001:db8:0:1:1:1:1:1]"),
            ("::ffff:1.2.3.4", "[::ffff:102:304]"),
            ("1::", "[1::]"),
            ("1:2:3:4:5:6:7:8", "[1:2:3:4:5:6:7:8]"),
            ("1:2:3:4:5:6:7::", "[1:2:3:4:5:6:7:0]"),
            ("00a0::", "[a0::]"),
        ] {
            assert_eq!(
                canonical_ipv6(&parse_ipv6(written.as_bytes()).expect(written)).as_str(),
                canonical,
                "{written}"
            );
        }
    }

    #[test]
    fn the_standard_library_agrees() {
        extern crate std;
        use std::net::Ipv6Addr;
        for text in [
            "",
            ":",
            "::",
            ":::",
            "1",
            "1:",
            ":1",
            "::1:",
            "1::2::3",
            "12345::",
            "g::",
            "::1%eth0",
            "1:2:3:4:5:6:7",
            "1:2:3:4:5:6:7:8:9",
            "1:2:3:4:5:6:7:8::",
            "::1.2.3",
            "::1.2.3.4",
            "::1.2.3.4:1",
            "1:2:3:4:5:6:7:1.2.3.4",
            "1:2:3:4:5:6:1.2.3.4",
            "::01.2.3.4",
            "1:2:3:4:5:6:7::",
            "::2:3:4:5:6:7:8",
            "1::8",
            "0:0::0:0",
        ] {
            let ours = parse_ipv6(text.as_bytes());
            let theirs = text.parse::<Ipv6Addr>().ok();
            assert_eq!(ours, theirs.map(|address| address.segments()), "{text}");
        }
    }
}
