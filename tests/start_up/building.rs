//! What a program builds is what the attribute says.

use std::sync::Arc;

use cors_runtime::{
    Argument, Origin, OriginSet, Policy, PolicyBuilder, PolicyError, PolicyMistake, Rule, policy,
};

fn build(builder: &PolicyBuilder) -> &'static Policy {
    builder.build().expect("a policy")
}

fn rules(builder: &PolicyBuilder) -> Vec<Rule> {
    let error = builder.build().expect_err("a mistake");
    error.mistakes().iter().map(PolicyMistake::rule).collect()
}

#[test]
fn a_policy_that_is_built_is_the_one_of_the_attribute() {
    static WRITTEN: Policy = policy!(
        origins = ["https://*.example.com", "https://example.com", "http://localhost:*"],
        credentials,
        methods = ["PUT", "PURGE"],
        headers = ["X-Second", "content-type"],
        expose_headers = ["X-Total", "etag"],
        max_age = 600,
        preflight_status = 200,
        refuse_other_origins,
        private_network,
        timing,
    );
    let builder = PolicyBuilder::new()
        .origins(["https://*.example.com", "https://example.com", "http://localhost:*"])
        .credentials(true)
        .methods(["PUT", "PURGE"])
        .headers(["X-Second", "content-type"])
        .expose_headers(["X-Total", "etag"])
        .max_age(600)
        .preflight_status(200)
        .refuse_other_origins(true)
        .private_network(true)
        .timing(true);
    let line = line!() + 1;
    let built = builder.build().expect("a policy");
    assert_eq!(*built, WRITTEN);
    assert_eq!((built.file(), built.line(), built.handler()), (file!(), line, None));
    assert_eq!(
        built.to_string(),
        "origins = [\"https://example.com\", \"http://localhost:*\", \"https://*.example.com\"], credentials, \
         methods = [\"PURGE\", \"PUT\"], headers = [\"content-type\", \"X-Second\"], \
         expose_headers = [\"etag\", \"x-total\"], max_age = 600, preflight_status = 200, refuse_other_origins, \
         private_network, timing"
    );
}

#[test]
fn dangers_and_exceptions_are_those_of_the_attribute() {
    static DANGEROUS: Policy = policy!(
        origins = ["null", "http://a.example", "https://*.github.io"],
        credentials,
        dangerously_allow_null_origin,
        dangerously_allow_insecure_origins,
        dangerously_allow_public_suffixes,
    );
    static ALL_BUT_ONE: Policy = policy!(origins = ["*"], except = ["https://evil.example"]);
    let built = build(&PolicyBuilder::new().origins(["*"]).except(["https://evil.example"]));
    assert_eq!(*built, ALL_BUT_ONE);
    assert!(!built.allows_origin(b"https://evil.example") && built.allows_origin(b"https://a.example"));

    let builder = PolicyBuilder::new()
        .origins(["null", "http://a.example", "https://*.github.io"])
        .credentials(true)
        .dangerously_allow_null_origin(true)
        .dangerously_allow_insecure_origins(true)
        .dangerously_allow_public_suffixes(true);
    assert_eq!(*build(&builder), DANGEROUS);
    assert_eq!(*build(&builder.refuse_public_suffixes()), DANGEROUS);
    assert!(
        build(&PolicyBuilder::new().origins(["https://*.github.io"]).credentials(true)).allows_credentials()
    );
}

#[test]
fn any_header_is_any_header() {
    static ANY: Policy = policy!(origins = ["*"], headers = ["*"]);
    static AUTHORIZED: Policy = policy!(origins = ["*"], headers = ["*", "authorization"]);
    let built = |headers: &[&str]| build(&PolicyBuilder::new().origins(["*"]).headers(headers));
    assert_eq!(*built(&["*"]), ANY);
    assert_eq!(*built(&["x-a", "*", "X-A", "*"]), ANY);
    assert_eq!(*built(&["*", "authorization"]), AUTHORIZED);
    assert_eq!(*built(&["x-a", "Authorization", "authorization", "*"]), AUTHORIZED);
    assert_ne!(ANY, AUTHORIZED);
}

/// A later call adds to a list, and replaces everything else.
#[test]
fn what_is_repeated_or_covered_is_left_out() {
    let builder = PolicyBuilder::new()
        .origins(["https://b.example", "https://a.example", "https://x.b.example"])
        .origins(["https://a.example", "https://*.b.example"])
        .methods(["PUT", "PUT"])
        .headers(["x-a", "X-A"])
        .expose_headers(["X-B", "x-b"])
        .max_age(1)
        .max_age(600)
        .credentials(true)
        .credentials(false);
    let built = build(&builder);
    let origins: Vec<_> = built.origins().collect();
    assert_eq!(origins, ["https://a.example", "https://b.example", "https://*.b.example"]);
    assert_eq!(built.methods(), Some(&["PUT"][..]));
    assert_eq!(built.request_header_names().len(), 1);
    assert_eq!(built.exposed_header_names().collect::<Vec<_>>(), ["x-b"]);
    assert_eq!((built.max_age(), built.allows_credentials()), (Some(600), false));

    let any = build(&PolicyBuilder::new().origins(["https://a.example", "*", "*"]).methods(["PUT", "*"]));
    assert_eq!(any.origins().collect::<Vec<_>>(), ["*"]);
    assert_eq!(any.methods(), Some(&["*"][..]));
}

#[test]
fn an_empty_list_is_none_unless_it_would_allow_all() {
    static ANY: Policy = policy!(origins = ["*"]);
    let builder =
        PolicyBuilder::new().origins(["*"]).except([""; 0]).headers([""; 0]).expose_headers([""; 0]);
    assert_eq!(*build(&builder), ANY);
    assert_eq!(rules(&builder.methods([""; 0])), [Rule::ArgumentWithoutValue]);
    assert_eq!(rules(&PolicyBuilder::new().origins([""; 0])), [Rule::OriginsMissing]);
}

#[test]
fn every_flag_of_the_table_can_be_set() {
    for &argument in Argument::ALL {
        let builder = PolicyBuilder::new()
            .origins(["https://a.example", "null", "http://b.example", "https://*.github.io"])
            .dangerously_allow_null_origin(true)
            .dangerously_allow_insecure_origins(true)
            .dangerously_allow_public_suffixes(true)
            .credentials(true);
        let builder = builder.flag(argument, true);
        if argument.is_flag() {
            assert!(build(&builder).has_flag(argument), "{argument:?}");
        } else {
            assert_eq!(rules(&builder), [Rule::ArgumentWithWrongType]);
        }
    }
}

#[test]
fn a_source_may_be_static_or_owned() -> Result<(), PolicyError> {
    static SET: OriginSet = OriginSet::new();
    static WRITTEN: Policy = policy!(origins_from = SET, credentials);
    fn is_tenant(origin: &Origin<'_>) -> bool {
        origin.host().ends_with(".tenant.example")
    }

    let built = PolicyBuilder::new().origins_from(&SET).credentials(true).build()?;
    assert_eq!(*built, WRITTEN);
    assert_eq!(built.to_string(), "origins_from = OriginSet, credentials");
    SET.replace(["https://a.example"]).expect("an origin");
    assert!(built.allows_origin(b"https://a.example"));

    let built = PolicyBuilder::new().origins_from(&is_tenant).build()?;
    assert_eq!(built.to_string(), "origins_from = is_tenant");
    assert!(built.allows_origin(b"https://a.tenant.example"));

    let suffix = String::from(".owned.example");
    let owned = Arc::new(move |origin: &Origin<'_>| origin.host().ends_with(&suffix));
    let built = PolicyBuilder::new().origins(["https://b.example"]).origins_from(owned).build()?;
    assert!(built.allows_origin(b"https://a.owned.example") && built.allows_origin(b"https://b.example"));
    assert!(!built.allows_origin(b"https://a.tenant.example"));

    let set = OriginSet::new();
    set.replace(["https://c.example"]).expect("an origin");
    assert!(PolicyBuilder::new().origins_from(set).build()?.allows_origin(b"https://c.example"));

    assert_eq!(
        rules(&PolicyBuilder::new().origins(["*"]).origins_from(&SET)),
        [Rule::OriginsFromWithoutNeed]
    );
    Ok(())
}

/// They are found by their hashes, as those of a set.
#[test]
fn a_hundred_thousand_origins_are_each_found() {
    let number = |number: usize| format!("https://tenant-{number}.example.com");
    let built = build(&PolicyBuilder::new().origins((0..100_000).map(number)));
    assert!((0..100_000).step_by(997).all(|index| built.allows_origin(number(index).as_bytes())));
    assert!(!built.allows_origin(number(100_000).as_bytes()));
}
