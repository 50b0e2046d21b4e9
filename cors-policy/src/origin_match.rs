//! The matcher: which values of an `Origin` header an [`OriginPattern`] matches.

use crate::const_str::equal;
use crate::host::is_label_byte;
use crate::limits;
use crate::origin_pattern::{OriginPattern, Port, is_port};
use crate::scheme::default_port;

impl OriginPattern<'_> {
    /// Whether the pattern matches the value of an `Origin` header.
    ///
    /// Byte for byte, as <https://fetch.spec.whatwg.org/#cors-check> compares. What stands for a
    /// `*` must be well-formed. Takes time linear in the length of the value, and reads at most
    /// 326 bytes of it.
    pub fn matches(&self, origin: &[u8]) -> bool {
        if self.is_exact() {
            return origin == self.as_str().as_bytes();
        }
        if origin.len() > limits::ORIGIN_LEN {
            return false;
        }
        let Some(authority) =
            origin.strip_prefix(self.scheme().as_bytes()).and_then(|rest| rest.strip_prefix(b"://"))
        else {
            return false;
        };
        let (host, port) = split_origin_port(authority, self.host().len());
        self.matches_host(host) && self.matches_port(port)
    }

    fn matches_host(&self, host: &[u8]) -> bool {
        if !self.is_any_subdomain() {
            return host == self.host().as_bytes();
        }
        let subdomain = host.strip_suffix(self.host().as_bytes()).and_then(|rest| rest.strip_suffix(b"."));
        subdomain.is_some_and(|subdomain| host.len() <= limits::HOST_LEN && are_labels(subdomain))
    }

    fn matches_port(&self, port: Option<&[u8]>) -> bool {
        match (self.port(), port) {
            (Port::Default | Port::Any, None) => true,
            (Port::Exact(ours), Some(port)) => ours.as_bytes() == port,
            (Port::Any, Some(port)) => core::str::from_utf8(port)
                .is_ok_and(|port| is_port(port) && !equal(port, default_port(self.scheme()))),
            _ => false,
        }
    }
}

/// Splits the port from what follows `://` in the value of an `Origin` header. The host ends with
/// at least `host_len` bytes that may hold colons (an IPv6 address does).
fn split_origin_port(authority: &[u8], host_len: usize) -> (&[u8], Option<&[u8]>) {
    // A port is at most five digits, so the colon is one of the last six bytes.
    let from = authority.len().saturating_sub(6).max(host_len);
    let colon = authority.iter().skip(from).position(|&byte| byte == b':');
    match colon.and_then(|at| authority.split_at_checked(from + at)) {
        Some((host, port)) => (host, port.get(1..)),
        None => (authority, None),
    }
}

/// Whether the bytes are labels as browsers send them, separated by dots.
fn are_labels(bytes: &[u8]) -> bool {
    bytes.split(|&byte| byte == b'.').all(|label| {
        label.len() <= limits::LABEL_LEN
            && label.iter().all(|&byte| is_label_byte(byte))
            && label.first().is_some_and(|&byte| byte != b'-')
            && label.last().is_some_and(|&byte| byte != b'-')
    })
}
