#![deny(warnings, missing_docs)]
#![forbid(unsafe_code)]
//! Expansions are quiet.
#![allow(dead_code, reason = "what is tested is that it compiles")]

use cors_runtime::cors;

type Result = ();
type Option = ();
struct Some;
#[allow(non_camel_case_types, reason = "hostile names")]
struct str;
#[allow(non_camel_case_types, reason = "hostile names")]
struct bool;

/// A handler.
#[cors(origins = ["https://app.example.com"], credentials, max_age = 600, preflight_status = 200)]
pub async fn public() {}

#[cors(origins = ["https://app.example.com"])]
pub(crate) async fn in_the_crate(_: Result, Some: Some) -> Option {}

/// Never awaited, and not async.
#[cors(origins = ["https://app.example.com"])]
pub fn not_async() -> impl Future<Output = &'static core::primitive::str> + Send {
    async { "" }
}

/// Generic.
#[cors(origins = ["https://app.example.com"])]
#[must_use]
#[allow(clippy::unused_async, reason = "below the attribute")]
pub async fn generic<T: Send, const N: usize>((a, _b): (T, [u8; N])) -> T
where
    T: Clone,
{
    a
}

const PARTNER: &core::primitive::str = "https://partner.example.org";
struct Ages;
impl Ages {
    const DAY: u32 = 86_400;
}

/// Made of constants.
#[cors(
    origins = [
        PARTNER,
        concat!("https://", "app.example.com"),
        #[cfg(debug_assertions)]
        "http://localhost:5173",
        #[cfg(any())]
        "http://localhost:5174",
        // May be left out, so it shadows nothing.
        #[cfg(all())]
        "https://partner.example.org",
    ],
    headers = [#[cfg(all())] "x-token"],
    max_age = Ages::DAY
)]
pub async fn made_of_constants() {}

macro_rules! handlers {
    ($($name:ident $origin:literal $age:expr;)*) => {
        $(
            #[cors(origins = [$origin], max_age = $age)]
            async fn $name() {}
        )*
    };
}
handlers! {
    one "https://app.example.com" 60;
    two "https://www.example.com" 6 * 60;
}

fn main() {}
