//! Punycode, as far as the checks and the texts of errors need it
//! ([RFC 3492](https://www.rfc-editor.org/rfc/rfc3492)).

use crate::evaluation::bytes::{find_last, slice_from};
use crate::evaluation::text::Text;
use crate::limits;

const BASE: u32 = 36;
const T_MIN: u32 = 1;
const T_MAX: u32 = 26;
const INITIAL_BIAS: u32 = 72;
const INITIAL_N: u32 = 128;

/// Whether a label without its `xn--` can be decoded to one with a character beyond ASCII, and IDNA does not plainly
/// exclude the result.
///
/// Accepts every label that browsers send, and some that they do not: of what
/// [UTS 46](https://www.unicode.org/reports/tr46/#Validity_Criteria) requires, only long ranges of characters are
/// checked here. Not checked: single characters that are mapped to others, unassigned ones, which a later version of
/// Unicode may assign, normalization, and the rules about context and about scripts that run from right to left.
pub(crate) const fn is_punycode(encoded: &[u8]) -> bool {
    let (mut length, digits) = match find_last(encoded, b'-') {
        Some(0) => return false,
        #[expect(clippy::cast_possible_truncation, reason = "a label is at most 63 bytes")]
        Some(at) => (at as u32, slice_from(encoded, at + 1)),
        None => (0, encoded),
    };
    if digits.is_empty() {
        return false;
    }
    let (mut n, mut i, mut bias) = (INITIAL_N, 0_u32, INITIAL_BIAS);
    // Of the decoded label; 0 stands for any in ASCII.
    let mut first = 0;
    let mut at = 0;
    while at < digits.len() {
        let (old_i, mut weight, mut k) = (i, 1_u32, BASE);
        loop {
            if at == digits.len() {
                return false;
            }
            let digit = match digits[at] {
                letter @ b'a'..=b'z' => (letter - b'a') as u32,
                number @ b'0'..=b'9' => (number - b'0') as u32 + 26,
                _ => return false,
            };
            at += 1;
            let Some(step) = digit.checked_mul(weight) else {
                return false;
            };
            let Some(sum) = i.checked_add(step) else {
                return false;
            };
            i = sum;
            let threshold = threshold(k, bias);
            if digit < threshold {
                break;
            }
            let Some(heavier) = weight.checked_mul(BASE - threshold) else {
                return false;
            };
            weight = heavier;
            k += BASE;
        }
        length += 1;
        bias = adapt(i - old_i, length, old_i == 0);
        let Some(code_point) = n.checked_add(i / length) else {
            return false;
        };
        i %= length;
        if char::from_u32(code_point).is_none() || is_in(NEVER, code_point) {
            return false;
        }
        if i == 0 {
            first = code_point;
        }
        n = code_point;
        i += 1;
    }
    !is_in(NEVER_FIRST, first)
}

/// Ranges without a character that IDNA keeps as it is.
const NEVER: &[(u32, u32)] = &[
    (0x80, 0x9F),        // controls
    (0xC0, 0xD6),        // uppercase
    (0xD8, 0xDE),        // uppercase
    (0x391, 0x3A9),      // uppercase
    (0x400, 0x42F),      // uppercase
    (0x10A0, 0x10C5),    // uppercase
    (0x2000, 0x200B),    // spaces
    (0x200E, 0x200F),    // directions
    (0x2028, 0x202F),    // separators, directions
    (0x205F, 0x206F),    // spaces, directions, ignorable
    (0x2460, 0x24E9),    // circled
    (0x2F00, 0x2FD5),    // radicals
    (0x3131, 0x318E),    // compatibility
    (0x3280, 0x33FF),    // compatibility
    (0xE000, 0xF8FF),    // private use
    (0xFE00, 0xFE0F),    // variation selectors
    (0xFF00, 0xFFFF),    // widths, specials
    (0x1D400, 0x1D7FF),  // mathematical
    (0x2F800, 0x2FA1D),  // compatibility
    (0x40000, u32::MAX), // tags, private use
];

/// Ranges of marks and joiners, with none of which a label begins.
const NEVER_FIRST: &[(u32, u32)] = &[
    (0x300, 0x36F),
    (0x483, 0x489),
    (0x591, 0x5BD),
    (0x610, 0x61A),
    (0x64B, 0x65F),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x200C, 0x200D),
    (0x20D0, 0x20F0),
    (0x302A, 0x302F),
    (0x3099, 0x309A),
    (0xFE20, 0xFE2F),
];

const fn is_in(ranges: &[(u32, u32)], code_point: u32) -> bool {
    let mut i = 0;
    while i < ranges.len() && ranges[i].0 <= code_point {
        if code_point <= ranges[i].1 {
            return true;
        }
        i += 1;
    }
    false
}

const fn threshold(k: u32, bias: u32) -> u32 {
    if k <= bias + T_MIN {
        T_MIN
    } else if k >= bias + T_MAX {
        T_MAX
    } else {
        k - bias
    }
}

const fn adapt(delta: u32, length: u32, first: bool) -> u32 {
    let mut delta = if first { delta / 700 } else { delta / 2 };
    delta += delta / length;
    let mut k = 0;
    while delta > (BASE - T_MIN) * T_MAX / 2 {
        delta /= BASE - T_MIN;
        k += BASE;
    }
    k + (BASE - T_MIN + 1) * delta / (delta + 38)
}

/// Encodes a label with characters beyond ASCII, in lowercase and with its `xn--`; `None` if
/// [UTS 46](https://www.unicode.org/reports/tr46/#IDNA_Mapping_Table) maps its characters to others, or if the
/// result is too long.
pub(crate) const fn punycode(label: &str) -> Option<Text> {
    let mut code_points = [0_u32; limits::LABEL_LEN];
    let mut count = 0;
    let mut encoded = Text::new();
    encoded.push("xn--");
    let mut from = 0;
    while from < label.len() {
        let (code_point, next) = code_point_at(label, from);
        if count == code_points.len() || !is_kept_by_idna(code_point) {
            return None;
        }
        code_points[count] = code_point;
        if code_point < INITIAL_N {
            #[expect(clippy::cast_possible_truncation, reason = "ASCII")]
            encoded.push_byte(code_point as u8);
        }
        count += 1;
        from = next;
    }
    let basic = encoded.as_str().len() - 4;
    if basic > 0 {
        encoded.push_byte(b'-');
    }
    let (mut n, mut delta, mut bias) = (INITIAL_N, 0_u32, INITIAL_BIAS);
    let mut handled = basic;
    while handled < count {
        let mut least = u32::MAX;
        let mut i = 0;
        while i < count {
            if code_points[i] >= n && code_points[i] < least {
                least = code_points[i];
            }
            i += 1;
        }
        // A label is short, so nothing here comes near 32 bits.
        #[expect(clippy::cast_possible_truncation, reason = "at most 63")]
        {
            delta += (least - n) * (handled as u32 + 1);
        }
        n = least;
        let mut i = 0;
        while i < count {
            if code_points[i] < n {
                delta += 1;
            }
            if code_points[i] == n {
                push_variable_length(&mut encoded, delta, bias);
                #[expect(clippy::cast_possible_truncation, reason = "at most 63")]
                {
                    bias = adapt(delta, handled as u32 + 1, handled == basic);
                }
                delta = 0;
                handled += 1;
            }
            i += 1;
        }
        delta += 1;
        n += 1;
    }
    if encoded.as_str().len() <= limits::LABEL_LEN { Some(encoded) } else { None }
}

const fn push_variable_length(encoded: &mut Text, delta: u32, bias: u32) {
    const DIGITS: &[u8; BASE as usize] = b"abcdefghijklmnopqrstuvwxyz0123456789";
    let (mut rest, mut k) = (delta, BASE);
    loop {
        let threshold = threshold(k, bias);
        if rest < threshold {
            encoded.push_byte(DIGITS[rest as usize]);
            return;
        }
        encoded.push_byte(DIGITS[(threshold + (rest - threshold) % (BASE - threshold)) as usize]);
        rest = (rest - threshold) / (BASE - threshold);
        k += BASE;
    }
}

/// The character that begins at a byte, and where the next one does.
const fn code_point_at(text: &str, at: usize) -> (u32, usize) {
    let bytes = text.as_bytes();
    let first = bytes[at] as u32;
    let (mut code_point, len) = match first {
        0..=0x7F => return (first, at + 1),
        0x80..=0xDF => (first & 0x1F, 2),
        0xE0..=0xEF => (first & 0x0F, 3),
        _ => (first & 0x07, 4),
    };
    let mut i = 1;
    while i < len {
        code_point = code_point << 6 | (bytes[at + i] & 0x3F) as u32;
        i += 1;
    }
    (code_point, at + len)
}

/// Whether IDNA keeps the character as it is: letters of common scripts, lowercase and composed.
///
/// There are more, and rules for scripts that run from right to left; a table of all of them would be large,
/// and serve only the texts of errors.
const fn is_kept_by_idna(code_point: u32) -> bool {
    matches!(code_point,
        0x2D | 0x30..=0x39 | 0x61..=0x7A
        | 0xDF..=0xF6 | 0xF8..=0xFF      // Latin
        | 0x3AC..=0x3CE                  // Greek
        | 0x430..=0x45F                  // Cyrillic
        | 0x3041..=0x3096 | 0x30A1..=0x30FA
        | 0x4E00..=0x9FFF                // Han
        | 0xAC00..=0xD7A3                // Hangul
    ) || (matches!(code_point, 0x101..=0x131 | 0x14B..=0x177) && code_point % 2 == 1)
        || (matches!(code_point, 0x13A..=0x13E | 0x142..=0x148) && code_point % 2 == 0)
}

#[cfg(test)]
mod tests {
    use super::{is_punycode, punycode};

    #[test]
    fn what_an_encoder_makes_can_be_decoded() {
        for label in ["rsum-bpad", "bcher-kva", "fiqs8s", "mgbh0fb", "p1ai", "80ak6aa92e"] {
            assert!(is_punycode(label.as_bytes()), "{label}");
        }
    }

    #[test]
    fn what_no_encoder_makes_is_refused() {
        for label in ["", "f", "abc-", "-", "-abc", "zzzzzzzzzzz", "99999999", "a_b", "bcher-kv\u{e4}"] {
            assert!(!is_punycode(label.as_bytes()), "{label}");
        }
    }

    #[test]
    fn what_idna_excludes_is_refused() {
        // A control, a joiner, `É`, `É` and `é`, an accent and an `a`, a full-width letter, private use.
        for label in ["a", "1ug", "dca", "dca8d", "a-wbb", "mi7c", "0y0c", "lsa"] {
            assert!(!is_punycode(label.as_bytes()), "{label}");
        }
        // A joiner behind a sign that it may follow, an accent on a letter that has no composed form.
        for label in ["11b2ezcw70k", "lsa12d"] {
            assert!(is_punycode(label.as_bytes()), "{label}");
        }
    }

    #[test]
    fn labels_are_encoded_as_browsers_encode_them() {
        for (label, encoded) in [
            ("résumé", "xn--rsum-bpad"),
            ("bücher", "xn--bcher-kva"),
            ("straße", "xn--strae-oqa"),
            ("例え", "xn--r8jz45g"),
            ("δοκιμή", "xn--jxalpdlp"),
            ("пример", "xn--e1afmkfd"),
            ("한국", "xn--3e0b707e"),
            ("a-é", "xn--a--cja"),
        ] {
            assert_eq!(punycode(label).expect(label).as_str(), encoded, "{label}");
            assert!(is_punycode(&encoded.as_bytes()[4..]), "{encoded}");
        }
    }

    #[test]
    fn what_idna_would_map_is_left_alone() {
        for label in ["É", "ﬁ", "e\u{301}", "Ⅷ", "ａ", "a b"] {
            assert!(punycode(label).is_none(), "{label}");
        }
        assert!(punycode(&"é".repeat(60)).is_none());
    }
}
