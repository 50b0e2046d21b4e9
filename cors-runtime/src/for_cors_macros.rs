//! The items that expansions of `#[cors(...)]` use. Not part of the public interface.
//!
//! The module's name has the version, so that another version of `cors-macros` does not find it.

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

/// The header value of a list of names of which some are not literals.
#[doc(hidden)]
#[macro_export]
macro_rules! __joined_names {
    ($kind:ident, $list:expr) => {{
        const __CORS_LEN: ::core::primitive::usize = $crate::__for_cors_macros_0_1_0::joined_len(
            $crate::__for_cors_macros_0_1_0::NameList::$kind,
            $list,
        );
        static __CORS_JOINED: [::core::primitive::u8; __CORS_LEN] =
            $crate::__for_cors_macros_0_1_0::joined($crate::__for_cors_macros_0_1_0::NameList::$kind, $list);
        $crate::__for_cors_macros_0_1_0::value_text(&__CORS_JOINED)
    }};
}
pub use __joined_names as joined_names;

/// The header value of a number that is not a literal.
#[doc(hidden)]
#[macro_export]
macro_rules! __decimal {
    ($number:expr) => {{
        static __CORS_DIGITS: [::core::primitive::u8; $crate::__for_cors_macros_0_1_0::decimal_len($number)] =
            $crate::__for_cors_macros_0_1_0::decimal_digits($number);
        $crate::__for_cors_macros_0_1_0::value_text(&__CORS_DIGITS)
    }};
}
pub use __decimal as decimal;
pub use cors_policy::{NameList, OriginEntry, OriginShape, joined_len, origin_entries};

#[cfg(test)]
mod tests {
    #[test]
    fn the_name_has_the_version() {
        let version = env!("CARGO_PKG_VERSION").replace('.', "_");
        assert!(module_path!().contains(&format!("::__for_cors_macros_{version}::")), "{}", module_path!());
    }
}
