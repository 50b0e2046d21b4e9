//! The CORS protocol: what a request asks, what is decided, and what the decision does to a response. Nothing here
//! depends on a framework: an adapter lends a [`RequestHead`](request_head::RequestHead) and a
//! [`ResponseHead`](response_head::ResponseHead).

// Each module uses only modules above it.
pub(crate) mod explained;
pub(crate) mod field;
pub(crate) mod request_head;
pub(crate) mod request_kind;
pub(crate) mod requested_headers;
pub(crate) mod method_table;
pub(crate) mod response_head;
pub(crate) mod response_fields;
pub(crate) mod completion;
pub(crate) mod answer;
pub(crate) mod preflight;
pub(crate) mod explanation;
pub(crate) mod counters;
pub(crate) mod events;
pub(crate) mod decision;
