//! Names of the standard library and of this library that mean something else.

use crate::support::awaited;

/// No names are in scope except those defined here.
#[expect(clippy::absolute_paths, reason = "nothing else can be named")]
mod everything {
    use ::cors_runtime::cors;

    pub(super) mod core {}
    pub(super) mod std {}
    pub(super) mod cors_runtime {}
    pub(super) mod alloc {}
    pub(super) mod http {}
    pub(super) mod axum {}

    pub(super) struct Result;
    pub(super) struct Option;
    pub(super) struct Some;
    pub(super) struct None;
    pub(super) struct Ok;
    pub(super) struct Err;
    pub(super) struct Default;
    pub(super) struct Future;
    pub(super) struct IntoFuture;
    pub(super) struct Send;
    pub(super) struct Sized;
    pub(super) struct String;
    pub(super) struct Vec;
    pub(super) struct Box;
    pub(super) struct Policy;
    pub(super) struct Annotated;
    pub(super) struct MountWithCorsRouting;
    #[expect(non_camel_case_types, reason = "hostile names")]
    pub(super) mod primitives {
        pub(in super::super) struct str;
        pub(in super::super) struct bool;
        pub(in super::super) struct u16;
        pub(in super::super) struct u32;
        pub(in super::super) struct usize;
    }
    pub(super) use primitives::{bool, str, u16, u32, usize};

    macro_rules! hostile {
        ($d:tt $($name:ident)+) => {
            $(
                #[expect(unused_macros, reason = "they must not be used")]
                macro_rules! $name {
                    ($d($d anything:tt)*) => { compile_error!("the macro of the user's module") };
                }
            )+
        };
    }
    hostile!($ file line panic assert policy concat stringify);

    const PARTNER: &::core::primitive::str = "https://partner.example.org";
    const AGE: ::core::primitive::u32 = 600;
    const STATUS: ::core::primitive::u16 = 200;

    #[cors(
        origins = ["https://app.example.com", PARTNER, #[cfg(test)] "http://localhost:3000"],
        credentials,
        headers = ["x-a", HEADER],
        expose_headers = [HEADER],
        methods = ["PUT"],
        max_age = AGE,
        preflight_status = STATUS
    )]
    pub(super) async fn handler(_: Option, Some: Some) -> Result {
        let Some = Some;
        Result
    }
    const HEADER: &::core::primitive::str = "x-b";

    /// Each of these is constructed once.
    pub(super) fn all() -> impl ::core::fmt::Debug {
        [
            ::core::mem::size_of_val(&(Result, Option, Some, None, Ok, Err, Default, Future, IntoFuture)),
            ::core::mem::size_of_val(&(Send, Sized, String, Vec, Box, Policy, Annotated)),
            ::core::mem::size_of_val(&(MountWithCorsRouting, str, bool, u16, u32, usize)),
        ]
    }
}

#[test]
fn every_name_of_the_expansion_is_absolute() {
    assert_eq!(format!("{:?}", everything::all()), "[0, 0, 0]");
    assert!(awaited(everything::handler(everything::Option, everything::Some)).is_some(), "it never waits");
}

#[no_implicit_prelude]
#[expect(clippy::absolute_paths, reason = "nothing else can be named")]
mod bare {
    #[::cors_runtime::cors(
        origins = ["https://app.example.com", #[cfg(test)] "https://www.example.com"],
        max_age = 60 * 60,
        credentials,
        headers = ["x-a"],
    )]
    pub(super) async fn handler(number: u8) -> u8 {
        crate::support::nothing().await;
        number
    }
}

#[test]
fn no_prelude_is_needed() {
    assert_eq!(awaited(bare::handler(3)), Some(3));
}
