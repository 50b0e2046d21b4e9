//! The schemes of origins.

use crate::evaluation::bytes::{equal, equal_ignoring_case};
use crate::limits;

/// Whether it is a scheme ([RFC 3986 3.1](https://www.rfc-editor.org/rfc/rfc3986#section-3.1)), in any case.
pub(crate) const fn is_scheme(bytes: &[u8]) -> bool {
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

/// The port that an origin of this scheme omits
/// ([URL standard](https://url.spec.whatwg.org/#default-port)); empty if there is none.
pub(crate) const fn default_port(scheme: &[u8]) -> &'static str {
    if equal_ignoring_case(scheme, b"https") || equal_ignoring_case(scheme, b"wss") {
        "443"
    } else if equal_ignoring_case(scheme, b"http") || equal_ignoring_case(scheme, b"ws") {
        "80"
    } else if equal_ignoring_case(scheme, b"ftp") {
        "21"
    } else {
        ""
    }
}

/// Whether the scheme is special ([URL standard](https://url.spec.whatwg.org/#is-special)): hosts that end in a
/// number are IPv4 addresses then.
pub(crate) const fn is_special(scheme: &[u8]) -> bool {
    !default_port(scheme).is_empty()
}

/// Whether pages of the scheme travel over the network, and unencrypted. Those of a packaged application do not
/// travel: `app`, `capacitor`, `chrome-extension`.
pub(crate) const fn is_unencrypted(scheme: &[u8]) -> bool {
    equal(scheme, b"http") || equal(scheme, b"ws") || equal(scheme, b"ftp")
}
