//! The attribute `#[cors(...)]` of [`cors-runtime`](https://docs.rs/cors-runtime), which re-exports
//! and documents it.
//!
//! Tokens go one way: `args` reads their grammar, `check` asks `cors-policy` what they mean, and `framework`
//! writes the function with its policy, which cannot fail. If there were mistakes, `fallback` writes them beside
//! the function, which keeps its type, so that nothing else in the program fails.
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

// Each module uses only modules above it.
mod mistake;
mod args;
mod configured;
mod item;
mod value;
mod public_suffixes;
mod origins;
mod check;
mod expand;
mod framework;
mod fallback;
#[cfg(test)]
mod tests;

use cors_policy::Rule;
use proc_macro2::TokenStream;

use configured::Configured;
use mistake::Mistake;

/// See `cors_runtime::cors`.
#[proc_macro_attribute]
pub fn cors(args: proc_macro::TokenStream, item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    cors_tokens(args.into(), item.into()).into()
}

/// Gives a policy to the struct that Rocket has made of a handler.
#[cfg(feature = "rocket")]
#[doc(hidden)]
#[proc_macro_attribute]
pub fn rocket_route(args: proc_macro::TokenStream, item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    rocket_route_tokens(args.into(), item.into()).into()
}

/// See `cors_runtime::policy`.
#[proc_macro]
pub fn policy(args: proc_macro::TokenStream) -> proc_macro::TokenStream {
    policy_tokens(args.into()).into()
}

fn policy_tokens(args: TokenStream) -> TokenStream {
    if let Some(configured) = Configured::of(&args) {
        return expand::configured::expand_policy(&args, &configured);
    }
    let args = args::Args::parse(args);
    let (policy, mut mistakes) = check::check(args);
    mistakes.extend(policy.shared.as_ref().map(|shared| Mistake::of(Rule::PolicyInPolicy, shared)));
    if mistakes.is_empty() {
        expand::expand_policy(&policy)
    } else {
        fallback::with_policy(policy.crate_path, &mistakes)
    }
}

fn cors_tokens(args: TokenStream, item: TokenStream) -> TokenStream {
    if let Some(configured) = Configured::of(&args) {
        return expand::configured::expand(&args, &configured, &item);
    }
    let arguments = args.clone();
    let mut args = args::Args::parse(args);
    let mut handler = match item::Handler::parse(item) {
        Ok(handler) => handler,
        Err(item) => return fallback::without_handler(&item, &check::check(args).1),
    };
    let descriptions = handler.take_descriptions();
    if !descriptions.is_empty() {
        return expand::below::move_above(&arguments, &descriptions, &handler);
    }
    let framework = framework::of(&handler);
    framework::refuse_arguments(framework, &mut args);
    let (policy, mut mistakes) = check::check(args);
    mistakes.extend(handler.check());
    mistakes.extend(framework.check(&handler));
    if mistakes.is_empty() {
        framework.expand(&handler, &policy, &arguments)
    } else {
        fallback::with_handler(framework, &handler, policy.crate_path, &mistakes)
    }
}

/// The arguments were checked by [`cors_tokens`].
#[cfg(feature = "rocket")]
fn rocket_route_tokens(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let (policy, mistakes) = check::check(args::Args::parse(arguments));
    match item::Handler::parse(item) {
        Ok(handler) => framework::rocket::expand_below_route(handler, &policy),
        Err(item) => fallback::without_handler(&item, &mistakes),
    }
}
