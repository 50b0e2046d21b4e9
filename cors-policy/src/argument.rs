//! The names of the arguments.

/// The arguments of `#[cors(...)]`, in the order of the documentation.
pub const ARGUMENTS: &[&str] = &[
    "origins",
    "except",
    "origins_from",
    "credentials",
    "methods",
    "headers",
    "expose_headers",
    "max_age",
    "preflight_status",
    "refuse_other_origins",
    "private_network",
    "timing",
    "policy",
    "crate",
    "dangerously_allow_null_origin",
    "dangerously_allow_insecure_origins",
    "dangerously_allow_public_suffixes",
];

/// What other libraries call the arguments, without `_` and `-`.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("alloworigin", "origins"),
    ("alloworigins", "origins"),
    ("allowedorigin", "origins"),
    ("allowedorigins", "origins"),
    ("allowedoriginpatterns", "origins"),
    ("originpatterns", "origins"),
    ("value", "origins"),
    ("disallowedorigins", "except"),
    ("exceptorigins", "except"),
    ("originsource", "origins_from"),
    ("alloworiginfn", "origins_from"),
    ("allowedoriginfn", "origins_from"),
    ("predicate", "origins_from"),
    ("allownullorigin", "dangerously_allow_null_origin"),
    ("dangerouslytolerateinsecureorigins", "dangerously_allow_insecure_origins"),
    ("dangerouslytoleratesubdomainsofpublicsuffixes", "dangerously_allow_public_suffixes"),
    ("allowcredentials", "credentials"),
    ("allowedcredentials", "credentials"),
    ("credentialed", "credentials"),
    ("supportscredentials", "credentials"),
    ("withcredentials", "credentials"),
    ("allowmethod", "methods"),
    ("allowmethods", "methods"),
    ("allowedmethods", "methods"),
    ("allowheader", "headers"),
    ("allowheaders", "headers"),
    ("allowedheaders", "headers"),
    ("requestheaders", "headers"),
    ("exposeheader", "expose_headers"),
    ("exposedheaders", "expose_headers"),
    ("responseheaders", "expose_headers"),
    ("expose", "expose_headers"),
    ("maxageinseconds", "max_age"),
    ("preflightmaxage", "max_age"),
    ("allowprivatenetwork", "private_network"),
    ("privatenetworkaccess", "private_network"),
    ("timingalloworigin", "timing"),
    ("optionssuccessstatus", "preflight_status"),
    ("preflightsuccessstatus", "preflight_status"),
];

/// Most bytes of a name that is compared; a longer one is no slip of the pen.
const NAME_LEN: usize = 48;

/// The argument that is meant by an unknown name: what another library calls so, or one that is at
/// most two slips away.
pub const fn nearest_argument(name: &str) -> Option<&'static str> {
    if name.len() > NAME_LEN {
        return None;
    }
    let mut i = 0;
    while i < OTHER_NAMES.len() {
        if equal_without_separators(name, OTHER_NAMES[i].0) {
            return Some(OTHER_NAMES[i].1);
        }
        i += 1;
    }
    let mut best = None;
    let mut best_distance = 3;
    let mut i = 0;
    while i < ARGUMENTS.len() {
        let distance =
            if equal_without_separators(name, ARGUMENTS[i]) { 0 } else { distance(name, ARGUMENTS[i]) };
        // Two slips in a short word make it another word.
        if distance < best_distance && distance * 3 <= ARGUMENTS[i].len() {
            best = Some(ARGUMENTS[i]);
            best_distance = distance;
        }
        i += 1;
    }
    best
}

/// Whether the names are the same without `_` and `-`, and case aside.
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

/// How many bytes must be added, taken away or changed to make `b` of `a` (Levenshtein).
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
    use super::{ARGUMENTS, NAME_LEN, OTHER_NAMES, nearest_argument};

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
            assert_eq!(nearest_argument(written), Some(meant), "{written}");
        }
    }

    #[test]
    fn another_word_is_not_bent_into_an_argument() {
        for written in
            ["timeout", "x", "", "cache", "a_name_that_is_much_longer_than_the_longest_argument_of_all"]
        {
            assert_eq!(nearest_argument(written), None, "{written}");
        }
    }

    #[test]
    fn every_other_name_leads_to_an_argument() {
        for (_, argument) in OTHER_NAMES {
            assert!(ARGUMENTS.contains(argument), "{argument}");
        }
        assert!(ARGUMENTS.iter().all(|argument| argument.len() <= NAME_LEN));
    }
}
