//! The allowed value that a refused one was meant to be.

/// How an origin differs from an allowed one that it nearly is; `None` if none is near.
pub(super) fn nearest_origin<'p>(sent: &str, allowed: impl Iterator<Item = &'p str>) -> Option<String> {
    let allowed: Vec<_> = allowed.filter(|entry| *entry != "*" && *entry != "null").collect();
    // The least difference first.
    let in_order: [fn(&str, &str) -> Option<&'static str>; 4] =
        [spelled_otherwise, in_one_part, below_a_pattern, by_one_letter];
    in_order.iter().find_map(|difference| {
        allowed.iter().find_map(|entry| Some(format!("`{entry}` is allowed; {}", difference(sent, entry)?)))
    })
}

fn spelled_otherwise(sent: &str, allowed: &str) -> Option<&'static str> {
    if sent.eq_ignore_ascii_case(allowed) {
        Some("browsers send origins in lower case")
    } else if sent.trim_end_matches('/').eq_ignore_ascii_case(allowed) {
        Some("browsers send origins without a final `/`")
    } else {
        None
    }
}

/// The parts of an origin or pattern.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Parts<'a> {
    scheme: &'a str,
    host: &'a str,
    port: &'a str,
}

impl<'a> Parts<'a> {
    fn of(origin: &'a str) -> Option<Self> {
        let (scheme, rest) = origin.split_once("://")?;
        let after_address = rest.rfind(']').map_or(0, |end| end + 1);
        let port = rest.get(after_address..)?.find(':').map_or(rest.len(), |colon| after_address + colon);
        Some(Self { scheme, host: rest.get(..port)?, port: rest.get(port..)? })
    }

    fn has_same_host(self, pattern: Self) -> bool {
        match pattern.host.strip_prefix('*') {
            Some(suffix) => self.host.len() > suffix.len() && self.host.ends_with(suffix),
            None => self.host == pattern.host,
        }
    }

    fn has_same_port(self, pattern: Self) -> bool {
        pattern.port == ":*" || self.port == pattern.port
    }
}

fn in_one_part(sent: &str, allowed: &str) -> Option<&'static str> {
    let (sent, allowed) = (Parts::of(sent)?, Parts::of(allowed)?);
    let is_same = (sent.scheme == allowed.scheme, sent.has_same_host(allowed), sent.has_same_port(allowed));
    match is_same {
        (false, true, true) => Some("the schemes differ"),
        (true, true, false) => Some("the ports differ"),
        (false, true, false) => Some("the schemes and the ports differ"),
        (true, false, true) if is_www_of(sent.host, allowed.host) => Some("they differ in `www.`"),
        (true, false, true) if sent.host.trim_end_matches('.') == allowed.host.trim_end_matches('.') => {
            Some("they differ in the final dot of the host")
        }
        _ => None,
    }
}

fn is_www_of(one: &str, other: &str) -> bool {
    one.strip_prefix("www.") == Some(other) || other.strip_prefix("www.") == Some(one)
}

fn below_a_pattern(sent: &str, allowed: &str) -> Option<&'static str> {
    let (sent, pattern) = (Parts::of(sent)?, Parts::of(allowed)?);
    let is_domain = pattern.host.strip_prefix("*.") == Some(sent.host);
    (is_domain && sent.scheme == pattern.scheme && sent.has_same_port(pattern))
        .then_some("the pattern stands for subdomains, not for the domain itself")
}

fn by_one_letter(sent: &str, allowed: &str) -> Option<&'static str> {
    is_one_edit_away(sent, allowed).then_some("they differ in one letter")
}

/// The allowed name that differs in one letter, in hyphens and underscores, or by a missing `x-`.
pub(super) fn nearest_name<'p>(sent: &str, allowed: impl Iterator<Item = &'p str>) -> Option<&'p str> {
    let sent = sent.to_ascii_lowercase();
    let plain = |name: &str| {
        let name = name.to_ascii_lowercase().replace('_', "-");
        name.strip_prefix("x-").unwrap_or(&name).to_owned()
    };
    allowed
        .filter(|name| *name != "*")
        .find(|name| plain(name) == plain(&sent) || is_one_edit_away(&sent, &name.to_ascii_lowercase()))
}

/// Whether one letter was left out, added or changed, or two neighbours are swapped.
fn is_one_edit_away(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    // In shorter ones, every other word is near.
    if one.len().abs_diff(other.len()) > 1 || one.len().min(other.len()) < 4 || one == other {
        return false;
    }
    let start = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (one.get(start..).unwrap_or_default(), other.get(start..).unwrap_or_default());
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    let changed = |text: &[u8]| text.len().saturating_sub(end);
    match (changed(one), changed(other)) {
        (0 | 1, 0 | 1) => true,
        (2, 2) => matches!((one, other), ([a, b, ..], [c, d, ..]) if a == d && b == c),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{nearest_name, nearest_origin};

    #[test]
    fn the_difference_between_two_origins_is_named() {
        let allowed = ["*", "null", "https://app.example.com", "https://*.shop.example", "http://[::1]:*"];
        for (sent, expected) in [
            (
                "HTTPS://app.example.com",
                Some("`https://app.example.com` is allowed; browsers send origins in lower case"),
            ),
            (
                "https://app.example.com/",
                Some("`https://app.example.com` is allowed; browsers send origins without a final `/`"),
            ),
            ("http://app.example.com", Some("`https://app.example.com` is allowed; the schemes differ")),
            ("https://app.example.com:8443", Some("`https://app.example.com` is allowed; the ports differ")),
            (
                "http://app.example.com:3000",
                Some("`https://app.example.com` is allowed; the schemes and the ports differ"),
            ),
            (
                "https://www.app.example.com",
                Some("`https://app.example.com` is allowed; they differ in `www.`"),
            ),
            (
                "https://app.example.com.",
                Some("`https://app.example.com` is allowed; they differ in the final dot of the host"),
            ),
            (
                "https://ap.example.com",
                Some("`https://app.example.com` is allowed; they differ in one letter"),
            ),
            (
                "https://apq.example.com",
                Some("`https://app.example.com` is allowed; they differ in one letter"),
            ),
            (
                "https://shop.example",
                Some(
                    "`https://*.shop.example` is allowed; the pattern stands for subdomains, not for the domain itself",
                ),
            ),
            ("http://a.shop.example", Some("`https://*.shop.example` is allowed; the schemes differ")),
            ("https://[::1]:80", Some("`http://[::1]:*` is allowed; the schemes differ")),
            ("https://evil.example", None),
            ("nonsense", None),
            ("", None),
        ] {
            assert_eq!(nearest_origin(sent, allowed.into_iter()).as_deref(), expected, "{sent}");
        }
    }

    #[test]
    fn a_name_is_near_if_it_differs_in_one_place() {
        let allowed = ["*", "content-type", "x-request-id", "authorization"];
        for (sent, expected) in [
            ("Content-Typ", Some("content-type")),
            ("content-tpye", Some("content-type")),
            ("content_type", Some("content-type")),
            ("request-id", Some("x-request-id")),
            ("authorisation", Some("authorization")),
            ("accept", None),
            ("", None),
        ] {
            assert_eq!(nearest_name(sent, allowed.into_iter()), expected, "{sent}");
        }
    }
}
