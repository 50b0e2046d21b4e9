//! Where Rocket is the only framework, every handler has a route of Rocket's below its attribute.

#[test]
fn a_handler_whose_route_is_not_below_does_not_compile() {
    trybuild::TestCases::new().compile_fail("ui/*.rs");
}
