//! The policies of the routes. In the layer of a whole service a policy lists the `methods` that the service has.

use cors_runtime::{Policy, policy};

pub(super) static APP: Policy = policy!(origins = ["https://app.example.com"], methods = ["GET", "POST"]);
pub(super) static APP_PUT: Policy = policy!(origins = ["https://app.example.com"], methods = ["PUT"]);
pub(super) static ADMIN: Policy = policy!(origins = ["https://admin.example.com"], methods = ["GET", "POST"]);
pub(super) static ADMIN_PUT: Policy = policy!(origins = ["https://admin.example.com"], methods = ["PUT"]);

pub(super) static OPEN: Policy = policy!(origins = ["*"], methods = ["PUT"]);
pub(super) static OPEN_EXPOSED: Policy =
    policy!(origins = ["*"], methods = ["GET"], expose_headers = ["etag", "x-total"]);
pub(super) static OPEN_ALL_EXPOSED: Policy =
    policy!(origins = ["*"], methods = ["GET"], expose_headers = ["*"]);
pub(super) static OPEN_SOME_HEADERS: Policy =
    policy!(origins = ["*"], methods = ["PUT"], headers = ["content-type", "x-first"], max_age = 600);
pub(super) static OPEN_ANY_HEADER: Policy = policy!(origins = ["*"], methods = ["PUT"], headers = ["*"]);
pub(super) static OPEN_ANY_HEADER_AND_AUTHORIZATION: Policy =
    policy!(origins = ["*"], methods = ["PUT"], headers = ["*", "authorization"]);

pub(super) static SOME_HEADERS: Policy = policy!(
    origins = ["https://app.example.com"],
    methods = ["PUT"],
    headers = ["X-Second", "content-type", "x-first"],
);
pub(super) static SOME_HEADERS_WITH_CREDENTIALS: Policy = policy!(
    origins = ["https://app.example.com"],
    methods = ["PUT"],
    credentials,
    headers = ["authorization"],
);
pub(super) static ANY_HEADER: Policy =
    policy!(origins = ["https://app.example.com"], methods = ["PUT"], headers = ["*"]);
pub(super) static ANY_HEADER_AND_AUTHORIZATION: Policy =
    policy!(origins = ["https://app.example.com"], methods = ["PUT"], headers = ["*", "authorization"]);
pub(super) static ANY_HEADER_WITH_CREDENTIALS: Policy =
    policy!(origins = ["https://app.example.com"], methods = ["PUT"], credentials, headers = ["*"]);

pub(super) static MAX_AGE_ZERO: Policy =
    policy!(origins = ["https://app.example.com"], methods = ["PUT"], max_age = 0);
pub(super) static MAX_AGE_DAY: Policy =
    policy!(origins = ["https://app.example.com"], methods = ["PUT"], max_age = 86400);
pub(super) static STATUS_200: Policy =
    policy!(origins = ["https://app.example.com"], methods = ["PUT"], preflight_status = 200);
pub(super) static STATUS_299: Policy =
    policy!(origins = ["https://app.example.com"], methods = ["PUT"], preflight_status = 299);

pub(super) static ANY_OPEN: Policy = policy!(origins = ["*"]);
pub(super) static ANY_APP: Policy = policy!(origins = ["https://app.example.com"]);
pub(super) static ANY_CREDENTIALS: Policy = policy!(origins = ["https://app.example.com"], credentials);
pub(super) static ANY_SOME: Policy =
    policy!(origins = ["https://app.example.com"], methods = ["GET", "PUT", "DELETE"]);
pub(super) static ANY_SOME_WITH_CREDENTIALS: Policy =
    policy!(origins = ["https://app.example.com"], credentials, methods = ["PUT", "PURGE"]);
pub(super) static ANY_STAR: Policy = policy!(origins = ["https://app.example.com"], methods = ["*"]);
pub(super) static PUT_AND_DELETE: Policy =
    policy!(origins = ["https://app.example.com"], methods = ["PUT", "DELETE"]);

pub(super) static PART: Policy =
    policy!(origins = ["https://admin.example.com"], methods = ["PUT"], headers = ["x-part"]);
pub(super) static SHARED: Policy =
    policy!(origins = ["https://app.example.com"], methods = ["PUT", "DELETE"], max_age = 600);
pub(super) static STRICT: Policy =
    policy!(origins = ["https://app.example.com"], methods = ["POST"], refuse_other_origins);
pub(super) static PRIVATE_NETWORK: Policy =
    policy!(origins = ["https://app.example.com"], methods = ["PUT"], private_network);
pub(super) static TIMED: Policy = policy!(origins = ["https://app.example.com"], methods = ["GET"], timing);
pub(super) static TIMED_OPEN: Policy = policy!(origins = ["*"], methods = ["GET"], timing);

pub(super) static JSON: Policy =
    policy!(origins = ["https://app.example.com"], methods = ["POST"], headers = ["content-type"]);
pub(super) static GUARDED: Policy =
    policy!(origins = ["https://app.example.com"], methods = ["GET"], credentials);
