//! The CORS protocol: what a request asks, what is decided, and what that makes of a response. No
//! framework is known here.

// Each module uses only modules above it.
pub(crate) mod request_head;
pub(crate) mod request_kind;
pub(crate) mod requested_headers;
pub(crate) mod method_table;
pub(crate) mod response_fields;
pub(crate) mod decision;
