//! The frameworks whose handlers can have a policy, each in a file of its own.

// Each module uses only modules above it.
#[cfg(feature = "rocket")]
pub(crate) mod rocket;
mod routers;

use cors_policy::Argument;
use proc_macro2::TokenStream;
use quote::quote;

use crate::args::Args;
use crate::check::CheckedPolicy;
use crate::item::{Handler, is_cors};
use crate::mistake::Mistake;

/// What a framework makes of an annotated handler.
pub(crate) trait Framework {
    /// Whether the handler belongs to this framework, as far as its attributes tell.
    fn owns(&self, handler: &Handler) -> bool;

    /// Whether the handler's own attribute says its method, so that the policy must not list `methods`.
    fn knows_method(&self) -> bool;

    /// What is wrong with the handler for this framework.
    fn check(&self, handler: &Handler) -> Option<Mistake>;

    /// The handler with its policy; `arguments` are those of the attribute.
    fn expand(&self, handler: &Handler, policy: &CheckedPolicy, arguments: &TokenStream) -> TokenStream;

    /// The handler where there were mistakes: with a policy that allows nothing, or without one. Code that uses
    /// the handler must compile as before.
    fn expand_inert(&self, handler: &Handler, crate_path: Option<syn::Path>) -> TokenStream;
}

/// The framework that a handler belongs to, of those that `cors-runtime` was built for.
pub(crate) fn of(handler: &Handler) -> &'static dyn Framework {
    let with_attributes: &[&'static dyn Framework] = &[
        #[cfg(feature = "rocket")]
        &rocket::Rocket,
    ];
    with_attributes.iter().copied().find(|framework| framework.owns(handler)).unwrap_or(&routers::Routers)
}

/// Turns the arguments that the handlers of a framework must not have into mistakes.
pub(crate) fn refuse_arguments(framework: &dyn Framework, args: &mut Args) {
    if framework.knows_method() {
        args.refuse(Argument::Methods, cors_policy::Rule::MethodsKnownFromRoute);
    }
}

/// The handler as it was written, without its policy.
fn without_policy(handler: &Handler) -> TokenStream {
    let Handler { attributes, visibility, signature, body } = handler;
    let attributes = attributes.iter().filter(|attribute| !is_cors(attribute));
    quote!(#(#attributes)* #visibility #signature #body)
}
