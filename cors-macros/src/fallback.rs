//! What is emitted where there were mistakes: the mistakes, and the function, so that the errors of
//! its body are shown too and nothing else in the program lights up.

use proc_macro2::TokenStream;
use quote::quote;

use crate::check::CheckedPolicy;
use crate::expand::{expand, expand_policy};
use crate::item::{Handler, NotAHandler, is_cors};
use crate::mistake::Mistake;

/// The handler with a policy that allows nothing.
pub(crate) fn with_handler(
    handler: &Handler,
    crate_path: Option<syn::Path>,
    mistakes: &[Mistake],
) -> TokenStream {
    let mistakes = mistakes.iter().map(Mistake::to_compile_error);
    let handler = expand(handler, &CheckedPolicy { crate_path, ..CheckedPolicy::default() });
    quote!(#(#mistakes)* #handler)
}

/// The handler and its route without a policy.
pub(crate) fn with_route(handler: &Handler, mistakes: &[Mistake]) -> TokenStream {
    let mistakes = mistakes.iter().map(Mistake::to_compile_error);
    let attributes = handler.attributes.iter().filter(|attribute| !is_cors(attribute));
    let Handler { visibility, signature, body, .. } = handler;
    quote!(#(#mistakes)* #(#attributes)* #visibility #signature #body)
}

/// A policy that allows nothing.
pub(crate) fn with_policy(crate_path: Option<syn::Path>, mistakes: &[Mistake]) -> TokenStream {
    let mistakes = mistakes.iter().map(Mistake::to_compile_error);
    let policy = expand_policy(&CheckedPolicy { crate_path, ..CheckedPolicy::default() });
    quote!({ #(#mistakes)* #policy })
}

/// The item as it was written.
pub(crate) fn without_handler(
    NotAHandler { item, mistake }: &NotAHandler,
    mistakes: &[Mistake],
) -> TokenStream {
    let mistakes = mistakes.iter().chain([mistake]).map(Mistake::to_compile_error);
    quote!(#(#mistakes)* #item)
}
