//! What the expansion of `#[cors(...)]` uses. Not part of the interface.

pub use crate::policy::annotated::{FromRoute, Listed};
pub use crate::policy::const_check::{
    Beside, check_any_method_is_left, check_any_origin_is_left, check_except_has_wildcard, check_excepted,
    check_method_name, check_origin, check_request_header, check_response_header, check_seconds,
    check_status, check_variable_is_set, value_of,
};
pub use crate::policy::draft::{
    Origins, PolicyDraft, decimal_digits, decimal_len, joined_names as joined, value_text,
};

#[cfg(feature = "rocket")]
pub use crate::adapter::rocket::__private::{AnnotatedRoute, CorsFairing, RouteAnswer};
pub use crate::origin::NamedSource;
#[cfg(feature = "rocket")]
pub use cors_macros::rocket_route;

/// The header value of a list of names that are not all literals.
#[doc(hidden)]
#[macro_export]
macro_rules! __joined_names {
    ($kind:ident, $list:expr) => {{
        const __CORS_LEN: ::core::primitive::usize =
            $crate::__private::joined_len($crate::__private::NameList::$kind, $list);
        static __CORS_JOINED: [::core::primitive::u8; __CORS_LEN] =
            $crate::__private::joined($crate::__private::NameList::$kind, $list);
        $crate::__private::value_text(&__CORS_JOINED)
    }};
}
pub use __joined_names as joined_names;

/// The header value of a number that is no literal.
#[doc(hidden)]
#[macro_export]
macro_rules! __decimal {
    ($number:expr) => {{
        static __CORS_DIGITS: [::core::primitive::u8; $crate::__private::decimal_len($number)] =
            $crate::__private::decimal_digits($number);
        $crate::__private::value_text(&__CORS_DIGITS)
    }};
}
pub use __decimal as decimal;
pub use cors_policy::{NameList, OriginEntry, OriginShape, joined_len, origin_entries};
