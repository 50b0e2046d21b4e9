//! What was meant by a `*` where none can stand: entries that say the same, or a function that does.

use crate::evaluation::bytes::{find, find_last, next_part};
use crate::evaluation::const_str::{equal, slice, starts_with};
use crate::evaluation::text::Text;
use crate::origin::host::is_loopback;
use crate::origin::pattern::is_port;
use crate::origin::repair::{loose_parts, push_element, repaired_origin};
use crate::origin::scheme::{default_port, is_scheme, is_special};

/// The parts of what was written, in lowercase.
struct Written {
    text: Text,
    scheme_len: usize,
    host_len: usize,
}

impl Written {
    const fn of(written: &str) -> Self {
        let (scheme, host, port) = loose_parts(written);
        let mut text = Text::new();
        text.push_lowercase(scheme);
        text.push_lowercase(host);
        text.push(port);
        Self { text, scheme_len: scheme.len(), host_len: host.len() }
    }

    const fn scheme(&self) -> &str {
        slice(self.text.as_str(), 0, self.scheme_len)
    }

    const fn host(&self) -> &str {
        slice(self.text.as_str(), self.scheme_len, self.scheme_len + self.host_len)
    }

    const fn port(&self) -> &str {
        slice(self.text.as_str(), self.scheme_len + self.host_len, self.text.as_str().len())
    }

    /// What a star in the scheme stands for; empty if there is none.
    const fn schemes(&self) -> &[&str] {
        if find(self.scheme().as_bytes(), b'*').is_some() { &["https", "http"] } else { &[] }
    }
}

/// A host with stars: what stands before the first, and behind the last.
struct Stars<'a> {
    before: &'a str,
    behind: &'a str,
    /// Whether nothing but stars and dots stands between.
    are_together: bool,
}

impl<'a> Stars<'a> {
    const fn of(host: &'a str) -> Option<Self> {
        let bytes = host.as_bytes();
        let (Some(first), Some(last)) = (find(bytes, b'*'), find_last(bytes, b'*')) else {
            return None;
        };
        let mut are_together = true;
        let mut i = first;
        while i < last {
            are_together &= matches!(bytes[i], b'*' | b'.');
            i += 1;
        }
        Some(Self { before: slice(host, 0, first), behind: slice(host, last + 1, host.len()), are_together })
    }
}

/// Entries that say what was meant, as literals separated by commas; `None` if there are none.
pub(crate) const fn meant_entries(written: &str) -> Option<Text> {
    let parts = Written::of(written);
    let (host, port) = (parts.host(), parts.port());
    let mut entries = Text::new();
    let Some(stars) = Stars::of(host) else {
        push_entry(&parts, "", host, port, &mut entries);
        return complete(&entries);
    };
    if !stars.are_together {
        return None;
    }
    let behind = stars.behind;
    if is_any(stars.before) && is_any(behind) {
        // Of one scheme or one port, a function must decide.
        let is_any_scheme = parts.scheme().is_empty() || equal(parts.scheme(), "*");
        if is_any_scheme && (port.is_empty() || equal(port, "*")) {
            push_element(&mut entries, "*");
        }
    } else if is_any(stars.before) {
        if starts_with(behind, ".") {
            push_entry(&parts, "*.", slice(behind, 1, behind.len()), port, &mut entries);
        } else if !starts_with(behind, "-") && find(behind.as_bytes(), b'.').is_some() {
            push_entry(&parts, "*.", behind, port, &mut entries);
            push_entry(&parts, "", behind, port, &mut entries);
        }
    } else if is_any(behind) && !is_start_of_ipv4(stars.before) {
        let labels = stars.before;
        if labels.as_bytes()[labels.len() - 1] == b'.' {
            push_with_suffix(&parts, labels, "com", port, &mut entries);
            push_with_suffix(&parts, labels, "org", port, &mut entries);
        } else if port.is_empty()
            && (find(labels.as_bytes(), b'.').is_some() || is_loopback(labels.as_bytes()))
        {
            push_entry(&parts, "", labels, "*", &mut entries);
        }
    }
    complete(&entries)
}

/// A function of `origins_from` that allows what was meant; `None` if it would allow strangers, or is not known.
pub(crate) const fn meant_function(written: &str) -> Option<Text> {
    let parts = Written::of(written);
    let mut body = Text::new();
    if !push_scheme(&parts, &mut body) {
        return None;
    }
    let Some(stars) = Stars::of(parts.host()) else { return None };
    let (before, behind) = (stars.before, stars.behind);
    if !stars.are_together {
        return None;
    } else if is_any(before) && is_any(behind) {
        // Any host.
    } else if is_any(behind) && is_start_of_ipv4(before) {
        body.push(" && origin.host().starts_with(");
        body.push_literal(before);
        body.push(") && origin.host().parse::<std::net::Ipv4Addr>().is_ok()");
    } else if has_owner(behind) {
        push_label(before, behind, &mut body);
    } else {
        return None;
    }
    let has_own_scheme = is_scheme(parts.scheme().as_bytes()) && !is_special(parts.scheme().as_bytes());
    if !has_own_scheme && !push_port(&parts, &mut body) {
        return None;
    }
    let mut function = Text::new();
    function.push("fn is_allowed(origin: &cors_runtime::Origin<'_>) -> bool { ");
    function.push(body.as_str());
    function.push(" }");
    if function.is_complete() { Some(function) } else { None }
}

/// The origin without `*.`, of an address, which has no subdomains.
pub(crate) const fn without_subdomains(written: &str) -> Option<Text> {
    let Some(star) = find(written.as_bytes(), b'*') else { return None };
    let mut text = Text::new();
    text.push(slice(written, 0, star));
    text.push(slice(written, star + "*.".len(), written.len()));
    repaired_origin(text.as_str())
}

/// Whether the part of a host beside the stars says nothing.
const fn is_any(part: &str) -> bool {
    let bytes = part.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        if bytes[i] != b'.' {
            return false;
        }
        i += 1;
    }
    true
}

/// Whether the part is numbers, as of the network `192.168.`.
const fn is_start_of_ipv4(part: &str) -> bool {
    let bytes = part.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        if !bytes[i].is_ascii_digit() && bytes[i] != b'.' {
            return false;
        }
        i += 1;
    }
    !is_any(part)
}

/// Whether the part behind a star ends with a domain of at least two labels, or with one of this machine. In
/// `*-a.com`, the star stands for domains of strangers.
const fn has_owner(behind: &str) -> bool {
    let Some(dot) = find(behind.as_bytes(), b'.') else { return false };
    let domain = slice(behind, dot + 1, behind.len());
    let mut labels = 0;
    let mut from = 0;
    while let Some((label, next)) = next_part(domain.as_bytes(), from, b".") {
        if label.is_empty() {
            return false;
        }
        labels += 1;
        from = next;
    }
    labels > 1 || is_loopback(domain.as_bytes())
}

/// Adds the entry with each scheme that can be meant, if it is one.
const fn push_entry(parts: &Written, wildcard: &str, host: &str, port: &str, entries: &mut Text) {
    let written = [parts.scheme()];
    let mut schemes = parts.schemes();
    if schemes.is_empty() {
        schemes = &written;
    }
    let mut i = 0;
    while i < schemes.len() {
        let mut entry = Text::new();
        if !schemes[i].is_empty() {
            entry.push(schemes[i]);
            entry.push("://");
        } else if is_loopback(host.as_bytes()) {
            entry.push("http://");
        }
        entry.push(wildcard);
        entry.push(host);
        if !port.is_empty() {
            entry.push_byte(b':');
            entry.push(port);
        }
        if let Some(entry) = repaired_origin(entry.as_str()) {
            push_element(entries, entry.as_str());
        }
        i += 1;
    }
}

const fn push_with_suffix(parts: &Written, labels: &str, suffix: &str, port: &str, entries: &mut Text) {
    let mut host = Text::new();
    host.push(labels);
    host.push(suffix);
    push_entry(parts, "", host.as_str(), port, entries);
}

const fn push_scheme(parts: &Written, body: &mut Text) -> bool {
    if find(parts.scheme().as_bytes(), b'*').is_some() {
        body.push("matches!(origin.scheme(), \"https\" | \"http\")");
    } else if parts.scheme().is_empty() {
        body.push("origin.scheme() == \"https\"");
    } else if is_scheme(parts.scheme().as_bytes()) {
        body.push("origin.scheme() == ");
        body.push_literal(parts.scheme());
    } else {
        return false;
    }
    true
}

/// One label, or a part of one, between two texts.
const fn push_label(before: &str, behind: &str, body: &mut Text) {
    body.push(" && origin.host()");
    if before.is_empty() {
        body.push(".strip_suffix(");
        body.push_literal(behind);
        body.push(")");
    } else {
        body.push(".strip_prefix(");
        body.push_literal(before);
        body.push(").and_then(|rest| rest.strip_suffix(");
        body.push_literal(behind);
        body.push("))");
    }
    body.push(".is_some_and(|part| !part.is_empty() && !part.contains('.'))");
}

const fn push_port(parts: &Written, body: &mut Text) -> bool {
    let port = parts.port();
    if port.is_empty() || equal(port, default_port(parts.scheme().as_bytes())) {
        body.push(" && origin.port().is_none()");
    } else if is_port(port.as_bytes()) {
        body.push(" && origin.port() == Some(");
        body.push(port);
        body.push(")");
    } else if !equal(port, "*") {
        return false;
    }
    true
}

const fn complete(list: &Text) -> Option<Text> {
    if list.is_complete() && !list.is_empty() { Some(*list) } else { None }
}
