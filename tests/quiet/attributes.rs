//! Other attributes above and below, which keep their effect.

use std::sync::{Arc, Mutex};

use axum::http::Uri;
use cors_runtime::axum::{Router, get, post};
use cors_runtime::{OriginSet, Policy, cors, policy};
use tracing::Subscriber;
use tracing::span::{Attributes, Id};
use tracing::subscriber::with_default;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

use crate::support::{awaited, nothing};

#[cfg(not(test))]
#[cors(origins = ["*"])]
async fn above_cfg(_: Missing) {}

#[cors(origins = ["*"])]
#[cfg(not(test))]
async fn below_cfg(_: Missing) {}

#[cfg_attr(test, cors(origins = ["*"]))]
async fn made_by_cfg_attr() -> u8 {
    nothing().await;
    1
}

static TENANTS: OriginSet = OriginSet::new();

/// The attribute's own arguments, too.
#[cors(
    #[cfg(not(test))] origins = ["https://left-out.example"],
    #[cfg(test)] origins = ["https://app.example.com"],
    origins_from = TENANTS,
    #[cfg(not(test))] credentials,
    #[cfg(all())] max_age = 600,
)]
async fn with_cfgd_policy() -> String {
    nothing().await;
    String::new()
}

static CONFIGURED: Policy = policy!(
    #[cfg(test)]
    origins = ["*"],
    #[cfg(not(test))]
    origins = ["https://left-out.example"],
    #[cfg(not(test))]
    credentials,
);

#[test]
fn arguments_of_other_builds_are_left_out() {
    assert_eq!(CONFIGURED.to_string(), "origins = [\"*\"]");
    let app: Router = Router::new().route("/", get(with_cfgd_policy));
    let shown = app.route_policies().filter_map(|route| route.policy()).map(ToString::to_string);
    let expected = "origins = [\"https://app.example.com\"], origins_from = TENANTS, max_age = 600";
    assert_eq!(shown.collect::<Vec<_>>(), [expected]);
}

/// Arguments may be configured out.
#[cors(origins = ["*"])]
async fn with_cfgd_arguments(
    #[cfg(not(test))] missing: Missing,
    #[cfg(test)] uri: Uri,
    #[cfg_attr(test, expect(unused_variables, reason = "it is"))] body: String,
) -> String {
    nothing().await;
    uri.to_string()
}

#[allow(clippy::allow_attributes, unused_variables, reason = "above")]
#[cors(origins = ["*"])]
async fn allowed_above(unused: Uri) {
    nothing().await;
}

#[cors(origins = ["*"])]
#[allow(clippy::allow_attributes, unused_variables, reason = "below")]
async fn allowed_below(unused: Uri) {
    nothing().await;
}

#[expect(unused_variables, reason = "above")]
#[cors(origins = ["*"])]
async fn expected_above(unused: Uri) {
    nothing().await;
}

#[cors(origins = ["*"])]
#[expect(unused_variables, reason = "below")]
async fn expected_below(unused: Uri) {
    nothing().await;
}

#[cors(origins = ["*"])]
#[expect(clippy::too_many_arguments, reason = "set off by the function that was written")]
async fn expected_to_have_many(_: u8, _: u8, _: u8, _: u8, _: u8, _: u8, _: u8, _: u8) {
    nothing().await;
}

#[deprecated = "above"]
#[cors(origins = ["*"])]
async fn deprecated_above() {
    nothing().await;
}

#[cors(origins = ["*"])]
#[deprecated(since = "0.1.0", note = "below")]
async fn deprecated_below() {
    nothing().await;
}

/// Others that stand on functions.
#[must_use = "only then it runs"]
#[inline]
#[cors(origins = ["*"])]
#[cold]
#[rustfmt::skip]
#[doc(alias = "more")]
#[doc = concat!("made of ", "parts")]
#[track_caller]
fn with_more() -> impl Future<Output = u8> + Send { let two = 2; async move { nothing().await; two } }

#[tracing::instrument(skip_all, fields(path = %uri))]
#[cors(origins = ["*"])]
async fn instrumented_above(uri: Uri) -> String {
    nothing().await;
    uri.path().to_owned()
}

#[cors(origins = ["*"])]
#[tracing::instrument(skip_all, fields(path = %uri))]
async fn instrumented_below(uri: Uri) -> String {
    nothing().await;
    uri.path().to_owned()
}

#[test]
fn what_attributes_stand_beside_can_be_mounted() {
    let router: Router = Router::new()
        .route("/arguments", post(with_cfgd_arguments))
        .route("/allowed", get(allowed_above).post(allowed_below))
        .route("/expected", get(expected_above).post(expected_below))
        .route("/instrumented", get(instrumented_above).post(instrumented_below));
    assert!(format!("{router:?}").contains("Router"), "{router:?}");
    assert_eq!(awaited(with_cfgd_arguments(Uri::from_static("/a"), String::new())).as_deref(), Some("/a"));
    assert_eq!(awaited(expected_to_have_many(1, 2, 3, 4, 5, 6, 7, 8)), Some(()));
    assert_eq!(awaited(made_by_cfg_attr()), Some(1));
    assert_eq!(awaited(with_more()), Some(2));
}

#[test]
fn a_deprecated_handler_is_deprecated_for_its_callers_only() {
    #[expect(deprecated, reason = "fulfilled: the call is told so, and the expansion is not")]
    let both = (awaited(deprecated_above()), awaited(deprecated_below()));
    assert_eq!(both, (Some(()), Some(())));
}

/// The names of the spans that were opened.
#[derive(Clone, Debug, Default)]
struct Names(Arc<Mutex<Vec<&'static str>>>);

impl<S: Subscriber> Layer<S> for Names {
    fn on_new_span(&self, attrs: &Attributes<'_>, _: &Id, _: Context<'_, S>) {
        if let Ok(mut names) = self.0.lock() {
            names.push(attrs.metadata().name());
        }
    }
}

#[test]
fn a_span_is_opened_once_and_bears_the_name_of_the_handler() {
    let names = Names::default();
    let subscriber = tracing_subscriber::registry().with(names.clone());
    with_default(subscriber, || {
        assert_eq!(awaited(instrumented_above(Uri::from_static("/ab"))).as_deref(), Some("/ab"));
        assert_eq!(awaited(instrumented_below(Uri::from_static("/ab"))).as_deref(), Some("/ab"));
    });
    let opened = names.0.lock().map(|opened| opened.clone()).ok();
    assert_eq!(opened.as_deref(), Some(["instrumented_above", "instrumented_below"].as_slice()));
}
