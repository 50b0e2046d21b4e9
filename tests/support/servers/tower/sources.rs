//! Origins that are not known while the program compiles, and long lists of some that are.

use cors_runtime::{Policy, policy};

use super::routes::Route;
use crate::servers::origins::{EVERYONE, MANY, TENANTS, is_preview, is_unusual};

pub(super) const ALL: &[Route] = &[
    (
        "/from/set",
        Some(&FROM_SET),
        &[("GET", "read_from_set"), ("PUT", "replace_from_set"), ("DELETE", "clear_from_set")],
    ),
    ("/from/function", Some(&FROM_FUNCTION), &[("GET", "read_from_function")]),
    ("/from/unusual", Some(&FROM_UNUSUAL), &[("GET", "read_from_unusual")]),
    ("/from/everyone", Some(&FROM_EVERYONE), &[("GET", "read_from_everyone")]),
    ("/match/many", Some(&MANY), &[("GET", "match_many")]),
];

static FROM_SET: Policy = policy!(
    origins = ["https://app.example.com"],
    origins_from = TENANTS,
    credentials,
    methods = ["PUT", "DELETE"]
);
static FROM_FUNCTION: Policy = policy!(origins_from = is_preview, methods = ["GET"]);
static FROM_UNUSUAL: Policy = policy!(origins_from = is_unusual, methods = ["GET"]);
static FROM_EVERYONE: Policy = policy!(origins_from = EVERYONE, methods = ["GET"]);
