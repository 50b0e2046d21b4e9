//! Hosts and their labels.

use crate::const_str::{ends_with, equal, next_part, slice, starts_with};
use crate::limits;
use crate::punycode::is_punycode;

/// What is wrong with a label, in words that follow the label itself; empty if nothing is.
pub(crate) const fn label_fault(label: &str) -> &'static str {
    let bytes = label.as_bytes();
    if bytes.is_empty() {
        return "is empty";
    }
    if bytes.len() > limits::LABEL_LEN {
        return "is over 63 bytes";
    }
    let mut i = 0;
    while i < bytes.len() {
        if !is_label_byte(bytes[i]) {
            return "has a character that no host has";
        }
        i += 1;
    }
    if bytes[0] == b'-' {
        return "begins with `-`";
    }
    if bytes[bytes.len() - 1] == b'-' {
        return "ends with `-`";
    }
    if starts_with(label, "xn--") && !is_punycode(slice(label, 4, label.len())) {
        return "is no Punycode after its `xn--`";
    }
    ""
}

/// The first label of the host that is none, if any.
pub(crate) const fn faulty_label(host: &str) -> Option<&str> {
    let mut from = 0;
    while let Some((label, next)) = next_part(host, from, b".") {
        if !label_fault(label).is_empty() {
            return Some(label);
        }
        from = next;
    }
    None
}

/// Whether the byte may stand in a label: browsers let `_` pass, and send lower case.
pub(crate) const fn is_label_byte(byte: u8) -> bool {
    LABEL_BYTES[byte as usize]
}

/// Whether each byte is one of a label: this is asked of the bytes of requests.
const LABEL_BYTES: [bool; 256] = {
    let mut table = [false; 256];
    let bytes = b"abcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut i = 0;
    while i < bytes.len() {
        table[bytes[i] as usize] = true;
        i += 1;
    }
    table
};

/// Whether requests to the host, an address or a name, never leave the machine
/// ([Secure Contexts](https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy)).
pub(crate) const fn is_loopback(host: &str) -> bool {
    equal(host, "localhost")
        || ends_with(host, ".localhost")
        || equal(host, "[::1]")
        || (starts_with(host, "127.") && crate::ipv4::is_dotted_quad(host))
}
