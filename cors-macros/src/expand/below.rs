//! The expansion where an attribute stands below `#[cors(...)]` that must be above it.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Attribute;

use super::CratePath;
use crate::args::Args;
use crate::item::Handler;

/// The same function with the attributes above; the compiler comes back when they are done.
pub(crate) fn move_above(args: &TokenStream, above: &[Attribute], handler: &Handler) -> TokenStream {
    let args_read = Args::parse(args.clone());
    let krate = CratePath(args_read.crate_path());
    let Handler { attributes, visibility, signature, body } = handler;
    quote! {
        #(#above)*
        #[#krate::cors(#args)]
        #(#attributes)*
        #visibility #signature #body
    }
}
