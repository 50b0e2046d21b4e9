//! Punycode, as far as a check needs it
//! ([RFC 3492](https://www.rfc-editor.org/rfc/rfc3492)).

use crate::const_str::{find_last, slice};

const BASE: u32 = 36;
const T_MIN: u32 = 1;
const T_MAX: u32 = 26;
const INITIAL_BIAS: u32 = 72;
const INITIAL_N: u32 = 128;

/// Whether the label after its `xn--` can be decoded to a label with a character beyond ASCII.
///
/// Does not check what IDNA asks of the characters.
pub(crate) const fn is_punycode(encoded: &str) -> bool {
    let (mut length, digits) = match find_last(encoded, b'-') {
        Some(0) => return false,
        #[expect(clippy::cast_possible_truncation, reason = "a label is at most 63 bytes")]
        Some(at) => (at as u32, slice(encoded, at + 1, encoded.len())),
        None => (0, encoded),
    };
    let digits = digits.as_bytes();
    if digits.is_empty() {
        return false;
    }
    let (mut n, mut i, mut bias) = (INITIAL_N, 0_u32, INITIAL_BIAS);
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
            let threshold = if k <= bias + T_MIN {
                T_MIN
            } else if k >= bias + T_MAX {
                T_MAX
            } else {
                k - bias
            };
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
        if char::from_u32(code_point).is_none() {
            return false;
        }
        n = code_point;
        i = i % length + 1;
    }
    true
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

#[cfg(test)]
mod tests {
    use super::is_punycode;

    #[test]
    fn what_an_encoder_makes_can_be_decoded() {
        for label in ["rsum-bpad", "bcher-kva", "fiqs8s", "mgbh0fb", "p1ai", "80ak6aa92e"] {
            assert!(is_punycode(label), "{label}");
        }
    }

    #[test]
    fn what_no_encoder_makes_is_refused() {
        for label in ["", "f", "abc-", "-", "-abc", "zzzzzzzzzzz", "99999999", "a_b", "bcher-kv\u{e4}"] {
            assert!(!is_punycode(label), "{label}");
        }
    }
}
