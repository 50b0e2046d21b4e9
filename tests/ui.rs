//! Mistakes that do not compile, each with what the compiler prints.
//!
//! The goldens are made by the toolchain of `rust-toolchain.toml`, with `cargo xtask bless`.

#[test]
fn every_mistake_is_a_compile_error_that_teaches() {
    let cases = trybuild::TestCases::new();
    cases.pass("ui/pass/*.rs");
    cases.compile_fail("ui/*.rs");
    for folder in ["origins", "names", "numbers", "constants", "args", "item", "mount", "rocket", "lints"] {
        cases.compile_fail(format!("ui/{folder}/*.rs"));
    }
}
