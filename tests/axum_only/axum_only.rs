//! If axum is the only framework, the attribute of another framework's route must not be below `#[cors(...)]`.

#[test]
fn a_route_of_another_framework_does_not_compile() {
    trybuild::TestCases::new().compile_fail("ui/*.rs");
}
