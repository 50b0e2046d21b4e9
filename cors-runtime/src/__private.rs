//! What the expansion of `#[cors(...)]` uses. Not part of the interface.

pub use crate::annotated::{FromRoute, Listed};
pub use crate::const_check::{
    Beside, check_any_method_is_left, check_any_origin_is_left, check_except_has_wildcard, check_excepted,
    check_method_name, check_origin, check_request_header, check_response_header, check_seconds,
    check_status, check_variable_is_set, value_of,
};
pub use crate::fields::{Fields, Tables};

#[cfg(feature = "rocket")]
pub use crate::adapter::rocket::__private::{AnnotatedRoute, CorsFairing, RouteAnswer};
#[cfg(feature = "rocket")]
pub use cors_macros::rocket_route;

/// Stands in every handler that a router mounts, which on Rocket alone is none: there the attribute stands
/// below the one of the route, or there is no route.
#[cfg(any(feature = "axum", feature = "tower", not(feature = "rocket")))]
#[doc(hidden)]
#[macro_export]
macro_rules! __assert_router {
    () => {};
}
#[cfg(all(feature = "rocket", not(any(feature = "axum", feature = "tower"))))]
#[doc(hidden)]
#[macro_export]
macro_rules! __assert_router {
    () => {
        ::core::compile_error!(
            "no attribute of a route, such as `#[get(...)]`, stands below `#[cors(...)]`\n\
             help: move `#[cors(...)]` above it\n\
             note: handlers of axum need the feature `axum` of `cors-runtime`"
        );
    };
}
pub use __assert_router as assert_router;

/// Makes a [`Policy`](crate::Policy) of [`Fields`] in a constant expression.
#[doc(hidden)]
#[macro_export]
macro_rules! __policy {
    ($($field:ident: $value:expr),* $(,)?) => {{
        // Not `Fields { .., ..NONE }`, which clippy calls needless where every field is given.
        const __CORS_FIELDS: $crate::__private::Fields = {
            let mut fields = $crate::__private::Fields::NONE;
            $(fields.$field = $value;)*
            fields
        };
        const __CORS_TABLES: $crate::__private::Tables<
            { __CORS_FIELDS.patterns_len() },
            { __CORS_FIELDS.headers_len() },
            { __CORS_FIELDS.expose_headers_len() },
            { __CORS_FIELDS.max_age_len() },
        > = $crate::__private::Tables::new(&__CORS_FIELDS);
        $crate::Policy::__new(&__CORS_FIELDS, &__CORS_TABLES)
    }};
}
pub use __policy as policy;
pub use cors_policy::Lifted;
