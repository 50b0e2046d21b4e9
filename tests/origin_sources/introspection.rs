//! Policies as people and programs read them.

use cors_runtime::axum::{Router, get};
use cors_runtime::{Origin, OriginSet, Policy, cors, policy};
use serde_json::json;

static TENANTS: OriginSet = OriginSet::new();

use self::TENANTS as ALIAS;

static ALL: Policy = policy!(
    origins = ["https://*.example.com", "https://example.com", concat!("http://", "localhost:*")],
    origins_from = TENANTS,
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
static ALL_BUT_ONE: Policy = policy!(origins = ["*"], except = ["https://evil.example"]);

#[test]
fn a_policy_is_shown_as_its_arguments() {
    assert_eq!(
        ALL.to_string(),
        r#"origins = ["https://example.com", "https://*.example.com", "http://localhost:*"], origins_from = TENANTS, "#
            .to_owned()
            + r#"credentials, methods = ["PUT", "PURGE"], headers = ["content-type", "X-Second"], "#
            + r#"expose_headers = ["etag", "x-total"], max_age = 600, preflight_status = 200, "#
            + "refuse_other_origins, private_network, timing"
    );
    assert_eq!(ALL_BUT_ONE.to_string(), r#"origins = ["*"], except = ["https://evil.example"]"#);
}

#[test]
fn local_pages_are_shown_and_compared() {
    const FILE: &str = "file://";
    static LITERALS: Policy = policy!(origins = ["file://", "null"], dangerously_allow_null_origin);
    static CONSTANTS: Policy = policy!(origins = ["null", FILE], dangerously_allow_null_origin);
    static FILES: Policy = policy!(origins = ["file://"], dangerously_allow_null_origin);
    for policy in [&LITERALS, &CONSTANTS] {
        assert_eq!(policy.to_string(), r#"origins = ["file://", "null"], dangerously_allow_null_origin"#);
        assert_eq!(policy.origins().collect::<Vec<_>>(), ["file://", "null"]);
        assert!(policy.allows_origin(b"null") && policy.allows_origin(b"file://"));
        assert!(!policy.allows_origin(b"file:///"));
        assert_ne!(policy, &FILES);
    }
    assert_eq!(LITERALS, CONSTANTS);
    assert_eq!(serde_json::to_value(&FILES).expect("a policy")["origins"], json!(["file://"]));
    assert!(!FILES.allows_origin(b"null"));
}

#[test]
fn a_long_list_is_cut_short() {
    static MANY: Policy = policy!(
        origins = [
            "https://0.example",
            "https://1.example",
            "https://2.example",
            "https://3.example",
            "https://4.example",
            "https://5.example",
            "https://6.example",
            "https://7.example",
            "https://8.example",
            "https://9.example",
        ]
    );
    assert!(MANY.to_string().ends_with(r#""https://7.example", and 2 more]"#), "{MANY}");
}

#[test]
fn a_policy_can_be_serialized() {
    let value = serde_json::to_value(&ALL).expect("a policy");
    let expected = json!({
        "origins": ["https://example.com", "https://*.example.com", "http://localhost:*"],
        "except": [],
        "origins_from": "TENANTS",
        "credentials": true,
        "methods": ["PUT", "PURGE"],
        "headers": ["content-type", "X-Second"],
        "expose_headers": ["etag", "x-total"],
        "max_age": 600,
        "preflight_status": 200,
        "refuse_other_origins": true,
        "private_network": true,
        "timing": true,
        "dangerously_allow_null_origin": false,
        "dangerously_allow_insecure_origins": false,
        "dangerously_allow_public_suffixes": false,
        "handler": null,
        "file": file!(),
        "line": ALL.line(),
    });
    assert_eq!(value, expected);
    assert_eq!(
        serde_json::to_value(&ALL_BUT_ONE).expect("a policy")["except"],
        json!(["https://evil.example"])
    );
}

#[test]
fn a_router_lists_what_it_serves() {
    #[cors(policy = ALL_BUT_ONE)]
    async fn list_items() {}

    #[cors(origins = ["https://app.example.com"])]
    async fn create_item() {}

    #[cors(origins = ["*"])]
    async fn not_found() {}

    let api = Router::new().route("/items", get(list_items).post(create_item));
    let app: Router =
        Router::new().nest("/api", api).route("/health", axum::routing::get(async || ())).fallback(not_found);
    let lines: Vec<_> = app
        .route_policies()
        .map(|route| {
            let policy = route.policy().map(ToString::to_string);
            (route.method().to_owned(), route.path().to_owned(), policy)
        })
        .collect();
    let line = |method: &str, path: &str, policy: Option<&str>| {
        (method.to_owned(), path.to_owned(), policy.map(str::to_owned))
    };
    assert_eq!(
        lines,
        [
            line("GET", "/api/items", Some(r#"origins = ["*"], except = ["https://evil.example"]"#)),
            line("POST", "/api/items", Some(r#"origins = ["https://app.example.com"]"#)),
            line("*", "/health", None),
            line("*", "/{*rest}", Some(r#"origins = ["*"]"#)),
        ]
    );
    let shown = app.route_policies().nth(1).expect("a route").to_string();
    assert!(shown.starts_with(r#"POST /api/items: origins = ["https://app.example.com"] ("#), "{shown}");
    assert!(shown.contains(&format!("({}:", file!())), "{shown}");
}

#[test]
fn policies_with_the_same_source_are_the_same() {
    fn one(_: &Origin<'_>) -> bool {
        true
    }
    fn other(origin: &Origin<'_>) -> bool {
        origin.scheme() == "https"
    }
    static A: Policy = policy!(origins_from = one);
    static B: Policy = policy!(origins_from = one);
    static C: Policy = policy!(origins_from = other);
    static D: Policy = policy!(origins_from = TENANTS);
    static E: Policy = policy!(origins_from = ALIAS);
    assert_eq!(A, B);
    assert_ne!(A, C);
    assert_ne!(A, D);
    assert_eq!(D, E);
}
