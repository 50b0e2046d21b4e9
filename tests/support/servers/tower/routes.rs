//! Paths, policies and methods.

use cors_runtime::Policy;

use super::Methods;
use super::policies::{
    ADMIN, ADMIN_PUT, ANY_APP, ANY_CREDENTIALS, ANY_HEADER, ANY_HEADER_AND_AUTHORIZATION,
    ANY_HEADER_WITH_CREDENTIALS, ANY_OPEN, ANY_SOME, ANY_SOME_WITH_CREDENTIALS, ANY_STAR, APP, APP_PUT,
    MAX_AGE_DAY, MAX_AGE_ZERO, OPEN, OPEN_ALL_EXPOSED, OPEN_ANY_HEADER, OPEN_ANY_HEADER_AND_AUTHORIZATION,
    OPEN_EXPOSED, OPEN_SOME_HEADERS, PART, PRIVATE_NETWORK, PUT_AND_DELETE, SHARED, SOME_HEADERS,
    SOME_HEADERS_WITH_CREDENTIALS, STATUS_200, STATUS_299, STRICT, TIMED, TIMED_OPEN,
};

/// A path, the policy of its service, and what the service has. The method `*` is every one.
pub(super) type Route = (&'static str, Option<&'static Policy>, Methods);

pub(super) const ALL: &[Route] = &[
    ("/open", Some(&OPEN), &[("GET", "read_open"), ("PUT", "replace_open")]),
    ("/open/exposed", Some(&OPEN_EXPOSED), &[("GET", "read_open_exposed")]),
    ("/open/all-exposed", Some(&OPEN_ALL_EXPOSED), &[("GET", "read_open_all_exposed")]),
    ("/open/some-headers", Some(&OPEN_SOME_HEADERS), &[("PUT", "replace_open_some_headers")]),
    ("/open/any-header", Some(&OPEN_ANY_HEADER), &[("PUT", "replace_open_any_header")]),
    (
        "/open/any-header-and-authorization",
        Some(&OPEN_ANY_HEADER_AND_AUTHORIZATION),
        &[("PUT", "replace_open_any_header_and_authorization")],
    ),
    ("/profile", Some(&APP_PUT), &[("GET", "read_profile"), ("PUT", "replace_profile")]),
    ("/headers/some", Some(&SOME_HEADERS), &[("PUT", "put_with_some")]),
    (
        "/headers/some-with-credentials",
        Some(&SOME_HEADERS_WITH_CREDENTIALS),
        &[("PUT", "put_with_some_and_credentials")],
    ),
    ("/headers/any", Some(&ANY_HEADER), &[("PUT", "put_with_any")]),
    (
        "/headers/any-and-authorization",
        Some(&ANY_HEADER_AND_AUTHORIZATION),
        &[("PUT", "put_with_any_and_authorization")],
    ),
    (
        "/headers/any-with-credentials",
        Some(&ANY_HEADER_WITH_CREDENTIALS),
        &[("PUT", "put_with_any_and_credentials")],
    ),
    ("/max-age/zero", Some(&MAX_AGE_ZERO), &[("PUT", "put_with_max_age_zero")]),
    ("/max-age/day", Some(&MAX_AGE_DAY), &[("PUT", "put_with_max_age_day")]),
    ("/status/200", Some(&STATUS_200), &[("GET", "get_with_status_200"), ("PUT", "put_with_status_200")]),
    ("/status/299", Some(&STATUS_299), &[("PUT", "put_with_status_299")]),
    ("/any/open", Some(&ANY_OPEN), &[("*", "any_open")]),
    ("/any/app", Some(&ANY_APP), &[("*", "any_app")]),
    ("/any/credentials", Some(&ANY_CREDENTIALS), &[("*", "any_credentials")]),
    ("/any/some", Some(&ANY_SOME), &[("*", "any_some")]),
    ("/any/some-with-credentials", Some(&ANY_SOME_WITH_CREDENTIALS), &[("*", "any_some_with_credentials")]),
    ("/any/star", Some(&ANY_STAR), &[("*", "any_star")]),
    ("/on/put-and-delete", Some(&PUT_AND_DELETE), &[("PUT", "put_or_delete"), ("DELETE", "put_or_delete")]),
    ("/plain", None, &[("GET", "read_plain"), ("PUT", "replace_plain")]),
    ("/head-only", Some(&ADMIN), &[("HEAD", "head_for_admin")]),
    ("/post-only", Some(&ADMIN), &[("POST", "post_for_admin")]),
    ("/own-options/plain", None, &[("GET", "read_undescribed"), ("OPTIONS", "describe")]),
    ("/items/{id}", Some(&APP_PUT), &[("GET", "read_item"), ("PUT", "replace_item")]),
    ("/items/special", None, &[("GET", "read_special_item"), ("PUT", "replace_special_item")]),
    ("/items/{id}/parts/{part}", Some(&PART), &[("PUT", "replace_part")]),
    ("/files/{*path}", Some(&APP_PUT), &[("GET", "read_file"), ("PUT", "replace_file")]),
    ("/files/index", Some(&ADMIN_PUT), &[("GET", "read_index"), ("PUT", "replace_index")]),
    (
        "/shared",
        Some(&SHARED),
        &[("GET", "read_shared"), ("PUT", "replace_shared"), ("DELETE", "clear_shared")],
    ),
    ("/strict", Some(&STRICT), &[("GET", "read_strict"), ("POST", "add_to_strict")]),
    ("/private-network", Some(&PRIVATE_NETWORK), &[("GET", "read_private"), ("PUT", "replace_private")]),
    ("/timed", Some(&TIMED), &[("GET", "read_timed")]),
    ("/timed/open", Some(&TIMED_OPEN), &[("GET", "read_timed_open")]),
    ("/nested", Some(&APP), &[("GET", "get_for_app")]),
    ("/lost/known", None, &[("GET", "read_plain")]),
    ("/lost/{*path}", Some(&APP_PUT), &[("*", "lost")]),
    ("/nested/items/{id}", Some(&ADMIN_PUT), &[("PUT", "put_for_admin")]),
];
