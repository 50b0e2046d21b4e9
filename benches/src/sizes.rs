//! The sizes, and the origins that are listed. The build script reads this file, too.

/// How many origins a policy lists.
pub const ORIGINS: [usize; 5] = [1, 10, 100, 1000, 10_000];

/// How many patterns a policy lists.
pub const PATTERNS: [usize; 4] = [1, 10, 100, 1000];

/// How many routes a router has, and the scenario that gives the cost of a request without CORS.
#[allow(dead_code, reason = "the build script needs only the others")]
pub const ROUTES: [(usize, &str); 3] = [(1, "routes-1"), (100, "routes-100"), (1000, "routes-1000")];

/// The origins of a policy.
pub(crate) fn origins(count: usize) -> Vec<String> {
    (0..count).map(origin).collect()
}

/// One of the origins. The names have different lengths, as those of tenants do.
pub(crate) fn origin(index: usize) -> String {
    format!("https://{}.example.com", name(index))
}

pub(crate) fn patterns(count: usize) -> Vec<String> {
    (0..count).map(pattern).collect()
}

pub(crate) fn pattern(index: usize) -> String {
    format!("https://*.{}.example.com", name(index))
}

fn name(index: usize) -> String {
    const WORDS: [&str; 7] = ["app", "shop", "admin", "partner", "customers", "eu-west", "a"];
    if index == 0 { "app".to_owned() } else { format!("{}-{index}", WORDS[index % WORDS.len()]) }
}
