//! The argument that is meant by an unknown name.

use super::table::Argument;

/// The longest name that is compared, in bytes; a longer one is no slip of the pen.
const NAME_LEN: usize = 48;

impl Argument {
    /// The argument that is meant by an unknown name: one that another library calls so, or one whose name
    /// differs by at most two slips.
    pub const fn nearest(name: &str) -> Option<Self> {
        if name.len() > NAME_LEN {
            return None;
        }
        let mut i = 0;
        while i < Self::ALL.len() {
            if has_alias(Self::ALL[i], name) {
                return Some(Self::ALL[i]);
            }
            i += 1;
        }
        let mut best = None;
        let mut best_distance = 3;
        let mut i = 0;
        while i < Self::ALL.len() {
            let known = Self::ALL[i].name();
            let distance = if equal_without_separators(name, known) { 0 } else { distance(name, known) };
            // Two slips in a short word make it another word.
            if distance < best_distance && distance * 3 <= known.len() {
                best = Some(Self::ALL[i]);
                best_distance = distance;
            }
            i += 1;
        }
        best
    }
}

const fn has_alias(argument: Argument, name: &str) -> bool {
    let aliases = argument.aliases();
    let mut i = 0;
    while i < aliases.len() {
        if equal_without_separators(name, aliases[i]) {
            return true;
        }
        i += 1;
    }
    false
}

/// Whether the names are the same, ignoring `_`, `-` and case.
const fn equal_without_separators(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let (mut i, mut j) = (0, 0);
    loop {
        while i < a.len() && matches!(a[i], b'_' | b'-') {
            i += 1;
        }
        while j < b.len() && matches!(b[j], b'_' | b'-') {
            j += 1;
        }
        if i == a.len() || j == b.len() {
            return i == a.len() && j == b.len();
        }
        if !a[i].eq_ignore_ascii_case(&b[j]) {
            return false;
        }
        i += 1;
        j += 1;
    }
}

/// How many bytes must be added, removed or changed to turn `a` into `b` (Levenshtein).
const fn distance(a: &str, b: &str) -> usize {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut row = [0; NAME_LEN + 1];
    let mut j = 0;
    while j <= b.len() {
        row[j] = j;
        j += 1;
    }
    let mut i = 0;
    while i < a.len() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        let mut j = 0;
        while j < b.len() {
            let changed = diagonal + if a[i].eq_ignore_ascii_case(&b[j]) { 0 } else { 1 };
            let added = row[j] + 1;
            let removed = row[j + 1] + 1;
            diagonal = row[j + 1];
            row[j + 1] = least(changed, least(added, removed));
            j += 1;
        }
        i += 1;
    }
    row[b.len()]
}

const fn least(a: usize, b: usize) -> usize {
    if a < b { a } else { b }
}

#[cfg(test)]
mod tests {
    use super::{Argument, NAME_LEN, distance};

    #[test]
    fn the_name_that_was_meant_is_found() {
        for (written, meant) in [
            ("allow_origin", "origins"),
            ("allowedOrigins", "origins"),
            ("supports_credentials", "credentials"),
            ("maxAge", "max_age"),
            ("max-age", "max_age"),
            ("exposed_headers", "expose_headers"),
            ("origin", "origins"),
            ("orgins", "origins"),
            ("credential", "credentials"),
            ("header", "headers"),
            ("Origins", "origins"),
        ] {
            assert_eq!(Argument::nearest(written).map(Argument::name), Some(meant), "{written}");
        }
    }

    #[test]
    fn another_word_is_not_bent_into_an_argument() {
        for written in
            ["timeout", "x", "", "cache", "a_name_that_is_much_longer_than_the_longest_argument_of_all"]
        {
            assert_eq!(Argument::nearest(written), None, "{written}");
        }
    }

    #[test]
    fn no_name_is_too_long_to_be_compared() {
        assert!(Argument::ALL.iter().all(|argument| argument.name().len() <= NAME_LEN));
        assert_eq!(distance("orgins", "origins"), 1);
    }

    #[test]
    fn every_alias_is_written_in_lowercase_without_separators() {
        for argument in Argument::ALL {
            for alias in argument.aliases() {
                assert!(alias.bytes().all(|byte| byte.is_ascii_lowercase()), "{alias}");
                assert_eq!(Argument::nearest(alias), Some(*argument), "{alias} is an alias of two arguments");
            }
        }
    }
}
