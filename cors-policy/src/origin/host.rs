//! Hosts and their labels.

// Each module uses only modules above it.
pub(crate) mod ipv4;
pub(crate) mod ipv6;
pub(crate) mod punycode;

use crate::evaluation::bytes::{ends_with, equal, next_part, slice, slice_from, starts_with};
use crate::evaluation::text::Text;
use crate::limits;
use ipv4::is_dotted_quad;
use punycode::is_punycode;

/// What is wrong with a label that is not empty, in words that follow "which"; empty if nothing is.
const fn label_fault(bytes: &[u8]) -> &'static str {
    if bytes.len() > limits::LABEL_LEN {
        return "is over 63 bytes";
    }
    let mut i = 0;
    while i < bytes.len() {
        if !is_label_byte(bytes[i]) {
            return match bytes[i] {
                b'$' | b'{' | b'}' | b'(' | b')' => "looks like a placeholder",
                b'"' | b'\'' | b'`' => "has a quotation mark",
                _ => "has a character that no host has",
            };
        }
        i += 1;
    }
    if is_broken_punycode(bytes) {
        return "is not Punycode after its `xn--`";
    }
    ""
}

/// Whether the label claims to be Punycode and is not that of any name, so that no browser sends it.
pub(crate) const fn is_broken_punycode(label: &[u8]) -> bool {
    starts_with(label, PUNYCODE) && !is_punycode(slice_from(label, PUNYCODE.len()))
}

/// What the labels begin with that are written in Punycode.
const PUNYCODE: &[u8] = b"xn--";

/// Adds what is wrong with a host of which the label is faulty, or which is itself too long, in words that
/// follow "the host has".
pub(crate) const fn push_host_fault(label: &str, text: &mut Text) {
    let fault = label_fault(label.as_bytes());
    if label.is_empty() {
        text.push("an empty label");
    } else if equal(label.as_bytes(), b".") {
        text.push("a final dot, which no pattern matches");
    } else if fault.is_empty() {
        text.push("more than 253 bytes");
    } else {
        text.push("the label ");
        text.push_written(label);
        text.push(", which ");
        text.push(fault);
    }
}

/// The host without the one dot that it may end with, and whether it does. With it, `example.com.` is another origin
/// than `example.com`.
pub(crate) const fn split_final_dot(host: &[u8]) -> (&[u8], bool) {
    match host {
        [before @ .., last, b'.'] if *last != b'.' => (slice(host, 0, before.len() + 1), true),
        _ => (host, false),
    }
}

/// The first faulty label of the host, if any.
pub(crate) const fn faulty_label(host: &[u8]) -> Option<&[u8]> {
    let (labels, _) = split_final_dot(host);
    let mut from = 0;
    while let Some((label, next)) = next_part(labels, from, b".") {
        if label.is_empty() || !label_fault(label).is_empty() {
            return Some(label);
        }
        from = next;
    }
    None
}

/// Whether a label may contain the byte. Browsers send lowercase.
///
/// Of the characters that the URL standard lets a host have
/// ([forbidden domain code points](https://url.spec.whatwg.org/#forbidden-domain-code-point)), those are left out that
/// no host is named with and that stand for something else where origins are listed: `*`, the separators `,` and `;`,
/// quotation marks, and the `${}()` of a placeholder.
pub(crate) const fn is_label_byte(byte: u8) -> bool {
    LABEL_BYTES[byte as usize]
}

/// A table, since this is asked of the bytes of requests.
const LABEL_BYTES: [bool; 256] = {
    let mut table = [false; 256];
    let bytes = b"abcdefghijklmnopqrstuvwxyz0123456789-_!&+=~";
    let mut i = 0;
    while i < bytes.len() {
        table[bytes[i] as usize] = true;
        i += 1;
    }
    table
};

/// Whether requests to the host, an address or a name, never leave the machine
/// ([Secure Contexts](https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy)).
pub(crate) const fn is_loopback(host: &[u8]) -> bool {
    let (host, _) = split_final_dot(host);
    equal(host, b"localhost")
        || ends_with(host, b".localhost")
        || equal(host, b"[::1]")
        || (starts_with(host, b"127.") && is_dotted_quad(host))
}
