//! Policies from TOML, JSON, and the environment.

use cors_runtime::{Argument, Policy, PolicyBuilder, policy};
use figment::Figment;
use figment::providers::{Env, Format as _, Serialized, Toml};
use serde_json::json;

/// The configuration of a program.
#[derive(serde::Deserialize)]
struct Config {
    name: String,
    cors: PolicyBuilder,
}

fn lines(builder: &PolicyBuilder) -> Vec<String> {
    builder.build().expect_err("a mistake").to_string().lines().map(str::to_owned).collect()
}

#[test]
fn a_table_of_a_file_is_a_policy() {
    static WRITTEN: Policy = policy!(
        origins = ["https://app.example.com", "http://localhost:*"],
        credentials,
        headers = ["content-type"],
        max_age = 600,
    );
    let config: Config = toml::from_str(
        r#"
        name = "shop"

        [cors]
        origins = ["https://app.example.com", "http://localhost:*"]
        credentials = true
        headers = ["content-type"]
        max_age = 600
        "#,
    )
    .expect("a configuration");
    assert_eq!(*config.cors.build().expect("a policy"), WRITTEN);
    assert_eq!(config.name, "shop");
}

#[test]
#[expect(clippy::result_large_err, reason = "the closure's type is figment's")]
fn the_environment_overrides_a_file() {
    figment::Jail::expect_with(|jail| {
        jail.create_file("App.toml", "name = \"shop\"\n[cors]\norigins = [\"*\"]\nmax_age = 60\n")?;
        jail.set_env("APP_CORS_ORIGINS", "https://a.example, https://*.b.example");
        jail.set_env("APP_CORS_CREDENTIALS", "true");
        jail.set_env("APP_CORS_MAX_AGE", "600");
        jail.set_env("APP_CORS_HEADERS", "content-type");
        jail.set_env("APP_CORS_EXPOSE_HEADERS", "[x-a, x-b]");
        let environment = Env::prefixed("APP_CORS_").map(|key| format!("cors.{key}").into());
        let config: Config = Figment::new().merge(Toml::file("App.toml")).merge(environment).extract()?;
        let built = config.cors.build().expect("a policy");
        assert_eq!(
            built.to_string(),
            "origins = [\"https://a.example\", \"https://*.b.example\"], credentials, headers = [\"content-type\"], \
             expose_headers = [\"x-a\", \"x-b\"], max_age = 600"
        );
        Ok(())
    });
}

/// As the crate `config` gives them.
#[test]
fn texts_stand_for_lists_numbers_and_flags() {
    static WRITTEN: Policy = policy!(
        origins = ["https://a.example", "https://b.example", "https://c.example"],
        credentials,
        max_age = 600,
        preflight_status = 200,
    );
    let builder: PolicyBuilder = serde_json::from_value(json!({
        "origins": "https://a.example,https://b.example\n https://c.example",
        "credentials": "true",
        "timing": "false",
        "max_age": " 600 ",
        "preflight_status": "200",
        "headers": "",
    }))
    .expect("a map");
    assert_eq!(*builder.build().expect("a policy"), WRITTEN);
}

#[test]
fn a_key_that_is_given_twice_is_a_mistake() {
    let text = r#"{"origins": ["*"], "origins": ["https://a.example"], "max_age": null}"#;
    let builder: PolicyBuilder = serde_json::from_str(text).expect("a map");
    assert_eq!(lines(&builder), ["origins: the argument `origins` is given twice; remove it"]);
}

#[test]
fn only_a_map_is_read() {
    let error = serde_json::from_str::<PolicyBuilder>("[1]").expect_err("a list");
    assert!(error.to_string().contains("expected the arguments of a CORS policy"), "{error}");
}

/// Whatever argument is added to the table, the builder knows it.
#[test]
fn every_argument_of_the_table_is_read() {
    for argument in Argument::ALL.iter().filter(|argument| argument.is_setting()) {
        let example = argument.example();
        let setting = if argument.is_flag() { format!("{example} = true") } else { example.to_owned() };
        let builder: PolicyBuilder = toml::from_str(&setting).expect("an example is TOML");
        if let Err(error) = builder.build() {
            let unknown =
                error.mistakes().iter().find(|mistake| mistake.rule().id().starts_with("argument-"));
            assert!(unknown.is_none(), "{setting}: {error}");
        }
    }
}

#[test]
fn what_a_policy_is_serialized_as_is_read_again() {
    static POLICIES: [Policy; 5] = [
        policy!(origins = ["*"]),
        policy!(origins = ["*"], except = ["https://evil.example"], headers = ["*", "authorization"]),
        policy!(
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
        ),
        policy!(
            origins = ["null", "http://a.example", "https://*.github.io"],
            credentials,
            headers = ["*"],
            dangerously_allow_null_origin,
            dangerously_allow_insecure_origins,
            dangerously_allow_public_suffixes,
        ),
        policy!(origins = ["*"], methods = ["*"], expose_headers = ["*"], max_age = 0),
    ];
    for policy in &POLICIES {
        let json = serde_json::to_string(policy).expect("a policy");
        let read: PolicyBuilder = serde_json::from_str(&json).expect("what was written");
        assert_eq!(read.build().expect("a policy"), policy, "{json}");
        let read: PolicyBuilder =
            Figment::from(Serialized::defaults(policy)).extract().expect("what was written");
        assert_eq!(read.build().expect("a policy"), policy, "{json}");
    }
}
