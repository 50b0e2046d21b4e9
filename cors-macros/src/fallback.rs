//! What is emitted where there were mistakes: the mistakes, and the function, so that the errors in its body
//! are shown too and nothing else in the program fails.

use proc_macro2::TokenStream;
use quote::quote;

use crate::check::CheckedPolicy;
use crate::expand::expand_policy;
use crate::framework::Framework;
use crate::item::{Handler, NotAHandler};
use crate::mistake::Mistake;

/// The handler, in a form in which it can be used.
pub(crate) fn with_handler(
    framework: &dyn Framework,
    handler: &Handler,
    crate_path: Option<syn::Path>,
    mistakes: &[Mistake],
) -> TokenStream {
    let mistakes = mistakes.iter().map(Mistake::to_compile_error);
    let handler = framework.expand_inert(handler, crate_path);
    quote!(#(#mistakes)* #handler)
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
