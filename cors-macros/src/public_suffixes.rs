//! The public suffix list.

/// Whether a domain is in the list of the `psl` crate; see [`cors_policy::PublicSuffixes`].
pub(crate) fn is_public_suffix(domain: &str) -> bool {
    psl::suffix(domain.as_bytes())
        .is_some_and(|suffix| suffix.is_known() && suffix.as_bytes() == domain.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::is_public_suffix;

    #[test]
    fn a_domain_is_a_public_suffix_if_the_list_has_it() {
        for (domain, expected) in [
            ("github.io", true),
            ("co.uk", true),
            ("app.github.io", false),
            ("example.com", false),
            // A name of the author's network, which no list knows.
            ("corp", false),
        ] {
            assert_eq!(is_public_suffix(domain), expected, "{domain}");
        }
    }
}
