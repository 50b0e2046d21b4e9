//! Expansions add no warning to the handler, work wherever a function does, and do what the function
//! did.
//!
//! `cargo clippy` compiles this under every group of lints. The lints that are allowed with a reason
//! would also fire for the plain functions.
#![forbid(unsafe_code)]
#![deny(
    warnings,
    clippy::all,
    clippy::pedantic,
    clippy::nursery,
    clippy::cargo,
    clippy::restriction,
    future_incompatible,
    keyword_idents,
    let_underscore,
    nonstandard_style,
    rust_2018_idioms,
    rust_2021_compatibility,
    rust_2024_compatibility,
    unused,
    absolute_paths_not_starting_with_crate,
    closure_returning_async_block,
    deprecated_in_future,
    elided_lifetimes_in_paths,
    explicit_outlives_requirements,
    ffi_unwind_calls,
    impl_trait_redundant_captures,
    let_underscore_drop,
    macro_use_extern_crate,
    meta_variable_misuse,
    missing_copy_implementations,
    missing_debug_implementations,
    missing_docs,
    non_ascii_idents,
    redundant_imports,
    redundant_lifetimes,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unit_bindings,
    unnameable_types,
    unreachable_pub,
    unused_import_braces,
    unused_lifetimes,
    unused_qualifications,
    unused_results,
    variant_size_differences
)]
#![allow(
    clippy::cargo_common_metadata,
    clippy::multiple_crate_versions,
    clippy::wildcard_dependencies,
    reason = "they are about packages"
)]
#![allow(
    clippy::arbitrary_source_item_ordering,
    clippy::blanket_clippy_restriction_lints,
    clippy::default_numeric_fallback,
    clippy::doc_paragraphs_missing_punctuation,
    clippy::impl_trait_in_params,
    clippy::implicit_return,
    clippy::min_ident_chars,
    clippy::missing_docs_in_private_items,
    clippy::missing_trait_methods,
    clippy::mod_module_files,
    clippy::pub_with_shorthand,
    clippy::redundant_pub_crate,
    clippy::self_named_module_files,
    clippy::single_char_lifetime_names,
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    clippy::tests_outside_test_module,
    clippy::unreadable_literal,
    clippy::unused_trait_names,
    reason = "they are about how the handlers and the tests are written"
)]
#![allow(
    clippy::single_call_fn,
    reason = "the one lint of all these groups that an expansion sets off: the handler is called once"
)]

mod attributes;
mod debugged;
mod drops;
mod generics;
mod macros;
mod places;
mod shadowed;
mod signatures;
mod support;
