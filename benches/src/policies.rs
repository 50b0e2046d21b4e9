//! The policies that are measured, as statics. The build script generates those with many origins.

use cors_runtime::{Policy, policy};

include!(concat!(env!("OUT_DIR"), "/policies.rs"));

/// For a whole service, which is mounted for any method.
pub(crate) static WHOLE: Policy = policy!(
    origins = ["https://app.example.com"],
    credentials,
    methods = ["PUT"],
    headers = ["content-type", "x-requested-with"],
    max_age = 600,
);

pub(crate) static ANY: Policy =
    policy!(origins = ["*"], headers = ["content-type", "x-requested-with"], max_age = 600);
