//! The attribute `#[cors(...)]` of [`cors-runtime`](https://docs.rs/cors-runtime), which re-exports
//! and documents it.
//!
//! Tokens go one way: `args` reads their grammar, `check` asks `cors-policy` what they mean, and
//! `expand` writes the function and its policy, which cannot fail. Where there were mistakes,
//! `fallback` writes them beside the function, which keeps its type, so that nothing else in the
//! program lights up.
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

// Each module uses only modules above it.
mod mistake;
mod args;
mod item;
mod check;
mod expand;
mod fallback;
#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;

/// See `cors_runtime::cors`.
#[proc_macro_attribute]
pub fn cors(args: proc_macro::TokenStream, item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    cors_tokens(args.into(), item.into()).into()
}

fn cors_tokens(args: TokenStream, item: TokenStream) -> TokenStream {
    let args = args::Args::parse(args);
    let handler = match item::Handler::parse(item) {
        Ok(handler) => handler,
        Err(item) => return fallback::without_handler(&item, &check::check(args).1),
    };
    let (policy, mut mistakes) = check::check(args);
    mistakes.extend(handler.check());
    if mistakes.is_empty() {
        expand::expand(&handler, &policy)
    } else {
        fallback::with_handler(&handler, policy.crate_path, &mistakes)
    }
}
