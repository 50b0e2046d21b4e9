//! What is kept until the program ends.

use std::ptr;
use std::sync::Arc;
use std::thread;

use cors_runtime::{Origin, OriginSet, Policy, PolicyBuilder};

/// Always builds in one place.
fn build(builder: &PolicyBuilder) -> &'static Policy {
    builder.build().expect("a policy")
}

#[test]
fn the_same_policy_is_kept_once() {
    let one = || PolicyBuilder::new().origins(["https://a.example", "https://b.example"]).max_age(600);
    let first = build(&one());
    for _ in 0..1_000 {
        assert!(ptr::eq(first, build(&one())));
    }
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert!(ptr::eq(first, build(&one()))));
        }
    });
    let reordered = PolicyBuilder::new().max_age(600).origins(["https://b.example", "https://a.example"]);
    assert!(ptr::eq(first, build(&reordered)));
    assert!(ptr::eq(first, build(&reordered.origins(["https://a.example"]))));
}

#[test]
fn policies_that_differ_are_told_apart() {
    let one = || PolicyBuilder::new().origins(["https://a.example"]);
    let others = [
        one().origins(["https://b.example"]),
        one().credentials(true),
        one().methods(["PUT"]),
        one().headers(["x-a"]),
        one().expose_headers(["x-a"]),
        one().max_age(0),
        one().preflight_status(200),
        one().timing(true),
        one().origins_from(OriginSet::new()),
        one().origins_from(&is_odd),
    ];
    for (index, builder) in others.iter().enumerate() {
        assert!(!ptr::eq(build(&one()), build(builder)), "{builder:?}");
        let equal = others.iter().filter(|other| ptr::eq(build(other), build(builder))).count();
        assert_eq!(equal, 1, "{index}");
    }
    // What an explanation or a review shows is right for both.
    let elsewhere = one().build().expect("a policy");
    assert_eq!(*elsewhere, *build(&one()));
    assert_ne!(elsewhere.line(), build(&one()).line());
}

fn is_odd(origin: &Origin<'_>) -> bool {
    origin.host().len() % 2 == 1
}

#[test]
fn a_source_is_the_same_if_it_is_the_same_value() {
    static SET: OriginSet = OriginSet::new();
    let owned = Arc::new(OriginSet::new());
    let of_owned = || build(&PolicyBuilder::new().origins_from(Arc::clone(&owned)));
    assert!(ptr::eq(of_owned(), of_owned()));
    assert!(!ptr::eq(of_owned(), build(&PolicyBuilder::new().origins_from(Arc::new(OriginSet::new())))));
    let of_static = || build(&PolicyBuilder::new().origins_from(&SET));
    assert!(ptr::eq(of_static(), of_static()));
    let of_function = || build(&PolicyBuilder::new().origins_from(&is_odd));
    assert!(ptr::eq(of_function(), of_function()));
    // A policy and the test; not one for each policy that was built.
    assert_eq!(Arc::strong_count(&owned), 2);
}

#[test]
fn what_has_mistakes_is_not_kept() {
    let owned = Arc::new(OriginSet::new());
    let builder = PolicyBuilder::new().origins(["https://a.example/"]).origins_from(Arc::clone(&owned));
    assert!(builder.build().is_err());
    drop(builder);
    assert_eq!(Arc::strong_count(&owned), 1);
}
