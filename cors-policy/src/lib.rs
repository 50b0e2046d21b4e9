//! What a CORS policy can say, and every mistake in one.
//!
//! One crate owns the rules, so that a text gets the same verdict, in the same words, wherever it is read: in
//! the macros (native code, with spans), in const evaluation (policies made of constants) and while a program
//! starts (origins from its environment). So almost every function is `const`, and only what handles long
//! lists of origins allocates.
//!
//! Applications depend on [`cors-runtime`](https://docs.rs/cors-runtime), which re-exports what they need.
//!
//! The terms are those of the [Fetch standard](https://fetch.spec.whatwg.org/#http-cors-protocol).
#![no_std]

extern crate alloc;

// Each module uses only modules above it.
mod evaluation;
mod limits;
mod rule;
mod violation;
mod names;
mod number;
mod argument;
mod origin;
mod between;
mod message;

pub use argument::{Argument, ArgumentKind, Flags};
pub use between::GivenArguments;
pub use evaluation::const_str::is_one_of;
pub use evaluation::text::Text;
pub use limits::{HOST_LEN, LABEL_LEN, MAX_AGE, ORIGIN_LEN, SCHEME_LEN};
pub use names::header_name::{
    check_request_header_name, check_response_header_name, is_cors_non_wildcard_request_header_name,
    is_cors_safelisted_response_header_name, is_forbidden_request_header_name,
    is_forbidden_response_header_name,
};
pub use names::list::{NameList, check_name, join_names, joined_len};
pub use names::method::{check_method, is_cors_safelisted_method, is_forbidden_method};
pub use names::token::is_token;
pub use number::{check_max_age, check_preflight_status};
pub use origin::check::{check_excepted_origin, check_origin, is_insecure};
pub use origin::entry::{OriginEntry, origin_entries};
pub use origin::facts::OriginFacts;
pub use origin::list::{OriginList, check_in_list, check_not_repeated};
pub use origin::pattern::{OriginPattern, OriginShape, Port};
pub use origin::public_suffix::{NO_PUBLIC_SUFFIXES, PublicSuffixes, public_suffix};
pub use origin::table::host_index::HostIndex;
pub use origin::table::index::Index;
pub use origin::table::{OriginTable, OwnedOriginTable};
pub use rule::{Group, Rule};
pub use violation::Violation;
