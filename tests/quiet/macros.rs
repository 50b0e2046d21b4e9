//! Handlers and attributes that `macro_rules!` writes.

use axum::Json;
use axum::http::Uri;
use cors_runtime::axum::{MethodRouter, post};
use cors_runtime::{Annotated, MountWithCorsRouting, Policy, cors};

use crate::support::{PARTNER, awaited, nothing};

macro_rules! functions {
    ($($(#[$meta:meta])* $visibility:vis $name:ident($($argument:pat => $ty:ty),*) -> $result:ty $body:block)+) => {
        $(
            #[cors(origins = ["https://app.example.com"])]
            $(#[$meta])*
            $visibility async fn $name($($argument: $ty),*) -> $result $body
        )+
    };
}
functions! {
    #[doc = "From parts."]
    #[expect(unused_variables, reason = "it is")]
    pub(crate) of_parts(uri => Uri, Json(mut text) => Json<String>) -> String {
        nothing().await;
        text.push('!');
        text
    }
    of_nothing() -> () { nothing().await; }
}

macro_rules! of_item {
    ($item:item) => {
        #[cors(origins = ["https://app.example.com"])]
        $item
    };
}
of_item!(
    #[inline]
    async fn of_an_item<'a, T: Sync>(items: &'a [T], _: &str) -> Option<&'a T> {
        nothing().await;
        items.first()
    }
);

macro_rules! of_tokens {
    ($([$($arguments:tt)*] $name:ident)+) => {
        $(
            #[cors($($arguments)*)]
            async fn $name() {
                nothing().await;
            }
        )+
    };
}
of_tokens! {
    [origins = ["https://app.example.com"], max_age = 5, credentials] of_tokens
    [origins = ["*"], headers = ["*", "authorization"]] of_more_tokens
}

macro_rules! of_fragments {
    ($list:expr, $seconds:literal, $header:expr, [$($more:literal),*], $flag:literal, $one:ident, $other:path) => {
        #[cors(
            origins = $list,
            max_age = $seconds,
            headers = [$header, $($more),*],
            expose_headers = ["x-total"],
            credentials = $flag
        )]
        async fn of_fragments() {
            nothing().await;
        }

        #[cors(origins = [$one, $other])]
        async fn of_names() {
            nothing().await;
        }
    };
}
mod constants {
    pub(super) const ISSUER: &str = "https://issuer.example.org";
}
of_fragments!(["https://app.example.com"], 6, "x-a", ["x-b", "x-c"], true, PARTNER, constants::ISSUER);

macro_rules! of_crate {
    ($krate:path) => {
        #[cors(origins = ["*"], crate = $krate)]
        async fn of_a_crate() {
            nothing().await;
        }
    };
    () => {
        #[$crate::macros::reexported::cors(origins = [PARTNER], crate = $crate::macros::reexported)]
        async fn of_the_crate_of_a_macro() {
            nothing().await;
        }

        #[self::reexported::cors(origins = ["*"], crate = self::reexported)]
        async fn of_this_module() {
            nothing().await;
        }
    };
}
pub(crate) use cors_runtime as reexported;
of_crate!(::cors_runtime);
of_crate!();

macro_rules! with_names_of_its_own {
    ($name:ident, $argument:ident) => {
        #[cors(origins = ["*"])]
        async fn $name($argument: String) -> (String, &'static str) {
            nothing().await;
            let argument = "the macro's";
            ($argument, argument)
        }
    };
}
with_names_of_its_own!(hygienic, argument);

#[test]
fn what_a_macro_writes_is_a_handler() {
    drop::<MethodRouter>(post(of_parts));
    assert_eq!(awaited(of_parts(Uri::default(), Json("tea".to_owned()))).as_deref(), Some("tea!"));
    assert_eq!(awaited(of_an_item(&[1, 2], "")), Some(Some(&1)));
    assert_eq!(awaited(hygienic("the user's".to_owned())), Some(("the user's".to_owned(), "the macro's")));
    for nothing in [
        awaited(of_nothing()),
        awaited(of_tokens()),
        awaited(of_more_tokens()),
        awaited(of_fragments()),
        awaited(of_names()),
        awaited(of_a_crate()),
        awaited(of_the_crate_of_a_macro()),
        awaited(of_this_module()),
    ] {
        assert_eq!(nothing, Some(()));
    }
}

#[test]
fn the_policy_is_what_the_macro_was_given() {
    const fn policy<A: Annotated, F>(_: &MountWithCorsRouting<A, F>) -> &'static Policy {
        A::POLICY
    }
    assert!(policy(&of_fragments()).allows_credentials(), "{:?}", of_fragments());
    assert!(policy(&of_names()).allows_origin(PARTNER.as_bytes()), "{:?}", of_names());
    assert!(policy(&of_names()).allows_origin(constants::ISSUER.as_bytes()), "{:?}", of_names());
    assert!(policy(&of_a_crate()).is_any_origin(), "{:?}", of_a_crate());
}
