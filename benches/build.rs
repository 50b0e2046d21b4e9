//! Writes policies with many origins as a user would, with every origin a literal; and a macro that finds
//! the one for a setup.

use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

#[path = "src/sizes.rs"]
#[allow(unreachable_pub, reason = "the crate shows more of it")]
mod sizes;

fn main() {
    println!("cargo::rerun-if-changed=src/sizes.rs");
    let mut policies = String::new();
    let mut arms = String::new();
    let listed = sizes::ORIGINS.map(|size| ("Listed", size, sizes::origins(size)));
    let patterns = sizes::PATTERNS.map(|size| ("Patterns", size, sizes::patterns(size)));
    for (kind, size, origins) in listed.into_iter().chain(patterns) {
        let name = format!("{}_{size}", kind.to_uppercase());
        _ = writeln!(
            policies,
            "pub(crate) static {name}: Policy = policy!(origins = {origins:?}, credentials, \
             headers = [\"content-type\", \"x-requested-with\"], max_age = 600);"
        );
        _ = writeln!(arms, "        Origins::{kind}({size}) => $site!($crate::policies::{name}),");
    }
    _ = write!(
        policies,
        "macro_rules! with_policy {{
    ($origins:expr, $site:ident) => {{
        match $origins {{
{arms}        Origins::Any => $site!($crate::policies::ANY),
        other => panic!(\"no policy has {{other:?}}\"),
        }}
    }};
}}
"
    );
    let folder = env::var("OUT_DIR").expect("cargo says where");
    fs::write(Path::new(&folder).join("policies.rs"), policies).expect("cargo's folder is writable");
}
