//! What a CORS policy may say, and every mistake that it can make.
//!
//! One crate owns the rules, so that one text gets one verdict, in the same words, wherever it is
//! read: in the macros (native code, with spans), in const evaluation (policies made of constants)
//! and when a program starts (origins read from its environment). That is why almost every function
//! is `const`, and why little allocates: lists of origins that are read while a program runs.
//!
//! Users add [`cors-runtime`](https://docs.rs/cors-runtime), which re-exports what they need.
//!
//! Terms are those of the [Fetch standard](https://fetch.spec.whatwg.org/#http-cors-protocol).
#![no_std]

extern crate alloc;

// Each module uses only modules above it.
mod const_str;
mod limits;
mod text;
mod token;
mod rule;
mod violation;
mod scheme;
mod ipv4;
mod ipv6;
mod punycode;
mod host;
mod origin_pattern;
mod origin_entry;
mod origin_parts;
mod origin_match;
mod index;
mod host_index;
mod origin_table;
mod public_suffix;
mod origin_list;
mod method;
mod header_name;
mod name_list;
mod number;
mod repair;
mod argument;
mod message;

pub use argument::{ARGUMENTS, nearest_argument};
pub use const_str::is_one_of;
pub use header_name::{
    check_request_header_name, check_response_header_name, is_cors_non_wildcard_request_header_name,
    is_cors_safelisted_response_header_name, is_forbidden_request_header_name,
    is_forbidden_response_header_name,
};
pub use host_index::HostIndex;
pub use index::{Index, Slot};
pub use limits::{HOST_LEN, LABEL_LEN, MAX_AGE, ORIGIN_LEN, SCHEME_LEN};
pub use method::{check_method, is_cors_safelisted_method, is_forbidden_method};
pub use name_list::{NameList, check_name_in_list, check_name_with_credentials, join_names, joined_len};
pub use number::{check_max_age, check_preflight_status};
pub use origin_entry::{Lifted, OriginEntry};
pub use origin_list::{
    EvaluatedList, OriginList, beside_credentials, check_excepted_origin, check_origin,
    check_origin_with_credentials, count_may_be_patterns, is_insecure, may_be_patterns, text_slots,
};
pub use origin_pattern::{OriginPattern, OriginShape, Port};
pub use origin_table::{EvaluatedOriginTable, OriginTable, OwnedOriginTable, count_exact, count_patterns};
pub use public_suffix::{NO_PUBLIC_SUFFIXES, PublicSuffixes, public_suffix};
pub use rule::Rule;
pub use text::Text;
pub use token::is_token;
pub use violation::Violation;
