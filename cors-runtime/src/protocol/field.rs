//! The names of the headers that CORS reads and writes.

macro_rules! fields {
    ($(#[doc = $doc:literal])+ $kind:ident { $($field:ident = $name:literal,)+ }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum $kind {
            $(#[doc = concat!("`", $name, "`")] $field,)+
        }

        impl $kind {
            /// The name in lower case.
            #[inline]
            pub(crate) const fn name(self) -> &'static str {
                match self {
                    $(Self::$field => $name,)+
                }
            }
        }
    };
}

fields! {
    /// The request headers that a decision reads.
    RequestField {
        Origin = "origin",
        AccessControlRequestMethod = "access-control-request-method",
        AccessControlRequestHeaders = "access-control-request-headers",
        AccessControlRequestPrivateNetwork = "access-control-request-private-network",
        SecFetchSite = "sec-fetch-site",
        SecFetchMode = "sec-fetch-mode",
        Cookie = "cookie",
    }
}

fields! {
    /// The response headers that a decision writes.
    ResponseField {
        AccessControlAllowOrigin = "access-control-allow-origin",
        AccessControlAllowCredentials = "access-control-allow-credentials",
        AccessControlExposeHeaders = "access-control-expose-headers",
        AccessControlAllowMethods = "access-control-allow-methods",
        AccessControlAllowHeaders = "access-control-allow-headers",
        AccessControlMaxAge = "access-control-max-age",
        AccessControlAllowPrivateNetwork = "access-control-allow-private-network",
        TimingAllowOrigin = "timing-allow-origin",
        Vary = "vary",
        Allow = "allow",
        CorsExplanation = "cors-explanation",
    }
}

impl ResponseField {
    /// The fields that can belong to the policy of a route.
    pub(crate) const OF_POLICY: [Self; 8] = [
        Self::AccessControlAllowOrigin,
        Self::AccessControlAllowCredentials,
        Self::AccessControlExposeHeaders,
        Self::AccessControlAllowMethods,
        Self::AccessControlAllowHeaders,
        Self::AccessControlMaxAge,
        Self::AccessControlAllowPrivateNetwork,
        Self::TimingAllowOrigin,
    ];

    /// The field with a name in any case; `None` for all other headers.
    #[inline]
    pub(crate) fn named(name: &str) -> Option<Self> {
        // Most headers of a response have other lengths.
        match name.len() {
            4 | 5 | 19.. => Self::find(name),
            _ => None,
        }
    }

    fn find(name: &str) -> Option<Self> {
        let is = |field: &Self| field.name().eq_ignore_ascii_case(name);
        match name.as_bytes().first()? {
            b'v' | b'V' => Some(Self::Vary).filter(is),
            b'a' | b'A' | b't' | b'T' => Self::OF_POLICY.into_iter().chain([Self::Allow]).find(is),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ResponseField;

    #[test]
    fn a_field_is_found_by_its_name_in_any_case() {
        for field in ResponseField::OF_POLICY.into_iter().chain([ResponseField::Vary, ResponseField::Allow]) {
            assert_eq!(ResponseField::named(field.name()), Some(field));
            assert_eq!(ResponseField::named(&field.name().to_ascii_uppercase()), Some(field));
        }
        for name in ["", "date", "server", "content-type", "access-control-request-method"] {
            assert_eq!(ResponseField::named(name), None);
        }
    }
}
