//! Reading `Access-Control-Request-Headers`.

use cors_policy::{is_cors_non_wildcard_request_header_name, is_token};

use crate::policy::RequestHeaders;

/// What the lines ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Requested {
    /// There is no line.
    Nothing,
    /// There are lines, without a name.
    NoName,
    /// Every name is allowed.
    Allowed,
    /// A name is not allowed.
    Refused,
}

/// Reads the lines once, up to the first name that is not allowed.
///
/// Accepts all that [RFC 9110 5.6.1](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.1) tells a recipient to accept:
/// white space around names, empty elements, several lines; and any order and case.
pub(crate) fn read<'r>(lines: impl Iterator<Item = &'r [u8]>, allowed: RequestHeaders) -> Requested {
    let mut requested = Requested::Nothing;
    for line in lines {
        if requested == Requested::Nothing {
            requested = Requested::NoName;
        }
        let mut rest = skip(line, is_delimiter);
        while !rest.is_empty() {
            let Some(behind) = strip_allowed(rest, allowed).map(|behind| skip(behind, is_space)) else {
                return Requested::Refused;
            };
            if !(behind.is_empty() || behind.starts_with(b",")) {
                return Requested::Refused;
            }
            requested = Requested::Allowed;
            rest = skip(behind, is_delimiter);
        }
    }
    requested
}

/// Each name in the lines, and whether it is allowed. One is not exactly if [`read`] refuses the lines.
pub(crate) fn names<'r>(
    lines: impl Iterator<Item = &'r [u8]>,
    allowed: RequestHeaders,
) -> impl Iterator<Item = (&'r [u8], bool)> {
    let names = lines.flat_map(|line| line.split(|&byte| byte == b',')).map(trimmed);
    names
        .filter(|name| !name.is_empty())
        .map(move |name| (name, strip_allowed(name, allowed).is_some_and(<[u8]>::is_empty)))
}

fn trimmed(name: &[u8]) -> &[u8] {
    let name = skip(name, is_space);
    let end = name.iter().rposition(|&byte| !is_space(byte)).map_or(0, |last| last + 1);
    name.get(..end).unwrap_or_default()
}

/// What follows the name at the start, if that is allowed.
fn strip_allowed(rest: &[u8], allowed: RequestHeaders) -> Option<&[u8]> {
    let authorization = match allowed {
        // A name longer than all of these is not read to its end.
        RequestHeaders::Listed { names } => return names.iter().find_map(|name| strip_name(rest, name)),
        RequestHeaders::Any { authorization } => authorization,
        RequestHeaders::Echoed => true,
    };
    let (name, behind) =
        rest.split_at_checked(rest.iter().position(|&byte| is_delimiter(byte)).unwrap_or(rest.len()))?;
    (is_token(name) && (authorization || !is_non_wildcard(name))).then_some(behind)
}

fn strip_name<'r>(rest: &'r [u8], name: &str) -> Option<&'r [u8]> {
    let (found, behind) = rest.split_at_checked(name.len())?;
    let is_same =
        behind.first().is_none_or(|&byte| is_delimiter(byte)) && is_same_name(found, name.as_bytes());
    is_same.then_some(behind)
}

/// Whether two names of equal length are equal in any case. Compares eight bytes at once, the last eight possibly twice:
/// a long list of names spends most of its time here.
fn is_same_name(found: &[u8], name: &[u8]) -> bool {
    let (Some(last_found), Some(last)) = (found.last_chunk(), name.last_chunk()) else {
        return found.eq_ignore_ascii_case(name);
    };
    let mut words = found.chunks_exact(WORD).zip(name.chunks_exact(WORD));
    is_same_word(*last_found, *last)
        && words.all(|(found, name)| match (found.first_chunk(), name.first_chunk()) {
            (Some(found), Some(name)) => is_same_word(*found, *name),
            _ => false,
        })
}

const WORD: usize = 8;

/// Upper and lower case of a letter differ in one bit. The name contains only ASCII.
fn is_same_word(found: [u8; WORD], name: [u8; WORD]) -> bool {
    const fn each(byte: u8) -> u64 {
        u64::from_le_bytes([byte; WORD])
    }
    const CASE: u8 = b'a' ^ b'A';
    let [found, name] = [found, name].map(u64::from_le_bytes);
    let lowercase = name | each(CASE);
    // The highest bit of each byte from `a` on, and of each beyond `z`.
    let from_a = lowercase.wrapping_add(each(0x80 - b'a'));
    let beyond_z = lowercase.wrapping_add(each(0x80 - b'z' - 1));
    let case_of_letters = (from_a & !beyond_z & each(0x80)) / 0x80 * u64::from(CASE);
    (found ^ name) & !case_of_letters == 0
}

fn is_delimiter(byte: u8) -> bool {
    is_space(byte) || byte == b','
}

fn is_non_wildcard(name: &[u8]) -> bool {
    std::str::from_utf8(name).is_ok_and(is_cors_non_wildcard_request_header_name)
}

/// Optional white space, in the terms of RFC 9110.
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

fn skip(bytes: &[u8], is_skipped: impl Fn(u8) -> bool) -> &[u8] {
    let from = bytes.iter().position(|&byte| !is_skipped(byte)).unwrap_or(bytes.len());
    bytes.get(from..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Requested, is_same_name, names, read};
    use crate::policy::RequestHeaders;

    const LISTED: RequestHeaders = RequestHeaders::Listed { names: &["Content-Type", "x-a"] };

    fn reading(lines: &[&[u8]], allowed: RequestHeaders) -> Requested {
        let requested = read(lines.iter().copied(), allowed);
        let is_refused = names(lines.iter().copied(), allowed).any(|(_, is_allowed)| !is_allowed);
        assert_eq!(is_refused, requested == Requested::Refused, "{lines:?}");
        requested
    }

    #[test]
    fn names_are_found_in_any_order_case_and_spacing() {
        for lines in [
            &[b"content-type,x-a".as_slice()][..],
            &[b"X-A, Content-Type"],
            &[b" \t,, x-a ,\t,"],
            &[b"x-a", b"content-type"],
            &[b"", b"x-a"],
        ] {
            assert_eq!(reading(lines, LISTED), Requested::Allowed, "{lines:?}");
        }
        assert_eq!(reading(&[], LISTED), Requested::Nothing);
        assert_eq!(reading(&[b" , ,"], LISTED), Requested::NoName);
    }

    #[test]
    fn names_are_the_same_as_the_standard_library_says() {
        for (before, behind) in [(0, 0), (0, 7), (7, 0), (3, 5), (8, 0), (0, 8), (15, 1), (2, 18)] {
            let name = |byte| [b"-".repeat(before), vec![byte], b"-".repeat(behind)].concat();
            for (found, listed) in
                (0..=u8::MAX).flat_map(|found| (0..0x80).map(move |listed| (found, listed)))
            {
                let is_same = is_same_name(&name(found), &name(listed));
                assert_eq!(
                    is_same,
                    found.eq_ignore_ascii_case(&listed),
                    "{found} {listed} {before} {behind}"
                );
            }
        }
    }

    #[test]
    fn one_name_that_is_not_allowed_is_enough() {
        for line in [
            b"x-b".as_slice(),
            b"x-a,x-b",
            b"x-a x-a",
            b"x-a;",
            b"content-type2",
            b"x-\xff",
            b"*",
            b"\x0bx-a",
        ] {
            assert_eq!(reading(&[line], LISTED), Requested::Refused, "{line:?}");
        }
    }

    #[test]
    fn a_wildcard_stands_for_every_token_but_authorization() {
        let any = RequestHeaders::Any { authorization: false };
        assert_eq!(reading(&[b"x-anything, y"], any), Requested::Allowed);
        assert_eq!(reading(&[b"x, Authorization"], any), Requested::Refused);
        assert_eq!(
            reading(&[b"x, Authorization"], RequestHeaders::Any { authorization: true }),
            Requested::Allowed
        );
        assert_eq!(reading(&[b"x, Authorization"], RequestHeaders::Echoed), Requested::Allowed);
        assert_eq!(reading(&[b"x/y"], any), Requested::Refused);
        assert_eq!(reading(&[b"x y"], RequestHeaders::Echoed), Requested::Refused);
    }
}
