//! Origins that are not known while the program compiles, and long lists of some that are.

use cors_runtime::{Origin, OriginSet, Policy, policy};

/// Filled by [`fill`].
pub(super) static TENANTS: OriginSet = OriginSet::new();
pub(super) static EVERYONE: OriginSet = OriginSet::new();

/// Fills the sets as `cases/README.md` describes.
pub(super) fn fill() {
    TENANTS
        .replace([
            "https://shop.example",
            "https://*.shop.example",
            "http://localhost:*",
            "https://a.example",
            "https://b.example",
            "https://c.example",
            "https://d.example",
            // Harmless in a set.
            "https://a.example",
            "https://cart.shop.example",
        ])
        .expect("origins");
    EVERYONE.replace(["*", "https://shop.example", "*"]).expect("a wildcard");
}

/// `https://pr-7.preview.example`, with any number.
pub(super) fn is_preview(origin: &Origin<'_>) -> bool {
    let number = origin.host().strip_prefix("pr-").and_then(|rest| rest.strip_suffix(".preview.example"));
    (origin.scheme(), origin.port()) == ("https", None)
        && number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Local pages, and hosts that have a final dot, a digit at the start of the last label, or a hyphen at its end.
pub(super) fn is_unusual(origin: &Origin<'_>) -> bool {
    let last = origin.host().rsplit('.').next().unwrap_or_default();
    (origin.scheme(), origin.host()) == ("file", "")
        || origin.host().ends_with('.')
        || last.starts_with(|first: char| first.is_ascii_digit())
        || last.ends_with('-')
}

/// Constants: only the compiler knows what they say.
pub(super) const NULL: &str = "null";
pub(super) const FILE: &str = "file://";

const LAST: &str = "https://last.example";

/// Enough to be indexed: literals, and constants that only the compiler can evaluate.
pub(super) static MANY: Policy = policy!(
    origins = [
        "https://one.example",
        "https://two.example",
        "https://three.example",
        "https://four.example",
        "https://five.example",
        "https://six.example",
        "https://*.one.example",
        "https://*.two.example:8443",
        "https://*.three.example:*",
        "http://*.three.example",
        "http://localhost:*",
        "http://[::1]:*",
        LAST,
        concat!("https://", "*.last.example"),
        #[cfg(all())]
        "https://seven.example",
        #[cfg(all())]
        "https://eight.example",
        #[cfg(all())]
        "https://nine.example",
        #[cfg(all())]
        "https://ten.example",
        #[cfg(any())]
        "https://never.example",
    ],
    methods = ["GET"],
);
