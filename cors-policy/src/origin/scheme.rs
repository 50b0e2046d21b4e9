//! The schemes of origins.

use crate::evaluation::const_str::{equal, equal_ignoring_case, is_one_of_ignoring_case};
use crate::limits;

/// Whether the text is a scheme
/// ([RFC 3986 3.1](https://www.rfc-editor.org/rfc/rfc3986#section-3.1)), case aside.
pub(crate) const fn is_scheme(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.is_empty() || bytes.len() > limits::SCHEME_LEN || !bytes[0].is_ascii_alphabetic() {
        return false;
    }
    let mut i = 1;
    while i < bytes.len() {
        if !bytes[i].is_ascii_alphanumeric() && !matches!(bytes[i], b'+' | b'-' | b'.') {
            return false;
        }
        i += 1;
    }
    true
}

/// The port that an origin of this scheme leaves out
/// ([URL standard](https://url.spec.whatwg.org/#default-port)); empty if there is none.
pub(crate) const fn default_port(scheme: &str) -> &'static str {
    if is_one_of_ignoring_case(scheme, &["http", "ws"]) {
        "80"
    } else if is_one_of_ignoring_case(scheme, &["https", "wss"]) {
        "443"
    } else if equal_ignoring_case(scheme, "ftp") {
        "21"
    } else {
        ""
    }
}

/// Whether the scheme is special ([URL standard](https://url.spec.whatwg.org/#is-special)): hosts
/// that end in a number are then IPv4 addresses.
pub(crate) const fn is_special(scheme: &str) -> bool {
    !default_port(scheme).is_empty()
}

/// Whether what is sent over the scheme is protected against the network.
pub(crate) const fn is_secure(scheme: &str) -> bool {
    equal(scheme, "https") || equal(scheme, "wss")
}
