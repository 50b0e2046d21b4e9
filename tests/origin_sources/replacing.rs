//! A set that is replaced while requests are served.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use axum::body::Body;
use cors_runtime::axum::{Router, get};
use cors_runtime::{
    ConfigError, ConfigErrorKind, Origin, OriginRules, OriginSet, OriginSource, Policy, Rule, cors, policy,
};
use http::{Request, StatusCode, header};
use tokio::runtime::Builder;
use tower::ServiceExt as _;

/// Whether an axum server allows the origin.
async fn allows(app: &Router, origin: &str) -> bool {
    let request = Request::builder().uri("/").header(header::ORIGIN, origin);
    let response =
        app.clone().oneshot(request.body(Body::empty()).expect("a request")).await.expect("an answer");
    assert_eq!(response.status(), StatusCode::OK);
    match response.headers().get(header::ACCESS_CONTROL_ALLOW_ORIGIN) {
        Some(allowed) => {
            assert_eq!(allowed, origin);
            true
        }
        None => false,
    }
}

#[test]
fn every_answer_is_that_of_the_set_before_or_after() {
    static SET: OriginSet = OriginSet::new();

    #[cors(origins_from = SET)]
    async fn handler() {}

    /// Even generations allow `even`, odd ones `odd`, and each its own number.
    fn entries(generation: usize) -> Vec<String> {
        let parity = ["even", "odd"][generation % 2];
        let mut entries: Vec<_> = (0..50).map(|n| format!("https://{n}.{parity}.example")).collect();
        entries.extend([format!("https://g{generation}.example"), format!("https://*.{parity}.test")]);
        entries
    }

    SET.replace(entries(0)).expect("origins");
    let app: Router = Router::new().route("/", get(handler));
    // The generation that is certainly in use, and the one that may be.
    let (done, begun) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let stop = AtomicBool::new(false);
    let asked = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let runtime = Builder::new_current_thread().build().expect("a runtime");
                while !stop.load(Ordering::SeqCst) {
                    for (parity, origins) in [
                        (0, ["https://7.even.example", "https://a.b.even.test"]),
                        (1, ["https://49.odd.example", "https://x.odd.test"]),
                    ] {
                        for origin in origins {
                            let before = done.load(Ordering::SeqCst);
                            let allowed = runtime.block_on(allows(&app, origin));
                            let after = begun.load(Ordering::SeqCst);
                            let consistent =
                                (before..=after).any(|generation| (generation % 2 == parity) == allowed);
                            assert!(consistent, "{origin}: {allowed} between {before} and {after}");
                            asked.fetch_add(1, Ordering::SeqCst);
                        }
                    }
                }
            });
        }
        scope.spawn(|| {
            for generation in 1..=300 {
                begun.store(generation, Ordering::SeqCst);
                SET.replace(entries(generation)).expect("origins");
                done.store(generation, Ordering::SeqCst);
                let number = format!("https://g{generation}.example");
                assert!(SET.contains(&Origin::parse(number.as_bytes()).expect("an origin")));
            }
            stop.store(true, Ordering::SeqCst);
        });
    });
    assert!(asked.load(Ordering::SeqCst) > 4, "requests were served meanwhile");
}

#[test]
fn a_hundred_thousand_origins_are_replaced_at_once() {
    static SET: OriginSet = OriginSet::new();
    let number = |number| format!("https://tenant-{number}.example.com");
    let contains = |text: String| SET.contains(&Origin::parse(text.as_bytes()).expect("an origin"));

    SET.replace((0..100_000).map(number)).expect("origins");
    assert_eq!(SET.entries().len(), 100_000);
    assert!((0..100_000).step_by(997).all(|index| contains(number(index))));
    assert!(!contains(number(100_000)));

    SET.replace((100_000..200_000).map(number)).expect("origins");
    assert!(!contains(number(0)) && contains(number(100_000)));
    SET.replace::<&str>([]).expect("an empty set");
    assert!(!contains(number(100_000)));
}

#[test]
fn mistakes_leave_the_set_as_it_was() {
    static SET: OriginSet = OriginSet::new();
    SET.replace(["https://shop.example"]).expect("an origin");
    let error = SET
        .replace([
            "https://a.example",
            "https://a.example/",
            "HTTPS://b.example",
            "https://*.c.example",
            "https://x.*.example",
            "null",
            "https://d.example",
        ])
        .expect_err("four mistakes");
    let mistakes: Vec<_> =
        error.mistakes().iter().map(|mistake| (mistake.entry(), mistake.rule().id())).collect();
    assert_eq!(
        mistakes,
        [
            ("https://a.example/", "origin-with-path"),
            ("HTTPS://b.example", "origin-not-lowercase"),
            ("https://x.*.example", "origin-wildcard-misplaced"),
            ("null", "origin-null"),
        ]
    );
    assert_eq!(error.to_string().lines().count(), 4);
    assert_eq!(SET.entries(), ["https://shop.example"]);
}

/// Lists are generated and merged.
#[test]
fn repeated_and_shadowed_entries_are_harmless() {
    static SET: OriginSet = OriginSet::new();
    static CREDENTIALS: OriginSet = OriginSet::new();
    static POLICY: Policy = policy!(origins = ["https://a.example"], origins_from = CREDENTIALS, credentials);
    POLICY.prepare().expect("an empty set");
    let entries = ["https://x.b.example", "https://a.example", "https://*.b.example", "https://a.example"];
    let listed = ["https://x.b.example", "https://a.example", "https://*.b.example"];
    for set in [&SET, &CREDENTIALS] {
        set.replace(entries).expect("origins, of which some are repeated");
        assert_eq!(set.entries(), listed);
    }
    assert!(POLICY.allows_origin(b"https://x.b.example"));
    SET.replace(entries.into_iter().chain(["*", "*"])).expect("a wildcard beside others");
    assert_eq!(SET.entries(), [listed.as_slice(), &["*"]].concat());
    SET.replace(std::iter::repeat_n("https://a.example", 100_000)).expect("one origin, very often");
    assert_eq!(SET.entries(), ["https://a.example"]);
}

#[test]
fn what_credentials_ask_holds_as_soon_as_a_policy_uses_the_set() {
    static SET: OriginSet = OriginSet::new().refuse_public_suffixes();
    static LIFTED: OriginSet = OriginSet::new().refuse_public_suffixes();

    #[cors(origins_from = SET, credentials)]
    async fn handler() {}

    #[cors(origins_from = LIFTED, credentials, dangerously_allow_insecure_origins, dangerously_allow_public_suffixes)]
    async fn lifted() {}

    for entry in ["*", "http://intranet.example", "https://*.github.io"] {
        SET.replace([entry]).expect("no policy uses it yet");
    }
    SET.replace(["https://a.example"]).expect("an origin");
    let _app: Router = Router::new().route("/", get(handler)).route("/lifted", get(lifted));
    let rule = |set: &OriginSet, entry: &str| {
        let error = set.replace([entry]).err();
        error.map_or("", |error| error.mistakes().first().expect("a mistake").rule().id())
    };
    assert_eq!(rule(&SET, "*"), "wildcard-with-credentials");
    assert_eq!(rule(&SET, "http://intranet.example"), "origin-insecure-with-credentials");
    assert_eq!(rule(&SET, "https://*.github.io"), "origin-public-suffix-with-credentials");
    assert_eq!(SET.entries(), ["https://a.example"]);
    assert_eq!(rule(&LIFTED, "*"), "wildcard-with-credentials");
    assert_eq!(rule(&LIFTED, "http://intranet.example"), "");
    assert_eq!(rule(&LIFTED, "https://*.github.io"), "");
}

/// Another crate may have turned on the feature.
#[test]
fn public_suffixes_are_refused_only_by_sets_that_ask_for_it() {
    static SET: OriginSet = OriginSet::new();
    static POLICY: Policy = policy!(origins_from = SET, credentials);
    POLICY.prepare().expect("an empty set");
    SET.replace(["https://*.github.io"]).expect("a pattern");
}

#[test]
fn an_error_tells_its_kind_and_its_rules() {
    static UNSET: OriginSet = OriginSet::from_env("CORS_TEST_NEVER_SET");
    static POLICY: Policy = policy!(origins_from = UNSET);

    let error = OriginSet::new().replace(["null"]).expect_err("a mistake");
    assert_eq!(error.kind(), ConfigErrorKind::Mistakes);
    let [mistake] = error.mistakes() else { panic!("one mistake") };
    assert_eq!(mistake.rule(), Rule::OriginNull);
    assert_eq!((mistake as &dyn std::error::Error).to_string(), error.to_string());

    let error = POLICY.prepare().expect_err("no variable");
    assert_eq!(
        (error.kind(), error.variable()),
        (ConfigErrorKind::VariableNotSet, Some("CORS_TEST_NEVER_SET"))
    );
    assert_eq!(ConfigError::new("closed").kind(), ConfigErrorKind::Other);
}

#[test]
fn the_arguments_of_a_policy_are_the_rules_of_its_source() {
    struct Expects(OriginRules);
    impl OriginSource for Expects {
        fn allows(&self, _: &Origin<'_>) -> bool {
            false
        }

        fn prepare(&self, rules: OriginRules) -> Result<(), ConfigError> {
            if rules == self.0 { Ok(()) } else { Err(ConfigError::new(format!("{rules:?}"))) }
        }
    }

    static WITHOUT: Expects = Expects(OriginRules::without_credentials());
    static WITH: Expects = Expects(OriginRules::with_credentials());
    static LIFTED: Expects =
        Expects(OriginRules::with_credentials().allow_insecure_origins().allow_public_suffixes());
    static POLICIES: [Policy; 3] = [
        policy!(origins_from = WITHOUT),
        policy!(origins_from = WITH, credentials),
        policy!(
            origins_from = LIFTED,
            credentials,
            dangerously_allow_insecure_origins,
            dangerously_allow_public_suffixes
        ),
    ];
    for policy in &POLICIES {
        assert_eq!(policy.prepare(), Ok(()));
    }
    assert_eq!(OriginRules::default(), OriginRules::without_credentials());
}

#[test]
fn beside_credentials_the_wildcard_is_the_mistake() {
    static SET: OriginSet = OriginSet::new();
    static POLICY: Policy = policy!(origins_from = SET, credentials);
    POLICY.prepare().expect("an empty set");
    let error = SET.replace(["https://a.example", "http://b.example", "*"]).expect_err("two mistakes");
    let rules: Vec<_> =
        error.mistakes().iter().map(|mistake| (mistake.entry(), mistake.rule().id())).collect();
    let expected =
        [("http://b.example", "origin-insecure-with-credentials"), ("*", "wildcard-with-credentials")];
    assert_eq!(rules, expected);
}

/// What a source may do, without making requests wait.
#[test]
fn the_iterator_may_use_the_set() {
    static SET: OriginSet = OriginSet::new();
    static POLICY: Policy = policy!(origins_from = SET);
    let entries = (0..2).map(|number| {
        POLICY.prepare().expect("it is not being changed");
        SET.replace(["https://meanwhile.example"]).expect("an origin");
        format!("https://{number}.example")
    });
    SET.replace(entries).expect("origins");
    assert_eq!(SET.entries(), ["https://0.example", "https://1.example"]);
}

#[test]
fn rules_hold_also_after_they_stopped_the_start() {
    static SET: OriginSet = OriginSet::new();
    static POLICY: Policy = policy!(origins_from = SET, credentials);
    SET.replace(["*"]).expect("no policy uses it yet");
    for _ in 0..2 {
        assert!(POLICY.prepare().is_err());
        assert!(SET.replace(["*"]).is_err());
    }
    SET.replace(["https://a.example"]).expect("an origin");
    assert_eq!(POLICY.prepare(), Ok(()));
}

#[test]
#[should_panic(expected = "browsers reject `*` as an answer to a request with credentials")]
fn a_set_that_does_not_fit_its_policy_stops_the_start() {
    static SET: OriginSet = OriginSet::new();

    #[cors(origins_from = SET, credentials)]
    async fn handler() {}

    SET.replace(["*"]).expect("no policy uses it yet");
    let _: Router = Router::new().route("/", get(handler));
}
