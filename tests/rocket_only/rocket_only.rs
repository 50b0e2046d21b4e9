//! If Rocket is the only framework, every handler has a route attribute of Rocket below its `#[cors(...)]`.

#[test]
fn a_handler_whose_route_is_not_below_does_not_compile() {
    trybuild::TestCases::new().compile_fail("ui/*.rs");
}
